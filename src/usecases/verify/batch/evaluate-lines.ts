import { foldName } from '../../../domain/configuration.ts';
import { type Comparison, differencesFrom, type Expectation } from '../../../domain/expectation.ts';
import type { EpochSeconds } from '../../../domain/instant.ts';
import type { Verification } from '../../../domain/verification.ts';
import type { OtherConfiguration } from '../../../jwt/other-configuration.ts';
import { verifyToken } from '../verify-token.ts';
import type { BatchConfiguration, BatchRules, ChunkResult, EvaluatedLine, LineWriter } from './batch.ts';
import { CaseBuffer } from './case-buffer.ts';
import { type Line, linesOf } from './lines.ts';
import { type MadeToken, makeToken } from './make-token.ts';
import { OutputBuffer } from './output-buffer.ts';
import { readLine } from './read-line.ts';
import type { Recipe } from './read-recipe.ts';
import { RunningTally } from './tally.ts';

/** Evaluates the lines of a chunk: bytes that begin with the line of that number. */
export type EvaluateLines = (bytes: Uint8Array, firstLine: number) => Generator<ChunkResult, void>;

/** An evaluator by those rules. Each token is verified by `verifyToken`, as a single one is. */
export function lineEvaluator(rules: BatchRules, writer: LineWriter): EvaluateLines {
  const byName = new Map(rules.configurations.map((each) => [foldName(each.configuration.name), each]));
  return function* evaluateLines(bytes, firstLine) {
    let page = new OutputBuffer();
    let reported = new CaseBuffer();
    let tally = new RunningTally();
    for (const line of linesOf(bytes, firstLine)) {
      const evaluated = evaluateLine(rules, byName, line);
      const text = writer.document(line.number, evaluated);
      if (!page.hasRoomFor(text) || !reported.hasRoom) {
        yield { output: page.bytes, cases: reported.cases, tally, isLast: false };
        page = new OutputBuffer();
        reported = new CaseBuffer();
        tally = new RunningTally();
      }
      page.add(text);
      reported.add(writer.reportCase(line.number, evaluated));
      count(tally, line.number, evaluated);
    }
    yield { output: page.bytes, cases: reported.cases, tally, isLast: true };
  };
}

function evaluateLine(
  rules: BatchRules,
  byName: ReadonlyMap<string, BatchConfiguration>,
  line: Line,
): EvaluatedLine {
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
  return { ok: true, verification, comparison };
}

/** The text that a recipe asks for, of the configuration that it names or else of the line's own. */
function make(
  recipe: Recipe,
  byName: ReadonlyMap<string, BatchConfiguration>,
  held: BatchConfiguration,
  at: EpochSeconds,
): (MadeToken & { readonly ok: true }) | (EvaluatedLine & { readonly ok: false }) {
  const issuer = recipe.configuration === undefined ? held : byName.get(foldName(recipe.configuration));
  if (!issuer) return unknownConfiguration('"generate"');
  const made = makeToken(recipe, issuer, Math.floor(recipe.at ?? at));
  return made.ok ? made : { ok: false, fault: { kind: 'cannot-generate', message: made.message } };
}

function unknownConfiguration(where: string): EvaluatedLine & { readonly ok: false } {
  const message = `there is no configuration of the name in ${where}`;
  return { ok: false, fault: { kind: 'unknown-configuration', message } };
}

function compare(verification: Verification, expectation: Expectation): Comparison {
  return { expectation, differences: differencesFrom(verification, expectation) };
}

function* othersOf({ configurations }: BatchRules, held: BatchConfiguration): Iterable<OtherConfiguration> {
  for (const other of configurations) if (other !== held) yield other;
}

function count(tally: RunningTally, line: number, evaluated: EvaluatedLine): void {
  if (!evaluated.ok) {
    tally.failed += 1;
    tally.keep({ line, kind: 'not evaluated', message: evaluated.fault.message });
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
  if (comparison) {
    tally.keep({ line, kind: 'not as expected', differences: comparison.differences });
    return;
  }
  const codes = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  tally.keep({ line, kind: 'rejected', codes });
}
