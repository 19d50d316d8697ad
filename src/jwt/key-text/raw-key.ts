import { Buffer } from 'node:buffer';
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

/**
 * Whether a text may be the bare numbers of a public key in base64 or hexadecimal, which look like a random secret.
 * Without a family, of any.
 */
export function mayBeRawKey(text: string, family?: Family): boolean {
  const compact = text.replaceAll(/[\s:]/g, '');
  const sizes = [
    /^(?:[\da-f]{2})+$/i.test(compact) ? compact.length / 2 : 0,
    decodeBase64(compact)?.length ?? 0,
  ];
  const asked = family === undefined ? Object.values(isKeySize) : [isKeySize[family]];
  return sizes.some((size) => asked.some((isSize) => isSize(size)));
}

/** The text that bytes are in UTF-8 or ASCII of two bytes a character; undefined when they are no text. */
export function textOf(bytes: Buffer): string | undefined {
  const text = Buffer.from(bytes.filter((byte) => byte !== 0)).toString('utf8');
  return /[\ufffd\u0001-\u0008\u000e-\u001f]/.test(text) ? undefined : text.replace(/^\ufeff/, '');
}
