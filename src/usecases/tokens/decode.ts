import type { DecodedToken, TokenOddity } from '../../domain/decoded-token.ts';
import type { TokenShape } from '../../domain/evidence.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import { decodeBase64Leniently } from '../../jwt/base64url.ts';
import { evaluateTimes } from '../../jwt/evaluate-times.ts';
import { readJsonPart, shapeOf } from '../../jwt/parse-token.ts';
import { MAX_TOKEN_BYTES, type ReceivedToken, receiveToken } from '../../jwt/receive-token.ts';

/** What a token says, and why nothing of it can be read, if that is so: then the form of the text. */
export interface DecodeResult {
  readonly token: DecodedToken;
  readonly trouble: TokenShape | undefined;
}

/** Reads the JWT in a text without verifying it, in any carrier and even if it is damaged. */
export function decodeAnyToken(text: string, now: EpochSeconds): DecodeResult {
  const received = findToken(text);
  const { sizeBytes } = received;
  const shape: TokenShape =
    sizeBytes > MAX_TOKEN_BYTES ? { kind: 'too-large', sizeBytes } : shapeOf(received.token);
  const token = decode(received, shape, now);
  const isRead = token.header?.ok === true || token.payload?.ok === true;
  return { token, trouble: isRead ? undefined : shape };
}

/** Finds a JWT in any field of a carrier: no field has the empty name, so no field is preferred. */
function findToken(text: string): ReceivedToken {
  const anywhere = receiveToken(text, '');
  // A token in quotes, or encoded twice, is recognised under the usual name only.
  return anywhere.token === '' ? receiveToken(text, 'token') : anywhere;
}

function decode(received: ReceivedToken, shape: TokenShape, now: EpochSeconds): DecodedToken {
  const isReadable = !['empty', 'too-large', 'opaque'].includes(shape.kind);
  const [headerText, payloadText] = isReadable ? received.token.split('.') : [];
  const part = (segment: string | undefined) =>
    segment === undefined ? undefined : readJsonPart(decodeBase64Leniently(segment));
  // What follows the header of an encrypted token is a key, not claims.
  const payload = shape.kind === 'encrypted' ? undefined : part(payloadText);
  // How long a token may live does not matter here: only what its times are.
  const { times } = evaluateTimes(payload?.ok ? payload.value : {}, { expirationTime: 1 }, now);
  return {
    carrier: received.carrier,
    field: fieldOf(received),
    header: part(headerText),
    payload,
    times,
    oddities: odditiesOf(received, shape),
  };
}

function odditiesOf(
  { wrappings, innerBlanks, percentSequences, encodings }: ReceivedToken,
  shape: TokenShape,
): TokenOddity[] {
  const oddities: TokenOddity[] = [];
  if (wrappings.length > 0) oddities.push({ kind: 'wrapped', wrappings });
  if (encodings.length > 0) oddities.push({ kind: 'encoded again', encodings });
  if (innerBlanks > 0) oddities.push({ kind: 'inner blanks' });
  if (percentSequences.length > 0) oddities.push({ kind: 'percent-encoded' });
  if (shape.kind === 'encrypted') oddities.push({ kind: 'encrypted' });
  if (shape.kind === 'too-few-segments') oddities.push({ kind: 'cut off' });
  if (shape.kind === 'too-many-segments') oddities.push({ kind: 'extra parts', count: shape.count });
  return oddities;
}

function fieldOf({ carrier, otherField }: ReceivedToken): string | undefined {
  if (carrier === undefined || carrier === 'Authorization header') return undefined;
  return otherField ?? 'token';
}
