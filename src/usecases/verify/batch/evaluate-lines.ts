import { foldName } from '../../../domain/configuration.ts';
import { type Comparison, differencesFrom, type Expectation } from '../../../domain/expectation.ts';
import type { EpochSeconds } from '../../../domain/instant.ts';
import { withConfig } from '../../../domain/suggested-command.ts';
import type { Verification } from '../../../domain/verification.ts';
import type { OtherConfiguration } from '../../../jwt/other-configuration.ts';
import type { ReportCase } from '../../../reports/report-case.ts';
import { faultCase, verificationCase } from '../../../reports/verification-case.ts';
import { briefLine, faultLine, verificationLine } from '../../../terminal/batch-json.ts';
import { differenceText } from '../../../terminal/expectation-report.ts';
import { verifyToken } from '../verify-token.ts';
import type { BatchConfiguration, BatchRules, Part } from './batch.ts';
import { CasePage } from './case-page.ts';
import { type Line, linesOf } from './lines.ts';
import { type MadeToken, makeToken } from './make-token.ts';
import { OutputBuffer } from './output-buffer.ts';
import { type LineFault, readLine } from './read-line.ts';
import type { Recipe } from './read-recipe.ts';
import { RunningTally } from './tally.ts';

/** Evaluators the lines of chunks: bytes that begin with the line of that number. */
export type EvaluateLines = (bytes: Uint8Array, firstLine: number) => Generator<Part, void>;

/** A evaluate by those rules. Each token is verified by the one `verifyToken` that `verify` itself asks. */
export function lineEvaluator(rules: BatchRules): EvaluateLines {
  const byName = new Map(rules.configurations.map((each) => [foldName(each.configuration.name), each]));
  const write = writers[rules.output];
  return function* evaluateLines(bytes, firstLine) {
    let page = new OutputBuffer();
    let reported = new CasePage();
    let tally = new RunningTally();
    for (const line of linesOf(bytes, firstLine)) {
      const evaluated = evaluateLine(rules, byName, line);
      const text = write(line.number, evaluated);
      if (!page.hasRoomFor(text) || !reported.hasRoom) {
        yield { output: page.bytes, cases: reported.cases, tally, isLast: false };
        page = new OutputBuffer();
        reported = new CasePage();
        tally = new RunningTally();
      }
      page.add(text);
      if (rules.isReported) reported.add(caseOf(line.number, evaluated));
      count(tally, line.number, evaluated);
    }
    yield { output: page.bytes, cases: reported.cases, tally, isLast: true };
  };
}

type Evaluated =
  | { readonly ok: true; readonly verification: Verification; readonly comparison: Comparison | undefined }
  | { readonly ok: false; readonly fault: LineFault };

const writers: Readonly<Record<BatchRules['output'], (line: number, evaluated: Evaluated) => string>> = {
  documents: (line, evaluated) =>
    evaluated.ok
      ? verificationLine(line, evaluated.verification, evaluated.comparison)
      : faultLine(line, evaluated.fault),
  'brief documents': (line, evaluated) =>
    evaluated.ok
      ? briefLine(line, evaluated.verification, evaluated.comparison)
      : faultLine(line, evaluated.fault),
  summary: () => '',
};

function caseOf(line: number, evaluated: Evaluated): ReportCase {
  return evaluated.ok
    ? verificationCase(evaluated.verification, { line, comparison: evaluated.comparison })
    : faultCase(line, evaluated.fault);
}

function evaluateLine(
  rules: BatchRules,
  byName: ReadonlyMap<string, BatchConfiguration>,
  line: Line,
): Evaluated {
  const reading = readLine(line);
  if (!reading.ok) return reading;
  const { token, at = rules.now, configuration: name = rules.defaultName, expectation } = reading.request;
  if (name === undefined) {
    const message = 'the line names no configuration, and the command line gives no NAME';
    return { ok: false, fault: { kind: 'no-configuration', message } };
  }
  const held = byName.get(foldName(name));
  if (!held) return unknownConfiguration('"configuration"');
  const sent = typeof token === 'string' ? { ok: true as const, text: token } : make(token, byName, held, at);
  if (!sent.ok) return sent;
  const verification = verifyToken({
    text: sent.text,
    configuration: held.configuration,
    secret: held.secret,
    previousSecret: () => held.previousSecret,
    fingerprintKey: rules.fingerprintKey,
    now: at,
    ignoresDisabled: rules.ignoresDisabled,
    others: () => othersOf(rules, held),
  });
  const comparison = expectation && compare(verification, expectation);
  if (rules.config === undefined || verification.diagnosis.length === 0) {
    return { ok: true, verification, comparison };
  }
  const diagnosis = withConfig(verification.diagnosis, { config: rules.config });
  return { ok: true, verification: { ...verification, diagnosis }, comparison };
}

/** The text that a recipe asks for, of the configuration that it names or else of the line's own. */
function make(
  recipe: Recipe,
  byName: ReadonlyMap<string, BatchConfiguration>,
  held: BatchConfiguration,
  at: EpochSeconds,
): (MadeToken & { readonly ok: true }) | (Evaluated & { readonly ok: false }) {
  const issuer = recipe.configuration === undefined ? held : byName.get(foldName(recipe.configuration));
  if (!issuer) return unknownConfiguration('"generate"');
  const made = makeToken(recipe, issuer, Math.floor(recipe.at ?? at));
  return made.ok ? made : { ok: false, fault: { kind: 'cannot-generate', message: made.message } };
}

function unknownConfiguration(where: string): Evaluated & { readonly ok: false } {
  const message = `there is no configuration of the name in ${where}`;
  return { ok: false, fault: { kind: 'unknown-configuration', message } };
}

function compare(verification: Verification, expectation: Expectation): Comparison {
  return { expectation, differences: differencesFrom(verification, expectation) };
}

function* othersOf({ configurations }: BatchRules, held: BatchConfiguration): Iterable<OtherConfiguration> {
  for (const other of configurations) if (other !== held) yield other;
}

function count(tally: RunningTally, line: number, evaluated: Evaluated): void {
  if (!evaluated.ok) {
    tally.failed += 1;
    tally.keep({ line, reasons: [evaluated.fault.message] });
    return;
  }
  const { comparison, verification } = evaluated;
  const { accepted, diagnosis } = verification;
  if (accepted) tally.accepted += 1;
  else tally.rejected += 1;
  for (const { code } of diagnosis) tally.count(code);
  if (comparison) tally.expecting += 1;
  if (comparison ? comparison.differences.length === 0 : accepted) return;
  tally.unexpected += 1;
  const errors = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  tally.keep({ line, reasons: comparison?.differences.map(differenceText) ?? errors });
}
