import { type Buffer, isUtf8 } from 'node:buffer';
import type { AlgorithmTraits } from '../../domain/algorithm.ts';
import { decodeBase64 } from './der-key.ts';

type Family = AlgorithmTraits['family'];

/** Sizes of points without their DER: compressed, x and y, and uncompressed (SEC 1 §2.3.3). */
const pointSizes = [32, 48, 66].flatMap((size) => [size + 1, 2 * size, 2 * size + 1]);

/** Whether bytes of a size may be a public key of each family, without anything that says so. */
const isKeySize: Readonly<Record<Family, (size: number) => boolean>> = {
  HMAC: () => false,
  RSA: (size) => size >= 128,
  ECDSA: (size) => pointSizes.includes(size),
  EdDSA: (size) => size === 32 || size === 57,
};

/** Words between dashes, as in a passphrase: one random text in 100,000 has them. */
const joinedWords = /(?:^|[-_])[a-z]{3,20}[-_][a-z]{3,20}(?:[-_]|$)/;

/** Whether a text may be the bare numbers of a family's public key in base64 or hexadecimal, which look like a random secret. */
export function mayBeRawKey(text: string, family: Family): boolean {
  const compact = text.replaceAll(/[\s:]/g, '');
  if (joinedWords.test(compact)) return false;
  const isHex = /^(?:[\da-f]{2})+$/i.test(compact);
  const sizes = [isHex ? compact.length / 2 : 0, decodeBase64(compact)?.length ?? 0];
  return sizes.some((size) => isKeySize[family](size));
}

/** The text that bytes are in UTF-8 or UTF-16; undefined when they are no text. */
export function textOf(bytes: Buffer): string | undefined {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!isUtf16 && !isUtf8(bytes)) return undefined;
  const text = isUtf16 ? bytes.subarray(2).toString('utf16le') : bytes.toString('utf8').replaceAll('\0', '');
  return /[\u0001-\u0008\u000e-\u001f]/.test(text) ? undefined : text.replace(/^\ufeff/, '');
}
