import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { IDENTITY } from './age-keys.ts';

/** A part of a secret of so many characters counts as the secret. */
const PART = 12;

/** Looks for secrets in what was written: a part of one that is there, or undefined. */
export type Search = (output: string) => string | undefined;

/**
 * Makes a search for secrets in any form: their text plain, in JSON or percent-encoded, their bytes in
 * base64 of either alphabet or hexadecimal. Line breaks and blanks hide nothing.
 */
export function searchFor(secrets: readonly (string | Uint8Array)[]): Search {
  const parts = new Set(secrets.flatMap(formsOf).flatMap(partsOf));
  const find = (text: string) => {
    for (let at = 0; at + PART <= text.length; at += 1) {
      const part = text.slice(at, at + PART);
      if (parts.has(part)) return part;
    }
    return undefined;
  };
  return (output) => find(output) ?? find(output.replaceAll(/\s+/g, ''));
}

function formsOf(secret: string | Uint8Array): string[] {
  const bytes = Buffer.from(secret as string);
  const texts =
    typeof secret === 'string' ? [secret, JSON.stringify(secret), encodeURIComponent(secret)] : [];
  // Bytes in the middle of others are encoded in one of three ways; what is cut off may be padding.
  const shifted = [0, 1, 2].flatMap((start) => {
    const tail = bytes.subarray(start);
    return [tail.toString('base64').slice(0, -4), tail.toString('base64url').slice(0, -4)];
  });
  const hex = bytes.toString('hex');
  return [...texts, ...shifted, hex, hex.toUpperCase(), hex.replaceAll(/../g, '%$&')];
}

function partsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - PART + 1) }, (_, at) => text.slice(at, at + PART));
}

/** The text of every file below a folder, by its path in it; what is no text shows as Latin-1. */
export function filesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]));
}

/** What is secret in the private key, and in no other of its kind. */
const seed = Buffer.from('4QD7zgCMBOxAY3rwr5H7LwWu7cI/hWotPAsVgGJddV4=', 'base64');

/** The key in PKCS #8 (RFC 8410 §7): what stands before the seed is the same for every Ed25519 key. */
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});

/** Secrets that are planted where they belong, and typed where they do not. */
export const canaries = {
  /** An HMAC secret of 256 bits, which could as well be a name. */
  hmac: 'qWm7ZxT2rKpV9sYdHn4LcBf8GjU3eAaX6iOtRvQw5Mz',
  /** A passphrase with all that formats escape. */
  passphrase: 'Zwölf "Boxkämpfer" & jagen/Viktor? 100% \\quer über den $HOME-Deich',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  privateJwk: JSON.stringify(privateKey.export({ format: 'jwk' })),
  /** What opens encrypted secrets. */
  identity: IDENTITY,
} as const;

/** The public half of the private key, which is no secret. */
export const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();

/** The search for the canaries. */
export const canaryIn: Search = searchFor([
  canaries.hmac,
  canaries.passphrase,
  seed,
  // Every identity begins like that.
  IDENTITY.slice('AGE-SECRET-KEY-1'.length),
]);
