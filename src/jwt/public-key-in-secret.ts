import type { Buffer } from 'node:buffer';
import { isPlaceOfKey, keyTextNoun } from '../domain/key-text.ts';
import type { KeyText } from './key-text/key-text.ts';
import { recognizeKeyText } from './key-text/recognize-key-text.ts';
import { readStandardKey } from './key-text/standard-key.ts';

/**
 * The key text that was given as a shared secret, in its text or in the bytes that it encodes; undefined for a genuine
 * secret. An HMAC keyed with a public key lets everyone sign who has that key (RFC 8725 §2.1).
 */
export function keyTextInSecret(text: string, bytes: Buffer | undefined): KeyText | undefined {
  const found = text === '' ? undefined : recognizeKeyText(text);
  if (found && !isPlaceOfKey(found.kind)) return found;
  // The bytes of utf8 are the text itself.
  if (!bytes || bytes.length === text.length) return undefined;
  const inside = recognizeKeyText(bytes.toString('base64'));
  return inside && !isPlaceOfKey(inside.kind) ? inside : undefined;
}

/** What public key was given as a shared secret, in its text or its bytes; undefined for a genuine secret. */
export function publicKeyInSecret(text: string, bytes: Buffer): string | undefined {
  const keyText = keyTextInSecret(text, bytes);
  if (keyText) return keyText.noun ?? keyTextNoun(keyText.kind);
  return readStandardKey(text) && 'a public key';
}
