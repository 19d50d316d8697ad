import { shellWord } from '../../domain/shell-word.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { Notice } from '../../usecases/notice.ts';

/** A notice in words. Commands in backticks get the store that `--config` named. */
export interface NoticeText {
  /** A note says what was done, and `--quiet` silences it; a warning says what to look at. */
  readonly level: 'note' | 'warning';
  readonly text: string;
}

/** The words of a notice. */
export function noticeText(notice: Notice): NoticeText {
  switch (notice.kind) {
    case 'line-break-left-out':
      return note(`Left out the line break at the end of ${notice.place}.`);
    case 'secret-generated':
      return note(generated(notice));
    case 'key-converted':
      return note(`${ofName(notice.name)}That was ${notice.noun}: it was converted to ${notice.form}.`);
    case 'public-half-stored':
      return note(
        `${ofName(notice.name)}That was a private key: only its public half is stored, which is all that verifying needs.`,
      );
    case 'secret-weak':
      return warning(`the secret ${notice.fault}`);
    case 'byte-order-mark':
      return warning('the secret begins with a byte order mark (U+FEFF)');
    case 'reference-unavailable':
      return warning(`the reference leads to no secret now: ${notice.reason}`);
    case 'referenced-secret-faulty':
      return warning(`the secret that the reference leads to ${notice.fault}`);
    case 'kept-secret-faulty':
      return warning(`the secret that is kept ${notice.fault}; ${replacing(notice.name)}`);
    case 'secret-unusable':
      return warning(
        `no token can log in under ${notice.name}: its secret ${notice.fault}; ${replacing(notice.name)}`,
      );
    case 'imported-secret-unavailable':
      return warning(`the secret of ${notice.name} cannot be read here: ${notice.reason}`);
    case 'imported-secret-faulty':
      return warning(`the secret of ${notice.name} ${notice.fault}`);
    case 'imported-private-key':
      return warning(`the secret of ${notice.name} is a private key, of which the public half suffices`);
    case 'stored-in-plain-text':
      return warning(
        'the store does not encrypt its secrets, although what would open them was given: `jwtadm encrypt` does it now',
      );
    case 'previous-secret-unusable':
      return warning(
        `the previous secret ${notice.fault}, and cannot be used any more; \`${endingPrevious(notice.name)}\` takes it away`,
      );
    case 'previous-secret-ended':
      return note('The previous secret is accepted no longer.');
    case 'previous-secret-accepted':
      return note(
        `The previous secret is accepted until ${notice.until}: the issuer must change to the new one before then.`,
      );
    case 'previous-secret-still-accepted':
      return note(
        `The previous secret is still accepted until ${notice.until}; \`${endingPrevious(notice.name)}\` ends that.`,
      );
    case 'store-made':
      return note(`Made the store ${notice.store}.`);
    case 'created':
      return note(
        notice.isEnabled
          ? `Created ${notice.name} (enabled).`
          : `Created ${notice.name} (disabled): enable it with \`jwtadm enable ${shellWord(notice.name)}\`.`,
      );
    case 'changed':
      return note(`Changed ${notice.name}.`);
    case 'private-key-written':
      return note(
        `The private key is in ${notice.path}, which only you can read: it is for the issuer, who signs with it. The store has the public key.`,
      );
    default:
      return unreachable(notice);
  }
}

function note(text: string): NoticeText {
  return { level: 'note', text };
}

function warning(text: string): NoticeText {
  return { level: 'warning', text };
}

function generated({ bits, characters }: Notice & { kind: 'secret-generated' }): string {
  const size = characters === undefined ? '' : `: ${characters} characters, ${characters * 8} bits as text`;
  return `The generated secret has ${bits} random bits${size}.`;
}

function replacing(name: string): string {
  return `\`jwtadm edit ${shellWord(name)} --secret-file FILE\` replaces it`;
}

/** The command that ends the acceptance of a previous secret. */
export function endingPrevious(name: string): string {
  return `jwtadm edit ${shellWord(name)} --unset previous-secret`;
}

/** The configuration that a sentence is about, where there are several. */
function ofName(name: string | undefined): string {
  return name === undefined ? '' : `${name}: `;
}
