import { Buffer } from 'node:buffer';
import type { Carrier, Wrapping } from '../domain/evidence.ts';
import { hasUnprintable } from '../domain/unprintable.ts';
import { isPlaceholderToken } from './placeholder-token.ts';
import { trimBlanks, trimWhere } from './trim-ends.ts';
import { unpackCarrier } from './unpack-carrier.ts';

/** The largest token that is looked at, in bytes. */
export const MAX_TOKEN_BYTES = 65_536;

/** The token in a text as people paste it, and all that was taken off to get at it. */
export interface ReceivedToken {
  /** The token, fixed where `wrappings`, `innerBlanks` and `percentSequences` say so. */
  readonly token: string;
  readonly sizeBytes: number;
  readonly carrier: Carrier | undefined;
  /** The carrier's field that held a JWT, when it is not the one called Token Name. */
  readonly otherField: string | undefined;
  readonly wrappings: readonly Wrapping[];
  readonly innerBlanks: number;
  readonly percentSequences: readonly string[];
}

/**
 * Finds the token in a bare token, a URL, a header line, a cookie line, a form body or a JSON body,
 * and takes off what does not belong to it. One `Bearer ` before it is part of the protocol (RFC
 * 6750 §2.1); everything else that is taken off is recorded.
 */
export function receiveToken(text: string, tokenName: string): ReceivedToken {
  // Most tokens: nothing that could carry one, or be taken off, has no other characters than these.
  if (text.length <= MAX_TOKEN_BYTES && bareToken.test(text)) {
    return asItCame(text, text.length);
  }
  const sizeBytes = Buffer.byteLength(text, 'utf8');
  if (sizeBytes > MAX_TOKEN_BYTES) return asItCame('', sizeBytes);
  const trimmed = trimBlanks(text);
  const { carrier, otherField, value, hasConflictingValues } = unpackCarrier(trimmed, tokenName);
  const inner = trimBlanks(value);
  const hasBlanksAround = trimmed !== text || inner !== value;
  const { bare, wrappings } = unwrap(inner.replace(/^Bearer(?:[ \t]+|$)/i, ''));
  const percentSequences = bare.match(/%[0-9a-f]{2}/gi) ?? [];
  const decoded = percentSequences.length > 0 ? decodePercent(bare) : bare;
  const token = decoded.replaceAll(/\s/g, '');
  return {
    token,
    sizeBytes,
    carrier,
    otherField,
    wrappings: [
      ...(hasBlanksAround ? (['blanks'] as const) : []),
      ...(hasConflictingValues ? [AMBIGUOUS] : []),
      ...wrappings,
    ],
    innerBlanks: decoded.length - token.length,
    percentSequences: [...new Set(percentSequences.map((sequence) => sequence.toUpperCase()))],
  };
}

/** A token as libraries write it: the base64url form of {" in front, three segments, nothing around them. */
const bareToken = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

/** Whether the token came with nothing around it, not even what may carry one. */
export function hasNoCarrier(received: ReceivedToken): boolean {
  return received.carrier === undefined && received.wrappings.length === 0 && isUnmodified(received);
}

/** Whether the token is what was delivered, but for blanks around it. */
export function isUnmodified(received: ReceivedToken): boolean {
  return (
    received.sizeBytes <= MAX_TOKEN_BYTES &&
    received.otherField === undefined &&
    received.wrappings.every((wrapping) => wrapping === 'blanks') &&
    received.innerBlanks === 0 &&
    received.percentSequences.length === 0
  );
}

/** The token as it would have arrived without what was taken off it. */
export function fixedToken(received: ReceivedToken): ReceivedToken {
  // Which of two values would have been sent, nobody can tell.
  const wrappings = received.wrappings.filter((wrapping) => wrapping === AMBIGUOUS);
  return { ...received, otherField: undefined, wrappings, innerBlanks: 0, percentSequences: [] };
}

const AMBIGUOUS: Wrapping = 'a second value of the same field';

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
  };
}

const quotePairs = /^b?(["'`])(.*)\1$|^[“”„«‘’](.*)[“”»‘’]$|^<(.*)>$|^\((.*)\)$|^\[(.*)\]$/s;

/** More layers than this stand around no token that anybody pasted. */
const MOST_LAYERS = 16;

function unwrap(value: string): { bare: string; wrappings: Wrapping[] } {
  const wrappings = new Set<Wrapping>();
  let bare = value;
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const [wrapping, inner] = peel(bare);
    if (wrapping === undefined) break;
    wrappings.add(wrapping);
    bare = trimBlanks(inner);
  }
  return { bare, wrappings: [...wrappings] };
}

/** Takes the outermost thing off that does not belong to a token. */
function peel(value: string): [Wrapping | undefined, string] {
  if (isPlaceholderToken(value)) return [undefined, value];
  const visible = trimWhere(value, (character) => /\s/.test(character) || hasUnprintable(character));
  if (visible !== value) return ['invisible characters', visible];
  if (/^Bearer\s/i.test(value)) return ['a second "Bearer"', value.slice('Bearer '.length)];
  const quoted = quotePairs.exec(value);
  if (quoted) return ['quotes', quoted.slice(2).find((inner) => inner !== undefined) ?? ''];
  // A lone quote at either end is what is left of a pair; a last dot belongs to an unsigned token.
  const trimmed = value.replace(/^["'`“”‘’]|["'`“”‘’]$/, '');
  if (trimmed !== value) return ['quotes', trimmed];
  // Three dots are what is left of a token that was shortened for display.
  if (value.endsWith('...')) return [undefined, value];
  const isSentenceEnd = /[,;:!]$/.test(value) || (value.endsWith('.') && value.split('.').length > 3);
  return isSentenceEnd ? ['punctuation', value.slice(0, -1)] : [undefined, value];
}

function decodePercent(text: string): string {
  // Only single bytes of ASCII can belong to a token, so longer UTF-8 sequences are left alone.
  return text.replaceAll(/%([0-7][0-9a-f])/gi, (_sequence, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
