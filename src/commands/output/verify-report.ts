import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Comparison } from '../../domain/expectation.ts';
import type { ReportedVerification } from '../../domain/verification.ts';
import { receiveToken } from '../../jwt/receive-token.ts';
import { maskCommand } from '../../reports/github-report.ts';
import { verificationCase } from '../../reports/verification-case.ts';
import { styleFor } from '../../terminal/style.ts';
import { verdictClause } from '../../terminal/verification-report.ts';
import type { VerifyOptions } from '../flags/verify-flags.ts';
import { writeReports } from './open-reports.ts';
import { placeInCheckout } from './place-in-checkout.ts';

/** Writes the reports on one token that were asked for; throws a usage Problem. */
export async function writeVerificationReports(
  context: Context,
  options: VerifyOptions,
  verification: ReportedVerification,
  comparison: Comparison | undefined,
): Promise<void> {
  const { file } = options.token;
  const clause = verdictClause(verification, styleFor(context.stdout, context.env, 'never'));
  const remark = !comparison
    ? ''
    : comparison.differences.length === 0
      ? ', as expected'
      : ', which is not as expected';
  await writeReports(
    context,
    options,
    { command: 'verify', file: file === undefined ? undefined : placeInCheckout(context, file), rules: [] },
    {
      cases: [verificationCase(verification, { line: undefined, comparison })],
      closing: `${clause}${remark}`,
    },
  );
}

/**
 * Makes the GitHub Actions runner mask the token in the job's log, for any configuration. On a terminal there
 * is no runner, so the command would only show the token.
 */
export function maskToken(
  { stdout }: Context,
  text: string,
  configurations: readonly Pick<Configuration, 'tokenName'>[],
): void {
  if (stdout.isTerminal) return;
  const tokens = new Set(configurations.map(({ tokenName }) => receiveToken(text, tokenName).token));
  for (const token of tokens) stdout.write(maskCommand(token));
}
