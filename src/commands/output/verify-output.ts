import type { Context } from '../../context.ts';
import type { Difference } from '../../domain/expectation.ts';
import type { ReportedVerification, Verification } from '../../domain/verification.ts';
import { expectationDocument, renderExpectation } from '../../terminal/expectation-report.ts';
import { jsonDocument } from '../../terminal/json.ts';
import { renderTried } from '../../terminal/tried-configurations.ts';
import { verificationDocument } from '../../terminal/verification-json.ts';
import { renderVerification } from '../../terminal/verification-report.ts';
import { isReport, wantsReports } from '../flags/report-flags.ts';
import type { VerifyOptions } from '../flags/verify-flags.ts';
import { note, outputStyle } from './notes.ts';

/** The answer to one token, and how it differs from what was expected. */
export interface VerifyOutcome {
  readonly verification: ReportedVerification;
  readonly differences: readonly Difference[];
  /** Token Name of the configuration that answered. */
  readonly tokenName: string;
}

/** Writes what each configuration answered to `--any`; only the text report has it. */
export function writeAnswers(
  context: Context,
  options: VerifyOptions,
  answers: readonly Verification[],
): void {
  if (options.output !== 'text' || options.quiet) return;
  context.stdout.write(renderTried(answers, outputStyle(context, options)));
}

/** Writes the report of one token, and the reports for CI that were asked for; throws a usage Problem. */
export async function writeOutcome(
  context: Context,
  options: VerifyOptions,
  outcome: VerifyOutcome,
): Promise<void> {
  const { expectation, output, quiet } = options;
  if (wantsReports(options)) {
    // Loaded only for a report.
    const { writeVerificationReports } = await import('./verify-report.ts');
    const comparison = expectation && { expectation, differences: outcome.differences };
    await writeVerificationReports(context, options, outcome.verification, comparison);
  }
  if (quiet && output === 'text') return;
  noteCarrier(context, options, outcome);
  if (output === 'json') context.stdout.write(jsonDocument(outcomeDocument(options, outcome)));
  else if (!isReport(output)) context.stdout.write(outcomeText(context, options, outcome));
}

/** Says what the token was taken from, unless a finding does. */
function noteCarrier(
  context: Context,
  options: VerifyOptions,
  { verification: { carrier, diagnosis }, tokenName }: VerifyOutcome,
): void {
  const isElsewhere = diagnosis.some(({ code }) => code === 'token-name-mismatch' || code === 'token-empty');
  if (carrier === undefined || isElsewhere) return;
  const field = carrier === 'Authorization header' ? '' : `the field ${tokenName} of `;
  note(context, options, `The token was taken from ${field}the ${carrier}.`);
}

function outcomeDocument(
  { expectation }: VerifyOptions,
  { verification, differences }: VerifyOutcome,
): object {
  return {
    ...verificationDocument(verification),
    ...(expectation && { expectation: expectationDocument({ expectation, differences }) }),
  };
}

function outcomeText(
  context: Context,
  options: VerifyOptions,
  { verification, differences }: VerifyOutcome,
): string {
  const style = outputStyle(context, options);
  const text = renderVerification(verification, style);
  return options.expectation ? `${renderExpectation(differences, style)}\n${text}` : text;
}
