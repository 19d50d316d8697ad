import type { Comparison } from '../domain/expectation.ts';
import type { FindingFacts } from '../domain/finding.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import { escapeJson } from '../domain/unprintable.ts';
import type { ReportedVerification, Verification } from '../domain/verification.ts';
import { expectationDocument } from './expectation-report.ts';
import { verificationDocument } from './verification-json.ts';

/** A document on one line, starting with the number of its input line; nothing in it can control a terminal. */
function documentLine(line: number, document: object): string {
  let text = `{"line":${line}`;
  for (const name in document) text += memberWriter(name)((document as Record<string, unknown>)[name]);
  return `${text}}\n`;
}

/** By name: successive documents often share configuration, time and stages, so each is written once and kept. */
const memberWriters: Record<string, (value: unknown) => string> = {};

function memberWriter(name: string): (value: unknown) => string {
  memberWriters[name] ??= memoizeLast((value) => `,"${name}":${escapeJson(JSON.stringify(value))}`);
  return memberWriters[name];
}

/** The document of `verify --json` on one line. */
export function verificationLine(
  line: number,
  verification: ReportedVerification,
  comparison: Comparison | undefined,
): string {
  return documentLine(line, withExpectation(verificationDocument(verification), comparison));
}

/** A document, with what was expected at its end if anything was. */
function withExpectation(document: object, comparison: Comparison | undefined): object {
  return comparison ? { ...document, expectation: expectationDocument(comparison) } : document;
}

/** The short form of it that `--brief` asks for: keys and order are a contract. */
export function briefLine(
  line: number,
  { accepted, user, diagnosis }: Verification<FindingFacts>,
  comparison: Comparison | undefined,
): string {
  const username = user?.username ?? null;
  const document = { accepted, username, codes: diagnosis.map(({ code }) => code) };
  return documentLine(line, withExpectation(document, comparison));
}

/** A line that could not be evaluated: keys and order are a contract. */
export function faultLine(line: number, { kind, message }: { kind: string; message: string }): string {
  return documentLine(line, { error: { kind, message } });
}
