import type { Buffer } from 'node:buffer';
import type { JsonObject } from '../domain/claim-path.ts';
import type { Issuance } from './issuance.ts';
import { base64url, signText } from './sign-text.ts';
import { signToken } from './sign-token.ts';

/** The parts of a forged token that replace the correct ones. A string is used as raw JSON. */
export interface Forgery {
  readonly header?: JsonObject | string;
  readonly payload?: JsonObject | string;
  /** Signs a signing input. When absent, the configuration's algorithm and key are used. */
  readonly sign?: (signingInput: string) => Buffer;
}

/** A token in compact form that need not make sense. */
export function forgeToken(issuance: Issuance, { header, payload, sign }: Forgery): string {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  const signingInput = [header ?? { alg: algorithm, typ: 'JWT' }, payload ?? issuance.claims]
    .map((part) => base64url(typeof part === 'string' ? part : JSON.stringify(part)))
    .join('.');
  const signature = sign ? sign(signingInput) : signText(algorithm, issuance.signingKey(), signingInput);
  return `${signingInput}.${signature.toString('base64url')}`;
}

/** The token with which a login succeeds, or the same with other claims. */
export function goodToken(issuance: Issuance, claims: JsonObject = issuance.claims): string {
  return signToken(claims, issuance.configuration.signatureAlgorithm, issuance.signingKey());
}
