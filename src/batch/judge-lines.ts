import { foldName } from '../domain/configuration.ts';
import { type Comparison, differencesFrom, type Expectation } from '../domain/expectation.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import { withConfig } from '../domain/suggested-command.ts';
import type { Verification } from '../domain/verification.ts';
import type { OtherConfiguration } from '../jwt/explain-signature.ts';
import type { ReportCase } from '../reports/report-case.ts';
import { faultCase, verificationCase } from '../reports/verification-case.ts';
import { briefLine, faultLine, verificationLine } from '../terminal/batch-json.ts';
import { differenceText } from '../terminal/expectation-report.ts';
import { verifyToken } from '../verify-token.ts';
import type { BatchConfiguration, BatchRules, Part } from './batch.ts';
import { CasePage } from './case-page.ts';
import { type Line, linesOf } from './lines.ts';
import { type MadeToken, makeToken } from './make-token.ts';
import { OutputPage } from './output-page.ts';
import { type LineFault, readLine } from './read-line.ts';
import type { Recipe } from './read-recipe.ts';
import { RunningTally } from './tally.ts';

/** Judges the lines of pieces: bytes that begin with the line of that number. */
export type JudgeLines = (bytes: Uint8Array, firstLine: number) => Generator<Part, void>;

/** A judge by those rules. Each token is verified by the one `verifyToken` that `verify` itself asks. */
export function lineJudge(rules: BatchRules): JudgeLines {
  const byName = new Map(rules.configurations.map((each) => [foldName(each.configuration.name), each]));
  const write = writers[rules.output];
  return function* judgeLines(bytes, firstLine) {
    let page = new OutputPage();
    let reported = new CasePage();
    let tally = new RunningTally();
    for (const line of linesOf(bytes, firstLine)) {
      const judged = judgeLine(rules, byName, line);
      const text = write(line.number, judged);
      if (!page.hasRoomFor(text) || !reported.hasRoom) {
        yield { output: page.bytes, cases: reported.cases, tally, isLast: false };
        page = new OutputPage();
        reported = new CasePage();
        tally = new RunningTally();
      }
      page.add(text);
      if (rules.isReported) reported.add(caseOf(line.number, judged));
      count(tally, line.number, judged);
    }
    yield { output: page.bytes, cases: reported.cases, tally, isLast: true };
  };
}

type Judged =
  | { readonly ok: true; readonly verification: Verification; readonly comparison: Comparison | undefined }
  | { readonly ok: false; readonly fault: LineFault };

const writers: Readonly<Record<BatchRules['output'], (line: number, judged: Judged) => string>> = {
  documents: (line, judged) =>
    judged.ok
      ? verificationLine(line, judged.verification, judged.comparison)
      : faultLine(line, judged.fault),
  'brief documents': (line, judged) =>
    judged.ok ? briefLine(line, judged.verification, judged.comparison) : faultLine(line, judged.fault),
  summary: () => '',
};

function caseOf(line: number, judged: Judged): ReportCase {
  return judged.ok
    ? verificationCase(judged.verification, { line, comparison: judged.comparison })
    : faultCase(line, judged.fault);
}

function judgeLine(rules: BatchRules, byName: ReadonlyMap<string, BatchConfiguration>, line: Line): Judged {
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
): (MadeToken & { readonly ok: true }) | (Judged & { readonly ok: false }) {
  const issuer = recipe.configuration === undefined ? held : byName.get(foldName(recipe.configuration));
  if (!issuer) return unknownConfiguration('"generate"');
  const made = makeToken(recipe, issuer, Math.floor(recipe.at ?? at));
  return made.ok ? made : { ok: false, fault: { kind: 'cannot-generate', message: made.message } };
}

function unknownConfiguration(where: string): Judged & { readonly ok: false } {
  const message = `there is no configuration of the name in ${where}`;
  return { ok: false, fault: { kind: 'unknown-configuration', message } };
}

function compare(verification: Verification, expectation: Expectation): Comparison {
  return { expectation, differences: differencesFrom(verification, expectation) };
}

function* othersOf({ configurations }: BatchRules, held: BatchConfiguration): Iterable<OtherConfiguration> {
  for (const other of configurations) if (other !== held) yield other;
}

function count(tally: RunningTally, line: number, judged: Judged): void {
  if (!judged.ok) {
    tally.failed += 1;
    tally.keep({ line, reasons: [judged.fault.message] });
    return;
  }
  const { comparison, verification } = judged;
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
