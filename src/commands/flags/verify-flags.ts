import type { Expectation } from '../../domain/expectation.ts';
import { type EpochSeconds, parseInstant } from '../../domain/instant.ts';
import { Problem } from '../../problem.ts';
import type { TokenSource } from '../input/read-token.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { refuseFaults } from '../output/notes.ts';
import { type ExpectationFlags, readExpectationFlags } from './expectation-flags.ts';
import { type OutputFormat, type ReportFlags, type ReportOptions, readReportFlags } from './report-flags.ts';

/** All that `verify` can write. */
export const verifyFormats: readonly OutputFormat[] = ['text', 'json', 'junit', 'github'];

/** What `verify` was asked for. */
export interface VerifyOptions extends GlobalOptions, ReportOptions {
  readonly name: string | undefined;
  readonly token: TokenSource;
  /** The time to evaluate at; now when undefined. */
  readonly at: EpochSeconds | undefined;
  readonly ignoresDisabled: boolean;
  /** Ask every enabled configuration which of them accepts the token, instead of one by its name. */
  readonly isAny: boolean;
  /** Where many tokens are instead of one; undefined without `--batch`. */
  readonly batch: BatchOptions | undefined;
  /** What a script expects, instead of no more than that the token is accepted. */
  readonly expectation: Expectation | undefined;
}

/** What `verify --batch` was asked for beside that. */
export interface BatchOptions {
  /** The file of the tokens, a line each, or `-` for stdin. */
  readonly file: string;
  /** How many threads may evaluate them; all that the machine has when undefined. */
  readonly jobs: number | undefined;
  readonly isBrief: boolean;
}

/** The flags of `verify` as they were typed. */
export interface VerifyFlags extends ExpectationFlags, ReportFlags {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
  readonly at?: string;
  readonly any?: boolean;
  readonly ignoreDisabled?: boolean;
  readonly batch?: string;
  readonly jobs?: string;
  readonly brief?: boolean;
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
      '--at must be a time',
      'write ISO 8601, such as 2026-03-01T12:00:00Z, or epoch seconds, such as 1772366400',
    );
  }
  const report = readReportFlags(flags, verifyFormats);
  return {
    name: flags.any ? undefined : first,
    token: { argument: flags.any ? first : second, file: flags.tokenFile, variable: flags.tokenEnv },
    at,
    isAny: flags.any === true,
    ignoresDisabled: flags.ignoreDisabled === true,
    ...report,
    batch: readBatchFlags(second, flags, report),
    expectation: readExpectationFlags(flags),
  };
}

const BATCH_EXAMPLE = 'for example: `jwtadm verify ERP --batch tokens.txt --json`';

function readBatchFlags(
  token: string | undefined,
  flags: VerifyFlags,
  { output }: ReportOptions,
): BatchOptions | undefined {
  const { batch: file, jobs, brief } = flags;
  if (file === undefined) {
    const stray = jobs !== undefined ? '--jobs' : brief ? '--brief' : undefined;
    if (stray === undefined) return undefined;
    throw new Problem('usage', `${stray} goes with --batch`, BATCH_EXAMPLE);
  }
  const isOneToken = token !== undefined || flags.tokenFile !== undefined || flags.tokenEnv !== undefined;
  refuseFaults(
    [
      ...(file === '' ? ['--batch must name a file, or be - for stdin'] : []),
      ...(isOneToken ? ['--batch takes the place of the token'] : []),
      ...(flags.any ? ['--batch and --any do not go together'] : []),
      ...(readExpectationFlags(flags) ? ['--batch takes no flags that say what is expected'] : []),
      ...(brief && output !== 'json' ? ['--brief shortens --json, which is missing'] : []),
      ...(jobs !== undefined && !isJobs(jobs) ? [`--jobs must be a number from 1 to ${MOST_JOBS}`] : []),
    ],
    BATCH_EXAMPLE,
  );
  return { file, jobs: jobs === undefined ? undefined : Number(jobs), isBrief: brief === true };
}

/** More threads than this only wait for each other. */
const MOST_JOBS = 256;

function isJobs(text: string): boolean {
  return /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_JOBS;
}
