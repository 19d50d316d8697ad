import { shellWord } from '../../domain/shell-word.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { Problem } from '../../problem.ts';
import { MAX_LISTED_NAMES } from '../../usecases/configurations/find-configuration.ts';
import { Refusal, type RefusalReason } from '../../usecases/refusal.ts';
import type { SecretHint } from '../../usecases/secrets/evaluate-secret.ts';
import { didYouMean } from '../line/did-you-mean.ts';
import { endingPrevious } from './notice-text.ts';

/** What the command line says of a problem. */
export type ProblemText = Pick<Problem, 'message' | 'hint'>;

/** A problem in the words of the command line: a use case names no flags and no commands. */
export function problemText(problem: Problem): ProblemText {
  const { message, hint } = problem;
  return problem instanceof Refusal ? { message, ...refusalText(problem.reason) } : { message, hint };
}

function refusalText(reason: RefusalReason): { hint: string | undefined; message?: string } {
  switch (reason.kind) {
    case 'unknown-names':
      return { hint: meantNames(reason.typed, reason.names) };
    case 'no-configurations':
      return { hint: listOfNames([]) };
    case 'name-taken-on-create':
      return { hint: `change it with \`jwtadm edit ${shellWord(reason.name)}\`, or choose another name` };
    case 'name-taken-on-rename':
      return {
        hint: `choose another name; \`jwtadm show ${shellWord(reason.name)}\` shows what has this one`,
      };
    case 'changed-meanwhile':
      return {
        hint: `look at it with \`jwtadm show ${shellWord(reason.name)}\` and run the command again`,
      };
    case 'store-locked':
      return { hint: '`jwtadm help encrypt` says how secrets are encrypted and opened' };
    case 'secret-does-not-open':
      return {
        hint: '`jwtadm check` lists every secret that cannot be decrypted; `jwtadm edit` replaces one, `jwtadm delete` removes a configuration',
      };
    case 'secret-unfit':
      return { hint: reason.hint && secretHintText(reason.hint) };
    case 'secret-weak':
      return {
        hint: '--generate-secret makes a strong one; --allow-weak-secret accepts this one',
      };
    case 'kept-secret-unreadable':
      return { hint: 'give the new secret in the same command' };
    case 'previous-secret-still-accepted':
      return {
        hint: `only one is kept: wait until then, or end it now with \`${endingPrevious(reason.name)}\``,
      };
    case 'rotation-of-algorithm':
      return {
        message: `--rotate-secret and another algorithm exclude each other: only ${reason.after} would be accepted from now on, and tokens signed with the previous secret have ${reason.before}`,
        hint: 'change the algorithm without --rotate-secret, at the same time as the issuing system does',
      };
    case 'rotation-of-no-secret':
      return { hint: 'give the new one without --rotate-secret' };
    default:
      return unreachable(reason);
  }
}

function secretHintText(hint: SecretHint): string {
  if (typeof hint === 'string') return hint;
  switch (hint.kind) {
    case 'empty':
      return 'look at what should give it, or let --generate-secret make one';
    case 'other-algorithms':
      return `it fits --algorithm ${hint.algorithms.join(', ')}; or give ${hint.needed} instead`;
    case 'other-encodings':
      return `it can be read with --secret-encoding ${hint.encodings.join(' or ')}`;
    default:
      return unreachable(hint);
  }
}

function meantNames(typed: readonly string[], names: readonly string[]): string {
  const meant = typed.map((name) => didYouMean(name, names)).filter((each) => each !== undefined);
  return meant.length > 0 ? `did you mean ${meant.join(' and ')}?` : listOfNames(names);
}

function listOfNames(names: readonly string[]): string {
  if (names.length === 0) return 'the store is empty: `jwtadm create` makes the first configuration';
  const rest = names.length - MAX_LISTED_NAMES;
  const listed = rest > 0 ? [...names.slice(0, MAX_LISTED_NAMES - 1), `${rest + 1} more`] : names;
  return `there ${names.length === 1 ? 'is' : 'are'} ${listed.join(', ')}`;
}
