import type { Context } from '../../context.ts';
import { toIsoSeconds } from '../../domain/instant.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { Verification } from '../../domain/verification.ts';
import { Problem } from '../../problem.ts';
import type { IssueFault } from '../../usecases/tokens/issue.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { note, warn } from './notes.ts';

/** Why no token of the configuration of that name was made, in the words of the command line. */
export function issueProblem(fault: IssueFault, name: string): Problem {
  const word = shellWord(name);
  switch (fault.kind) {
    case 'secret-unreadable':
      return new Problem(
        'store',
        `the secret of ${name} cannot be read: ${fault.reason}`,
        `\`jwtadm show ${word}\` says where it should be`,
      );
    case 'no-previous-secret':
      return new Problem(
        'usage',
        `--previous-secret was given, and ${name} has no previous secret`,
        `\`jwtadm edit ${word} --rotate-secret\` makes its secret the previous one`,
      );
    case 'key-unusable':
      return new Problem(
        'usage',
        `the Secret Key of ${name} cannot be used`,
        `\`jwtadm show ${word}\` says what is wrong with it`,
      );
    case 'private-key-needless':
      return new Problem(
        'usage',
        `--private-key-file is for algorithms with a public key; ${name} has ${fault.algorithm}, and is signed with its secret`,
      );
    case 'private-key-unfit':
      return new Problem(
        'usage',
        `the key in the file of --private-key-file ${fault.reason}`,
        `it must be the other half of the public key of ${name}, as PEM or JWK`,
      );
    case 'private-key-missing':
      return new Problem(
        'usage',
        `${fault.algorithm} signs with a private key, and ${name} has the public one only`,
        'give the private key with --private-key-file FILE (PEM or JWK)',
      );
    case 'url-unusable':
      return new Problem('usage', `--url ${fault.reason}`);
    case 'not-breakable':
      return new Problem(
        'usage',
        `no token of ${name} can give ${fault.code}: ${fault.reason}`,
        exampleHint(fault.code),
      );
    case 'other-codes':
      return new Problem(
        'usage',
        `with these claims and this secret the token would not give ${fault.code}, but ${fault.codes.join(', ') || 'nothing'}`,
        exampleHint(fault.code),
      );
    default:
      return unreachable(fault);
  }
}

function exampleHint(code: string): string {
  return `\`jwtadm explain ${code}\` shows an example`;
}

/** Says on stderr what `verify` will say of a token that was just made, where that may come as a surprise. */
export function noteVerdict(
  context: Context,
  options: GlobalOptions & { readonly broken: string | undefined },
  verification: Verification,
): void {
  const { accepted, configuration, diagnosis } = verification;
  const { name } = configuration;
  if (options.broken !== undefined) {
    const codes = diagnosis.map(({ code }) => code).join(', ');
    note(context, options, `Broken on purpose: \`jwtadm verify ${shellWord(name)}\` will say ${codes}.`);
    return;
  }
  for (const text of verdictNotes(verification)) note(context, options, text);
  if (accepted) return;
  const errors = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  warn(context, options, `${name} will refuse this token: ${errors.join(', ')}`);
}

function verdictNotes(verification: Verification): string[] {
  const { accepted, configuration, signedWith, previousAcceptedUntil, diagnosis } = verification;
  const { name, enabled } = configuration;
  const notes: string[] = [];
  if (accepted && !enabled) {
    notes.push(`${name} is not enabled: it refuses the token until \`jwtadm enable ${shellWord(name)}\`.`);
  }
  if (accepted && signedWith === 'previous' && previousAcceptedUntil !== null) {
    const until = toIsoSeconds(previousAcceptedUntil);
    notes.push(`Signed with the previous secret, which ${name} accepts until ${until}.`);
  }
  if (diagnosis.some(({ code }) => code === 'lifetime-exceeds-configuration')) {
    notes.push('The token lives longer than Expiration Time allows, which ends it before.');
  }
  return notes;
}
