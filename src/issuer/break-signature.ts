import { Buffer } from 'node:buffer';
import { createSecretKey, type KeyObject, sign } from 'node:crypto';
import { isHmac, traitsOf } from '../domain/algorithm.ts';
import type { SecretDamage } from '../domain/evidence.ts';
import { configuredSecret } from '../jwt/search/key-material.ts';
import { keyReadings } from '../jwt/search/key-readings.ts';
import { siblingOf } from './break-header.ts';
import { forgeToken, goodToken } from './forge-token.ts';
import { type Breaker, type BrokenToken, broken, type Issuance, unbreakable } from './issuance.ts';
import { base64url, signText } from './sign-text.ts';

/** Tokens whose signature is wrong: the stage signature. */
export const signatureBreakers = {
  'signature-missing': (issuance) => broken(goodToken(issuance).replace(/[^.]*$/, '')),
  'secret-mismatch': (issuance) => broken(withForeignSignature(issuance)),
  'secret-is-base64': (issuance) => withDamagedSecret(issuance, 'secret-is-base64'),
  'secret-is-not-base64': (issuance) => withDamagedSecret(issuance, 'secret-is-not-base64'),
  'secret-is-hex': (issuance) => withDamagedSecret(issuance, 'secret-is-hex'),
  'secret-is-not-hex': (issuance) => withDamagedSecret(issuance, 'secret-is-not-hex'),
  'secret-has-whitespace': (issuance) => withDamagedSecret(issuance, 'secret-has-whitespace'),
  'secret-was-quoted': (issuance) => withDamagedSecret(issuance, 'secret-was-quoted'),
  'secret-was-expanded': (issuance) => withDamagedSecret(issuance, 'secret-was-expanded'),
  'secret-has-invisible-characters': (issuance) =>
    withDamagedSecret(issuance, 'secret-has-invisible-characters'),
  'secret-is-wrapped': (issuance) => withDamagedSecret(issuance, 'secret-is-wrapped'),
  'secret-was-cut': (issuance) => withDamagedSecret(issuance, 'secret-was-cut'),
  'signed-with-placeholder': withPlaceholder,
  'signature-der-encoded': derEncoded,
  'signature-wrongly-encoded': (issuance) => broken(inHexText(issuance)),
  'signature-not-padded': notPadded,
  'signed-other-bytes': (issuance) => broken(withLineBreak(issuance)),
  'algorithm-lied': underSilentAlgorithm,
  'algorithm-confusion': confused,
  'payload-was-reserialised': (issuance) => broken(reserialised(issuance)),
} satisfies Readonly<Record<string, Breaker>>;

/** With another secret; where there is only the one private key, over claims that were changed since. */
function withForeignSignature(issuance: Issuance): string {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  if (isHmac(algorithm)) {
    const other = createSecretKey(Buffer.from('a secret that no configuration of this store has'));
    return forgeToken(issuance, { sign: (input) => signText(algorithm, other, input) });
  }
  const payload = base64url(JSON.stringify({ ...issuance.claims, changed: true }));
  const key = issuance.signingKey();
  return forgeToken(issuance, {
    sign: (input) => signText(algorithm, key, `${input.split('.')[0]}.${payload}`),
  });
}

function withDamagedSecret(issuance: Issuance, damage: SecretDamage): BrokenToken {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  if (!isHmac(algorithm)) return unbreakable(`${algorithm} has a public key, not a shared secret`);
  const { secret } = issuance;
  const configured = configuredSecret(secret);
  // The very readings that verify tries: the detection and the rehearsal cannot drift apart.
  const readings = configured ? [...keyReadings(configured, undefined)] : [];
  const reading = readings.find((each) => each.damage === damage);
  if (!reading)
    return unbreakable(`nothing like that can happen to a secret like this one, read as ${secret.encoding}`);
  const key = createSecretKey(reading.material.bytes);
  return broken(forgeToken(issuance, { sign: (input) => signText(algorithm, key, input) }));
}

function derEncoded(issuance: Issuance): BrokenToken {
  const { signatureAlgorithm } = issuance.configuration;
  const traits = traitsOf(signatureAlgorithm);
  if (traits.family !== 'ECDSA') return unbreakable(`${signatureAlgorithm} has no such encoding; ES256 has`);
  const key = issuance.signingKey();
  return broken(
    forgeToken(issuance, {
      sign: (input) => sign(traits.hash, Buffer.from(input), { key, dsaEncoding: 'der' }),
    }),
  );
}

/** What a program signs with whose secret was never set. */
function withPlaceholder(issuance: Issuance): BrokenToken {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  if (!isHmac(algorithm)) return unbreakable(`${algorithm} has a public key, not a shared secret`);
  const key = createSecretKey(Buffer.from('undefined'));
  return broken(forgeToken(issuance, { sign: (input) => signText(algorithm, key, input) }));
}

/** What hash_hmac and hexdigest return unless they are asked for bytes. */
function inHexText(issuance: Issuance): string {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  const key = issuance.signingKey();
  return forgeToken(issuance, {
    sign: (input) => Buffer.from(signText(algorithm, key, input).toString('hex')),
  });
}

/** `echo` writes a line break behind what is signed. */
function withLineBreak(issuance: Issuance): string {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  const key = issuance.signingKey();
  return forgeToken(issuance, { sign: (input) => signText(algorithm, key, `${input}\n`) });
}

/** So many signatures have a number with a leading zero among them, except by a chance of one in e^70. */
const MOST_SIGNATURES = 10_000;

/** ECDSA with the leading zeros of R and S dropped: it signs until there are any. */
function notPadded(issuance: Issuance): BrokenToken {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  const traits = traitsOf(algorithm);
  if (traits.family !== 'ECDSA') return unbreakable(`${algorithm} has no such numbers; ES256 has`);
  const key = issuance.signingKey();
  const half = traits.signatureBytes / 2;
  const sign = (input: string) => {
    for (let count = 0; count < MOST_SIGNATURES; count += 1) {
      const signature = signText(algorithm, key, input);
      const [r, s] = [signature.subarray(0, half), signature.subarray(half)].map(withoutZeros);
      if (r && s && r.length + s.length < signature.length) return Buffer.concat([r, s]);
    }
    throw new Error('no signature has a leading zero');
  };
  return broken(forgeToken(issuance, { sign }));
}

function withoutZeros(number: Buffer): Buffer {
  return number.subarray(number.findIndex((byte) => byte !== 0));
}

/** The header says what is configured, and another algorithm of the family was used. */
function underSilentAlgorithm(issuance: Issuance): BrokenToken {
  const { signatureAlgorithm } = issuance.configuration;
  const key: KeyObject = issuance.signingKey();
  const sibling = siblingOf(signatureAlgorithm, key);
  if (!sibling) return unbreakable(`the key of ${signatureAlgorithm} fits no other algorithm`);
  return broken(forgeToken(issuance, { sign: (input) => signText(sibling, key, input) }));
}

/** RFC 8725 §2.1: an HMAC keyed with the public key. It needs no private key. */
function confused(issuance: Issuance): BrokenToken {
  const { signatureAlgorithm } = issuance.configuration;
  if (isHmac(signatureAlgorithm))
    return unbreakable(`${signatureAlgorithm} has a shared secret, no public key`);
  const key = createSecretKey(Buffer.from(issuance.secret.text));
  return broken(
    forgeToken(issuance, {
      header: { alg: 'HS256', typ: 'JWT' },
      sign: (input) => signText('HS256', key, input),
    }),
  );
}

/** Signed correctly, then serialized again with line breaks by something on the way. */
function reserialised(issuance: Issuance): string {
  const { signatureAlgorithm: algorithm } = issuance.configuration;
  const signed = base64url(JSON.stringify(issuance.claims));
  const key = issuance.signingKey();
  return forgeToken(issuance, {
    payload: JSON.stringify(issuance.claims, null, 2),
    sign: (input) => signText(algorithm, key, `${input.split('.')[0]}.${signed}`),
  });
}
