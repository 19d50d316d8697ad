import { escapeJson } from '../domain/unprintable.ts';
import type { Verification } from '../domain/verification.ts';
import { verificationDocument } from './verification-json.ts';

/** A document on one line, behind the number of the line that it answers; nothing in it acts on a terminal. */
function documentLine(line: number, document: object): string {
  // Put in front of its text: to copy the document takes longer than to write it.
  return `{"line":${line},${escapeJson(JSON.stringify(document).slice(1))}\n`;
}

/** The document of `verify --json` on one line. */
export function verificationLine(line: number, verification: Verification): string {
  return documentLine(line, verificationDocument(verification));
}

/** The short form of it that `--brief` asks for: keys and order are a contract. */
export function briefLine(line: number, { accepted, user, diagnosis }: Verification): string {
  const username = user?.username ?? null;
  return documentLine(line, { accepted, username, codes: diagnosis.map(({ code }) => code) });
}

/** A line that could not be judged: keys and order are a contract. */
export function faultLine(line: number, { kind, message }: { kind: string; message: string }): string {
  return documentLine(line, { error: { kind, message } });
}
