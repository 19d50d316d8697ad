import { Buffer } from 'node:buffer';
import type { Carrier, Surroundings, TokenEncoding, Wrapping } from '../domain/evidence.ts';
import { decodeToken } from './encoded-again.ts';
import { findToken } from './find-token.ts';

/** The largest token that is looked at, in bytes. */
export const MAX_TOKEN_BYTES = 65_536;

/** The token in a text as people paste it, and all that was taken off to get at it. */
export interface ReceivedToken {
  /** The token, fixed where `wrappings`, `innerBlanks`, `percentSequences` and `encodings` say so. */
  readonly token: string;
  readonly sizeBytes: number;
  readonly carrier: Carrier | undefined;
  /** The carrier's field that held a JWT, when it is not the one called Token Name. */
  readonly otherField: string | undefined;
  readonly wrappings: readonly Wrapping[];
  readonly innerBlanks: number;
  readonly percentSequences: readonly string[];
  /** How much other text surrounded the token, if it was found in a text that is not a carrier. */
  readonly surroundings: Surroundings | undefined;
  /** How the whole token was encoded one more time; empty where it was not. */
  readonly encodings: readonly TokenEncoding[];
}

/**
 * Finds the token in a bare token or in one of the carriers of unpack-carrier.ts, and takes off what does
 * not belong to it. One `Bearer ` before it is part of the protocol (RFC 6750 §2.1); everything else that
 * is taken off is recorded. In any other text, the one token that it holds is found, and recorded so.
 */
export function receiveToken(text: string, tokenName: string): ReceivedToken {
  // Most tokens: nothing that could carry one, or be taken off, has no other characters than these.
  if (text.length <= MAX_TOKEN_BYTES && bareToken.test(text)) {
    return asItCame(text, text.length);
  }
  const sizeBytes = Buffer.byteLength(text, 'utf8');
  if (sizeBytes > MAX_TOKEN_BYTES) return asItCame('', sizeBytes);
  const found = findToken(text, tokenName);
  const percentSequences = found.value.match(/%[0-9a-f]{2}/gi) ?? [];
  const decoded = percentSequences.length > 0 ? decodePercent(found.value) : found.value;
  const compact = decoded.replaceAll(/\s/g, '');
  const inner = decodeToken(compact);
  return {
    token: inner?.token ?? compact,
    sizeBytes,
    carrier: found.carrier,
    otherField: found.otherField,
    wrappings: found.wrappings,
    // Encoders wrap base64 in lines: its line breaks say nothing of the token.
    innerBlanks: inner ? 0 : decoded.length - compact.length,
    percentSequences: [...new Set(percentSequences.map((sequence) => sequence.toUpperCase()))],
    surroundings: found.surroundings,
    encodings: inner?.encodings ?? [],
  };
}

/** A token as libraries write it: the base64url form of {" in front, three segments, nothing around them. */
const bareToken = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

/** Whether the token came with nothing around it, not even what may carry one. */
export function hasNoCarrier(received: ReceivedToken): boolean {
  return received.carrier === undefined && received.wrappings.length === 0 && isUnmodified(received);
}

/** What a server copes with, or never sees. */
const harmless: ReadonlySet<Wrapping> = new Set(['blanks', '"Bearer" in another header', 'HTML escapes']);

/** Whether the token is what was delivered, apart from surrounding blanks and other harmless wrappings. */
export function isUnmodified(received: ReceivedToken): boolean {
  return (
    received.sizeBytes <= MAX_TOKEN_BYTES &&
    received.otherField === undefined &&
    received.wrappings.every((wrapping) => harmless.has(wrapping)) &&
    received.innerBlanks === 0 &&
    received.percentSequences.length === 0 &&
    received.encodings.length === 0
  );
}

/** The token as it would have arrived without what was taken off it. */
export function fixedToken(received: ReceivedToken): ReceivedToken {
  return {
    ...received,
    otherField: undefined,
    // It is unknown which of two values would have been sent.
    wrappings: received.wrappings.filter((wrapping) => conflicts.has(wrapping)),
    innerBlanks: 0,
    percentSequences: [],
    surroundings: undefined,
    encodings: [],
  };
}

/** Whether the carrier has different tokens, so that the choice between them is ambiguous. */
export function hasConflictingTokens({ wrappings }: ReceivedToken): boolean {
  return wrappings.some((wrapping) => conflicts.has(wrapping));
}

const conflicts: ReadonlySet<Wrapping> = new Set([
  'a second value of the same field',
  'several requests with different tokens',
]);

/** A token that nothing was taken off. */
function asItCame(token: string, sizeBytes: number): ReceivedToken {
  return {
    token,
    sizeBytes,
    carrier: undefined,
    otherField: undefined,
    wrappings: [],
    innerBlanks: 0,
    percentSequences: [],
    surroundings: undefined,
    encodings: [],
  };
}

function decodePercent(text: string): string {
  // Only single bytes of ASCII can belong to a token, so longer UTF-8 sequences are left alone.
  return text.replaceAll(/%([0-7][0-9a-f])/gi, (_sequence, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
