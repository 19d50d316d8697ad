import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { foldName } from '../domain/configuration.ts';
import type { SecretField } from '../domain/configuration-secrets.ts';
import { readJson } from '../domain/json-text.ts';

/** The key of a store's secrets: 256 random bits. */
export type DataKey = KeyObject;

/** Where a secret belongs: its ciphertext opens nowhere else. */
export interface SecretPlace {
  /** The configuration's name. */
  readonly name: string;
  readonly field: SecretField;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D §8.2.2: random nonces of 96 bits serve for 2^32 secrets under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A secret is padded to a multiple of this, so that the ciphertext does not reveal how short the secret is. */
const PADDED_BYTES = 64;

/** A new random data key. */
export function newDataKey(): DataKey {
  return createSecretKey(randomBytes(KEY_BYTES));
}

/** The data key of these bytes; undefined when they are not as many as a key has. */
export function dataKeyOf(bytes: Uint8Array): DataKey | undefined {
  return bytes.length === KEY_BYTES ? createSecretKey(bytes) : undefined;
}

/**
 * The ciphertext of a secret's text: nonce, AES-256-GCM's output and tag, in base64url. Every call
 * returns a different one.
 */
export function sealSecret(text: string, place: SecretPlace, key: DataKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bindingOf(place));
  const output = Buffer.concat([cipher.update(padded(text)), cipher.final()]);
  return Buffer.concat([nonce, output, cipher.getAuthTag()]).toString('base64url');
}

/**
 * The text of a secret that was encrypted for this place with this key; undefined for any other
 * ciphertext, and for a changed one.
 */
export function openSecret(ciphertext: string, place: SecretPlace, key: DataKey): string | undefined {
  const bytes = Buffer.from(ciphertext, 'base64url');
  // Buffer also accepts other spellings of the same bytes.
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== ciphertext) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(bindingOf(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const output = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return unpadded(Buffer.concat([output, decipher.final()]));
  } catch {
    return undefined;
  }
}

/** JSON, because it says where each part ends. The store is bound by its key, which no other one has. */
function bindingOf({ name, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify(['jwtadm secret 1', foldName(name), field]));
}

/** The text as JSON, which can say lone surrogates too, and blanks behind it. */
function padded(text: string): Buffer {
  const json = JSON.stringify(text);
  const length = Buffer.byteLength(json);
  return Buffer.from(json + ' '.repeat(Math.ceil(length / PADDED_BYTES) * PADDED_BYTES - length));
}

function unpadded(bytes: Buffer): string | undefined {
  const json = readJson(bytes.toString('utf8'));
  return json.ok && typeof json.value === 'string' ? json.value : undefined;
}
