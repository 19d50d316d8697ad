import { type ExitCode, exitCodes } from './exit-code.ts';

/** The kinds of failure a user can meet, each with its exit code. */
const kinds = {
  usage: exitCodes.usage,
  'not-found': exitCodes.notFound,
  store: exitCodes.store,
  interrupted: exitCodes.interrupted,
} as const;

export type ProblemKind = keyof typeof kinds;

/**
 * An expected failure: what is wrong and where (`message`), and what to do now (`hint`). Both are
 * shown to the user, so neither may hold a secret. Anything else that is thrown is a bug.
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly hint: string | undefined;

  constructor(kind: ProblemKind, message: string, hint?: string) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }

  /** The same problem with a clause behind its message. */
  withRemark(remark: string): Problem {
    return new Problem(this.kind, `${this.message}; ${remark}`, this.hint);
  }

  get exitCode(): ExitCode {
    return kinds[this.kind];
  }
}
