import { Buffer } from 'node:buffer';
import { createHash, type KeyObject } from 'node:crypto';
import { type SignatureAlgorithm, signatureAlgorithms, traitsOf } from '../domain/algorithm.ts';
import { readJwk } from '../jwt/read-public-key.ts';
import { forgeToken } from './forge-token.ts';
import { type Breaker, type BrokenToken, broken, type Issuance, unbreakable } from './issuance.ts';
import { base64url, signText } from './sign-text.ts';

/** Tokens whose header says what it must not: the stage header. Their signatures are right. */
export const headerBreakers = {
  'header-malformed': (issuance) => broken(withHeader(issuance, `{${algOf(issuance)},${algOf(issuance)}}`)),
  'algorithm-missing': (issuance) => broken(withHeader(issuance, { typ: 'JWT' })),
  'algorithm-none': (issuance) =>
    broken(forgeToken(issuance, { header: { alg: 'none', typ: 'JWT' }, sign: () => noBytes })),
  'algorithm-unsupported': (issuance) =>
    broken(
      withHeader(issuance, { alg: issuance.configuration.signatureAlgorithm.toLowerCase(), typ: 'JWT' }),
    ),
  'algorithm-mismatch': (issuance) => broken(underOtherAlgorithm(issuance)),
  'critical-header': (issuance) =>
    broken(withHeader(issuance, { alg: issuance.configuration.signatureAlgorithm, crit: ['exp'] })),
  'token-type-unexpected': (issuance) =>
    broken(withHeader(issuance, { alg: issuance.configuration.signatureAlgorithm, typ: 'logout+jwt' })),
  'header-wrong-type': (issuance) =>
    broken(withHeader(issuance, { alg: issuance.configuration.signatureAlgorithm, typ: 'JWT', kid: 7 })),
  'token-for-microsoft-graph': (issuance) => broken(withHashedNonce(issuance)),
  'key-id-mismatch': withOtherKeyId,
} satisfies Readonly<Record<string, Breaker>>;

const noBytes = Buffer.alloc(0);

function withHeader(issuance: Issuance, header: object | string): string {
  return forgeToken(issuance, { header: typeof header === 'string' ? header : { ...header } });
}

function algOf({ configuration }: Issuance): string {
  return `"alg":${JSON.stringify(configuration.signatureAlgorithm)}`;
}

/** As Microsoft signs tokens for Graph: over the digest of the nonce in the header, which holds the nonce itself. */
function withHashedNonce(issuance: Issuance): string {
  const { signatureAlgorithm: alg } = issuance.configuration;
  const nonce = 'a-nonce-that-microsoft-graph-alone-can-verify';
  const key = issuance.signingKey();
  const hashed = createHash('sha256').update(nonce).digest('base64url');
  const signed = base64url(JSON.stringify({ typ: 'JWT', nonce: hashed, alg }));
  return forgeToken(issuance, {
    header: { typ: 'JWT', nonce, alg },
    sign: (input) => signText(alg, key, `${signed}.${input.split('.')[1]}`),
  });
}

/** Under the name of another key than the stored one; its signature is right. */
function withOtherKeyId(issuance: Issuance): BrokenToken {
  const { signatureAlgorithm: alg } = issuance.configuration;
  const kid = readJwk(issuance.secret.text)?.kid;
  if (typeof kid !== 'string') return unbreakable('its key has no id: only a JWK with "kid" has one');
  return broken(withHeader(issuance, { alg, typ: 'JWT', kid: `${kid}-next` }));
}

/** Signed with the same key and another algorithm, or with the same algorithm under another's name. */
function underOtherAlgorithm(issuance: Issuance): string {
  const { signatureAlgorithm: pin } = issuance.configuration;
  const key = issuance.signingKey();
  const sibling = siblingOf(pin, key);
  const alg = sibling ?? signatureAlgorithms.find((each) => each.startsWith('ES') && each !== pin) ?? 'ES256';
  return forgeToken(issuance, {
    header: { alg, typ: 'JWT' },
    sign: (input) => signText(sibling ?? pin, key, input),
  });
}

/** Another algorithm that takes the same key; an EC key, an Edwards key and an RSA-PSS key have none. */
export function siblingOf(algorithm: SignatureAlgorithm, key: KeyObject): SignatureAlgorithm | undefined {
  const { family } = traitsOf(algorithm);
  if (family !== 'HMAC' && key.asymmetricKeyType !== 'rsa') return undefined;
  const siblings = signatureAlgorithms.filter(
    (each) => traitsOf(each).family === family && each !== algorithm,
  );
  // HS256 has HS512, and RS256 has PS256: the pairs that are mixed up.
  const likely = family === 'HMAC' ? /512$/ : new RegExp(`^${algorithm.startsWith('R') ? 'P' : 'R'}S`);
  return siblings.find((each) => likely.test(each)) ?? siblings[0];
}
