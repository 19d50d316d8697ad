import * as v from 'valibot';
import { isHmac, type SignatureAlgorithm } from './algorithm.ts';
import { isJsonObject } from './claim-path.ts';
import { readJson } from './json-text.ts';

/** How the text of a secret becomes the bytes of the key. */
export const secretEncodings = ['utf8', 'base64', 'base64url', 'hex'] as const;

export type SecretEncoding = (typeof secretEncodings)[number];

/** More bytes than any secret or key has: a larger text is a mistake, and is not looked at. */
export const MAX_SECRET_BYTES = 65_536;

export const secretEncodingSchema = v.picklist(
  secretEncodings,
  `must be one of ${secretEncodings.join(', ')}`,
);

const encoding = v.optional(
  v.pipe(
    secretEncodingSchema,
    v.title('Secret encoding'),
    v.description('How the text of the secret becomes the bytes of the key.'),
  ),
);
const value = v.pipe(
  v.string('must be text'),
  v.title('Secret'),
  v.description('The text of the secret or public key.'),
);
const absent = v.optional(
  v.never('is beside another source: keep only one of "value", "env", "file" and "encrypted"'),
);

/** The name of an environment variable: letters, digits and `_`, as every shell can set it (POSIX, XBD 8.1). */
export const environmentVariableSchema = v.pipe(
  v.string('must be text'),
  v.regex(
    /^[A-Za-z_]\w{0,255}$/,
    'must be the name of an environment variable: at most 256 letters, digits and _',
  ),
  v.title('Environment variable'),
  v.description('Name of the environment variable that holds the secret.'),
);

/** The path of a file; a relative one starts at the store's folder. */
export const secretFileSchema = v.pipe(
  v.string('must be text'),
  v.regex(/^[^\u0000]{1,4096}$/, 'must be the path of a file, at most 4096 characters'),
  v.title('File'),
  v.description("Path of the file that holds the secret; a relative one starts at the store's folder."),
);

const encrypted = v.pipe(
  v.string('must be text'),
  v.title('Encrypted secret'),
  v.description('The secret, encrypted with the data key of the store. Made by jwtadm.'),
);

/**
 * Secret Key in the store: the secret's text itself, or an object that holds it, plain or encrypted, or
 * says where it is kept, with the encoding of that text (default utf8).
 */
export const secretKeySchema = v.union(
  [
    v.string(),
    v.object({ value, env: absent, file: absent, encrypted: absent, encoding }),
    v.object({ env: environmentVariableSchema, value: absent, file: absent, encrypted: absent, encoding }),
    v.object({ file: secretFileSchema, value: absent, env: absent, encrypted: absent, encoding }),
    v.object({ encrypted, value: absent, env: absent, file: absent, encoding }),
  ],
  'must be text, or an object with exactly one of "value", "env", "file" and "encrypted" (text) and, if needed, "encoding" (utf8, base64, base64url or hex)',
);

export type SecretKey = v.InferOutput<typeof secretKeySchema>;

/** Where a configuration's secret comes from, in one shape. */
export type SecretSource = PlainSource | EncryptedSource;

/** A secret that the store holds as a ciphertext, which only the store's data key decrypts. */
export interface EncryptedSource {
  readonly kind: 'encrypted';
  readonly ciphertext: string;
  readonly encoding: SecretEncoding;
}

/** A secret whose text its source gives as it is. */
export type PlainSource =
  | { readonly kind: 'literal'; readonly text: string; readonly encoding: SecretEncoding }
  | { readonly kind: 'env'; readonly variable: string; readonly encoding: SecretEncoding }
  | { readonly kind: 'file'; readonly path: string; readonly encoding: SecretEncoding };

/** The source of a Secret Key, whichever of the store's forms it is written in. */
export function secretSource(secretKey: SecretKey): SecretSource {
  if (typeof secretKey === 'string') return { kind: 'literal', text: secretKey, encoding: 'utf8' };
  const { encoding: named = 'utf8' } = secretKey;
  if (secretKey.env !== undefined) return { kind: 'env', variable: secretKey.env, encoding: named };
  if (secretKey.file !== undefined) return { kind: 'file', path: secretKey.file, encoding: named };
  if (secretKey.encrypted !== undefined) {
    return { kind: 'encrypted', ciphertext: secretKey.encrypted, encoding: named };
  }
  return { kind: 'literal', text: secretKey.value ?? '', encoding: named };
}

/**
 * A secret as read from its source: its text, or a clause that says why it cannot be read, without quoting
 * anything. `locked`: it is encrypted, and the key that decrypts it is not available.
 */
export type SecretResult =
  | { readonly ok: true; readonly text: string; readonly encoding: SecretEncoding }
  | {
      readonly ok: false;
      readonly kind: 'missing' | 'empty' | 'unreadable' | 'locked';
      readonly reason: string;
    };

/** A literal secret as the store holds it: bare text when its encoding is utf8. */
export function literalKey(text: string, encoding: SecretEncoding): SecretKey {
  return encoding === 'utf8' ? text : { value: text, encoding };
}

/** An encrypted secret as the store holds it. */
export function encryptedKey(ciphertext: string, encoding: SecretEncoding): SecretKey {
  return encoding === 'utf8' ? { encrypted: ciphertext } : { encrypted: ciphertext, encoding };
}

/** The text of a secret without its one trailing line break, and whether there was one. */
export function stripTrailingNewline(text: string): { text: string; isStripped: boolean } {
  const stripped = text.replace(/\r?\n$/, '');
  return { text: stripped, isStripped: stripped !== text };
}

/**
 * Whether the store itself contains a Secret Key that must stay confidential: a literal, unless it is a
 * public key and the algorithm needs only a public key.
 */
export function isLiteralSecret(secretKey: SecretKey, algorithm: SignatureAlgorithm): boolean {
  const source = secretSource(secretKey);
  if (source.kind !== 'literal') return false;
  return isHmac(algorithm) || !isPublicKeyText(source.text);
}

/** The members that say nothing confidential of a key (RFC 7517 §4, RFC 7518 §6, and Web Cryptography's `ext`). */
const publicMembers = [
  ...['kty', 'use', 'key_ops', 'alg', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'ext'],
  ...['n', 'e', 'crv', 'x', 'y'],
];

/** PEM blocks of public keys and certificates, and nothing beside them. */
const publicPem =
  /^(?:-----BEGIN ((?:RSA )?PUBLIC KEY|CERTIFICATE)-----[A-Za-z0-9+/=\s]*-----END \1-----\s*)+$/;

/** Whether text is a public key and nothing else: PEM, a JWK, or a JWK Set. */
export function isPublicKeyText(text: string): boolean {
  // The pattern would run out of stack.
  if (text.length > MAX_SECRET_BYTES) return false;
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return publicPem.test(trimmed);
  const json = readJson(trimmed);
  if (!json.ok || !isJsonObject(json.value)) return false;
  const { keys, ...rest } = json.value;
  if (!Array.isArray(keys)) return isPublicJwk(json.value);
  return keys.length > 0 && Object.keys(rest).length === 0 && keys.every(isPublicJwk);
}

function isPublicJwk(value: unknown): boolean {
  if (!isJsonObject(value) || typeof value.kty !== 'string') return false;
  return Object.keys(value).every((name) => publicMembers.includes(name));
}
