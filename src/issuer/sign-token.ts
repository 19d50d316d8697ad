import type { KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { isEdwards, type SignatureAlgorithm } from '../domain/algorithm.ts';
import type { JsonObject } from '../domain/claim-path.ts';
import { base64url, signText } from './sign-text.ts';

/** A JWT of exactly these claims, signed. The key must fit the algorithm: nothing but the curve is checked. */
export function signToken(claims: JsonObject, algorithm: SignatureAlgorithm, key: KeyObject): string {
  const header = { alg: algorithm, typ: 'JWT' };
  const payload = JSON.stringify(claims);
  if (isEdwards(algorithm)) {
    // jsonwebtoken has no EdDSA.
    const signingInput = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
    return `${signingInput}.${signText(algorithm, key, signingInput).toString('base64url')}`;
  }
  // Of an object jsonwebtoken evaluates the claims, and drops iat with `noTimestamp` or sets it without; a
  // text it signs as it is.
  return jsonwebtoken.sign(payload, key, {
    algorithm,
    header,
    // It knows no RSA-PSS key without parameters, which is good for every hash (RFC 4055 §3.1).
    allowInvalidAsymmetricKeyTypes: true,
  });
}
