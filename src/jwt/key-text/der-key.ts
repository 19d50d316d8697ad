import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { ReadKey } from './key-text.ts';

/** The forms in which a key is written as DER, by the label that PEM gives them. */
export type DerForm =
  | 'PUBLIC KEY'
  | 'RSA PUBLIC KEY'
  | 'CERTIFICATE'
  | 'PRIVATE KEY'
  | 'RSA PRIVATE KEY'
  | 'EC PRIVATE KEY';

/** A key read from DER, and the form in which it was written. */
export interface DerKey extends ReadKey {
  readonly form: DerForm;
}

/** How each form is read, and the tags of its parts: integers 02, bits 03, octets 04, sequences 30. */
const forms: readonly {
  readonly form: DerForm;
  readonly tags: RegExp;
  load(key: Buffer): KeyObject;
}[] = [
  {
    form: 'PUBLIC KEY',
    tags: /^3003$/,
    load: (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
  },
  { form: 'CERTIFICATE', tags: /^303003$/, load: (bytes) => new X509Certificate(bytes).publicKey },
  {
    form: 'RSA PUBLIC KEY',
    tags: /^0202$/,
    load: (key) => createPublicKey({ key, format: 'der', type: 'pkcs1' }),
  },
  {
    form: 'PRIVATE KEY',
    tags: /^023004/,
    load: (key) => createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' })),
  },
  {
    form: 'RSA PRIVATE KEY',
    tags: /^(?:02){9}$/,
    load: (key) => createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs1' })),
  },
  {
    form: 'EC PRIVATE KEY',
    tags: /^0204/,
    load: (key) => createPublicKey(createPrivateKey({ key, format: 'der', type: 'sec1' })),
  },
];

/** The key that the bytes encode in DER, without trailing data; undefined if they do not encode a key. */
export function readDerKey(bytes: Buffer): DerKey | undefined {
  if (derSize(bytes) !== bytes.length) return undefined;
  const tags = derParts(bytes)
    .map((part) => part.toString('hex', 0, 1))
    .join('');
  const found = forms.find((each) => each.tags.test(tags));
  if (!found) return undefined;
  try {
    const { form } = found;
    return { key: found.load(bytes), form, holdsPrivateKey: form.endsWith('PRIVATE KEY') };
  } catch {
    // In form it is one, but its numbers make no key.
    return undefined;
  }
}

/** The size that a DER sequence says it has, with its header; undefined for other bytes (X.690 §8.1.3). */
export function derSize(bytes: Buffer): number | undefined {
  const [tag, first = 0x80] = bytes;
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return 2 + first;
  const count = first - 0x80;
  if (count === 0 || count > 3 || bytes.length < 2 + count) return undefined;
  return 2 + count + bytes.readUIntBE(2, count);
}

/** More parts than any form of a key has. */
const MOST_PARTS = 16;

/** The parts of the DER sequence or bit string at the beginning of some bytes, by their content. */
export function derParts(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let rest = derContent(bytes).content;
  while (rest.length >= 2 && parts.length < MOST_PARTS) {
    const { content, size } = derContent(rest);
    parts.push(rest.subarray(0, size));
    if (content.length === 0 && size > rest.length) break;
    rest = rest.subarray(size);
  }
  return parts;
}

/** What is inside the first DER value, and its whole size. */
export function derContent(bytes: Buffer): { readonly content: Buffer; readonly size: number } {
  const first = bytes[1] ?? 0;
  const count = first < 0x80 ? 0 : Math.min(first - 0x80, 4);
  if (bytes.length < 2 + count) return { content: Buffer.alloc(0), size: bytes.length + 1 };
  const length = count === 0 ? first : bytes.readUIntBE(2, count);
  const size = 2 + count + length;
  return { content: bytes.subarray(2 + count, size), size };
}

/** An RSA public key of its two numbers, big-endian; undefined when they make none. */
export function rsaKey(modulus: Buffer, exponent: Buffer): KeyObject | undefined {
  const [n, e] = [modulus, exponent].map((each) => each.toString('base64url'));
  return jwkKey({ kty: 'RSA', n, e });
}

/** The public key of a JWK; undefined when its members make none. */
export function jwkKey(jwk: object): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as never, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Strict base64 in either alphabet, padded or not; undefined for other text. */
export function decodeBase64(text: string): Buffer | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
  const characters = text.replace(/=+$/, '').length;
  return characters % 4 === 1 ? undefined : Buffer.from(text, 'base64');
}
