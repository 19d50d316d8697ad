import { Buffer } from 'node:buffer';
import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/**
 * The secret of the examples. Everything here is public: it opens nothing, and examples are the same
 * each time.
 */
export const EXAMPLE_SECRET = 'the-secret-of-the-examples-is-public-0001';

/** The one that it took the place of, where an example has one. */
export const EXAMPLE_PREVIOUS_SECRET = 'the-secret-of-the-examples-until-it-was-rotated';

const seed = createHash('sha256').update('the private key of the examples is public').digest();

/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410 §7). */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The Ed25519 private key of the examples. */
export function exampleEdKey(): KeyObject {
  return createPrivateKey({ key: Buffer.concat([ED25519_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** The P-256 private key of the examples. */
export function exampleEcKey(): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(seed);
  const point = curve.getPublicKey();
  // SEC 1 §2.3.3: 04, then both coordinates.
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((each) => each.toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', d: seed.toString('base64url'), x, y };
  return createPrivateKey({ key: jwk as never, format: 'jwk' });
}

/** The public half of a private key, as PEM. */
export function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}
