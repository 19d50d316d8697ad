import { Buffer } from 'node:buffer';
import { findClaim, isJsonObject, type JsonObject } from '../../src/domain/claim-path.ts';
import type { FuzzToken } from './generate-token.ts';

/** What a generated token says, read here as leniently as the most lenient library reads it. */
export interface TokenFacts {
  /** The token without blanks and a scheme around it. */
  readonly bare: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** Whether each segment is the one text that its bytes have in base64url. */
  readonly isCanonical: boolean;
  readonly hasBlanksAround: boolean;
  readonly hasScheme: boolean;
  readonly sizeBytes: number;
  readonly exp: unknown;
  readonly iat: unknown;
  readonly nbf: unknown;
  readonly login: unknown;
}

function readObject(segment: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment ?? '', 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function own(claims: JsonObject, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** Reads a generated token. */
export function factsOf({ text, fuzzed }: FuzzToken): TokenFacts {
  const trimmed = text.trim();
  const bare = trimmed.replace(/^Bearer\s+/i, '');
  const segments = bare.split('.');
  const claims = readObject(segments[1]);
  return {
    bare,
    header: readObject(segments[0]),
    claims,
    isCanonical: segments.every(
      (segment) => Buffer.from(segment, 'base64url').toString('base64url') === segment,
    ),
    hasBlanksAround: trimmed !== text,
    hasScheme: bare !== trimmed,
    sizeBytes: Buffer.byteLength(text),
    exp: own(claims, 'exp'),
    iat: own(claims, 'iat'),
    nbf: own(claims, 'nbf'),
    login: findClaim(claims, fuzzed.configuration.usernameField)?.value,
  };
}
