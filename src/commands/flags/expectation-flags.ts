import type { Command } from 'commander';
import { diagnosisCodes } from '../../diagnosis/diagnosis-code.ts';
import { parseDuration } from '../../domain/duration.ts';
import type { Expectation } from '../../domain/expectation.ts';
import { Problem } from '../../problem.ts';
import { choosing } from '../line/choosing.ts';
import { suggestion } from '../line/did-you-mean.ts';
import { repeatable } from './field-flags.ts';

/** The flags by which a script says what it expects, as they were typed. */
export interface ExpectationFlags {
  readonly expectUser?: string;
  readonly expectRole?: readonly string[];
  readonly minRemaining?: string;
  readonly expectRejected?: string;
}

/** Declares them. */
export function declareExpectationFlags(command: Command): Command {
  return command
    .option('--expect-user <name>', 'exit with 1 unless it logs in as this user')
    .addOption(repeatable('--expect-role <role>', 'exit with 1 unless it gives this role; repeatable'))
    .option('--min-remaining <seconds>', 'exit with 1 unless it is accepted for so long still, such as 1h')
    .addOption(
      choosing(
        '--expect-rejected <code>',
        'exit with 0 if it is rejected for this reason, else with 1',
        diagnosisCodes,
      ),
    );
}

/** What is expected; undefined where nothing is. Throws a usage Problem. */
export function readExpectationFlags(flags: ExpectationFlags): Expectation | undefined {
  const { expectUser: user, expectRole: roles, minRemaining, expectRejected: code } = flags;
  const accepted = {
    ...(user !== undefined && { user }),
    ...(roles !== undefined && { roles }),
    ...(minRemaining !== undefined && { minRemaining: readRemaining(minRemaining) }),
  };
  const expectsMore = Object.keys(accepted).length > 0;
  if (code === undefined) return expectsMore ? accepted : undefined;
  if (expectsMore) {
    throw new Problem(
      'usage',
      '--expect-rejected and what is expected of an accepted token exclude each other',
    );
  }
  return { code: readCode(code) };
}

function readRemaining(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new Problem(
    'usage',
    '--min-remaining must be a number of seconds or a duration',
    'for example 1h or 3600',
  );
}

function readCode(code: string): string {
  if (diagnosisCodes.some((each) => each === code)) return code;
  const hint = suggestion(code, diagnosisCodes) ?? '`jwtadm explain` lists them';
  throw new Problem('usage', '--expect-rejected must be a diagnosis code', hint);
}
