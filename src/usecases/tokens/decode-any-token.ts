import type { TokenShape } from '../../domain/evidence.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { decodeBase64Leniently } from '../../jwt/base64url.ts';
import { evaluateTimes } from '../../jwt/evaluate-times.ts';
import { readJsonPart, shapeOf } from '../../jwt/parse-token.ts';
import { MAX_TOKEN_BYTES, type ReceivedToken, receiveToken } from '../../jwt/receive-token.ts';
import type { DecodedToken } from '../../terminal/decoded-token.ts';

/**
 * What the JWT in a text says, whatever carries it and however damaged it is. `trouble` says why
 * nothing of it can be read, if that is so.
 */
export function decodeAnyToken(
  text: string,
  now: EpochSeconds,
): { token: DecodedToken; trouble: string | undefined } {
  const received = findToken(text);
  const { sizeBytes } = received;
  const shape: TokenShape =
    sizeBytes > MAX_TOKEN_BYTES ? { kind: 'too-large', sizeBytes } : shapeOf(received.token);
  const token = decode(received, shape, now);
  const isRead = token.header?.ok === true || token.payload?.ok === true;
  return { token, trouble: isRead ? undefined : whyNot(shape) };
}

/** Whatever field a carrier has a JWT in: no field has the empty name, so that none is preferred. */
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
    oddities: oddities(received, shape),
  };
}

function oddities(
  { wrappings, innerBlanks, percentSequences, encodings }: ReceivedToken,
  shape: TokenShape,
): string[] {
  return [
    wrappings.length > 0 && `Around the token stood ${wrappings.join(', ')}.`,
    encodings.length > 0 && `The whole token was encoded one more time: ${encodings.join(' of ')}.`,
    innerBlanks > 0 && 'Blanks or line breaks stood inside the token.',
    percentSequences.length > 0 && 'The token was percent-encoded.',
    shape.kind === 'encrypted' && 'The token is encrypted (JWE): its claims cannot be read.',
    shape.kind === 'too-few-segments' && 'The token is cut off: it has less than three parts.',
    shape.kind === 'too-many-segments' && `The token has ${shape.count} parts instead of three.`,
  ].filter((oddity) => typeof oddity === 'string');
}

/** Why a text cannot be decoded. */
function whyNot(shape: TokenShape): string {
  switch (shape.kind) {
    case 'empty':
      return shape.placeholder === undefined
        ? 'there is no token in this text'
        : 'this is a word that stands in the place of a token';
    case 'too-large':
      return 'this is larger than 64 KiB, so it was not looked at';
    case 'opaque':
      return `this is no JWT${shape.looksLike === undefined ? '' : `; it looks like ${shape.looksLike}`}`;
    case 'compact':
    case 'encrypted':
    case 'too-few-segments':
    case 'too-many-segments':
      return 'this is no JWT: neither its first nor its second part is a JSON object in base64url';
    default:
      return unreachable(shape);
  }
}

function fieldOf({ carrier, otherField }: ReceivedToken): string | undefined {
  if (carrier === undefined || carrier === 'Authorization header') return undefined;
  return otherField ?? 'token';
}
