import { Buffer } from 'node:buffer';
import { MAX_SECRET_BYTES } from '../../domain/secret-key.ts';
import { readContainerText } from './container-key-text.ts';
import { decodedText, readDerText } from './encoded-key-text.ts';
import { readJsonKeyText } from './json-key-text.ts';
import type { KeyText, KeyTextReader } from './key-text.ts';
import { readKeyTraces } from './key-traces.ts';
import { normalizeKeyText } from './normalize-key-text.ts';
import { readModulusText, readXmlKeyText } from './number-key-text.ts';
import { readPemText } from './pem-text.ts';
import { readPlaceText } from './place-text.ts';
import { readSshPublicText } from './ssh-key-text.ts';
import { keyFormat, readStandardKey } from './standard-key.ts';

/** The families of key texts that are not encoded again, the most exact first. */
const families: readonly KeyTextReader[] = [
  readJsonKeyText,
  readXmlKeyText,
  readContainerText,
  readSshPublicText,
  readPemText,
  readModulusText,
];

const readers: readonly KeyTextReader[] = [
  ...families,
  (normal) => readEncodedText(normal, MOST_LAYERS),
  readDerText,
  readPlaceText,
  readKeyTraces,
];

/** How many times a text may be encoded on top of another. */
const MOST_LAYERS = 3;

/**
 * What a text is that was given as a key or a secret, and is neither a well-formed PEM document nor a well-formed
 * JWK: a key in another form, damaged or not, or the place of one. Undefined for a text without any sign of a
 * key, such as a shared secret. Takes time linear in the text, of which at most 64 KiB are looked at.
 */
export function recognizeKeyText(text: string): KeyText | undefined {
  return firstFound(readers, text.slice(0, MAX_SECRET_BYTES));
}

/** Bytes that are a key or a container of keys, such as DER and PKCS #12, in base64; undefined for other bytes. */
export function keyTextOfBytes(bytes: Uint8Array): string | undefined {
  const base64 = Buffer.from(bytes).toString('base64');
  return recognizeKeyText(base64) && base64;
}

function firstFound(asked: readonly KeyTextReader[], text: string): KeyText | undefined {
  const normal = normalizeKeyText(text);
  for (const read of asked) {
    const found = read(normal, text);
    if (found) return found;
  }
  return undefined;
}

/** A key text that was encoded again, once or several times. */
function readEncodedText(text: string, layers: number): KeyText | undefined {
  const decoded = decodedText(text);
  if (decoded === undefined) return undefined;
  const key = readStandardKey(decoded);
  if (key) {
    return keyFormat(decoded) === 'PEM'
      ? { kind: 'pem-in-base64', keys: [key] }
      : { kind: 'unknown', noun: 'a JWK that was encoded again in base64', keys: [key] };
  }
  const inner =
    layers > 1
      ? (readEncodedText(decoded, layers - 1) ?? firstFound([...families, readDerText], decoded))
      : undefined;
  if (!inner) return undefined;
  return inner.kind.startsWith('pem-') ? { ...inner, kind: 'pem-in-base64' } : inner;
}
