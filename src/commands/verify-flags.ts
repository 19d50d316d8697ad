import type { Expectation } from '../domain/expectation.ts';
import { type EpochSeconds, parseInstant } from '../domain/instant.ts';
import { Problem } from '../problem.ts';
import { type ExpectationFlags, readExpectationFlags } from './expectation-flags.ts';
import type { GlobalOptions } from './global-options.ts';
import type { TokenSource } from './read-token.ts';

/** What `verify` was asked for. */
export interface VerifyOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly token: TokenSource;
  /** The moment to evaluate at; now when undefined. */
  readonly at: EpochSeconds | undefined;
  readonly ignoresDisabled: boolean;
  /** Ask every enabled configuration which of them accepts the token, instead of one by its name. */
  readonly isAny: boolean;
  readonly isJson: boolean;
  /** What a script expects, instead of no more than that the token is accepted. */
  readonly expectation: Expectation | undefined;
}

/** The flags of `verify` as they were typed. */
export interface VerifyFlags extends ExpectationFlags {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
  readonly at?: string;
  readonly any?: boolean;
  readonly ignoreDisabled?: boolean;
  readonly json?: boolean;
}

/** Reads the arguments and flags of `verify`; throws a usage Problem. */
export function readVerifyFlags(
  first: string | undefined,
  second: string | undefined,
  flags: VerifyFlags,
): Omit<VerifyOptions, keyof GlobalOptions> {
  if (flags.any && second !== undefined) {
    throw new Problem(
      'usage',
      '--any takes the place of NAME',
      'for example: jwtadm verify --any --token-file x.jwt',
    );
  }
  const at = flags.at === undefined ? undefined : parseInstant(flags.at);
  if (flags.at !== undefined && at === undefined) {
    throw new Problem(
      'usage',
      '--at must be a moment',
      'write ISO 8601, such as 2026-03-01T12:00:00Z, or epoch seconds, such as 1772366400',
    );
  }
  return {
    name: flags.any ? undefined : first,
    token: { argument: flags.any ? first : second, file: flags.tokenFile, variable: flags.tokenEnv },
    at,
    isAny: flags.any === true,
    ignoresDisabled: flags.ignoreDisabled === true,
    isJson: flags.json === true,
    expectation: readExpectationFlags(flags),
  };
}
