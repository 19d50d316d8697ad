import { Buffer } from 'node:buffer';
import { secretBytes } from '../secret-bytes.ts';
import { bytesStep, type KeyMaterial, type KeyStep, textStep } from './key-material.ts';

/** The bytes that the text encodes in base64 of either alphabet and in hex. */
export function decodings({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  return [
    ...bytesStep('secret-is-base64', 'base64-decoded', secretBytes(text, 'base64'), 'base64'),
    ...bytesStep('secret-is-base64', 'base64url-decoded', secretBytes(text, 'base64url'), 'base64url'),
    ...bytesStep('secret-is-hex', 'hex-decoded', secretBytes(text, 'hex'), 'hex'),
  ];
}

/** What decoders that take any text make of it. */
export function lenientDecodings({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const damage = 'secret-is-base64';
  return [
    ...bytesStep(damage, 'base64-decoded as old Java libraries do it', lenientJavaBase64(text)),
    ...bytesStep(
      damage,
      'base64-decoded as Node.js does it',
      lenientBase64(text.replaceAll(/[^\w+/=-]/g, '')),
    ),
    ...bytesStep(
      damage,
      'base64-decoded as PHP does it',
      lenientBase64(text.replaceAll(/[^A-Za-z0-9+/]/g, '')),
    ),
  ];
}

/**
 * Base64 as javax.xml.bind.DatatypeConverter decodes it, which old jjwt uses: characters outside the
 * alphabet are dropped, then whole groups of four only are read.
 */
function lenientJavaBase64(text: string): Buffer | undefined {
  const characters = text.replaceAll(/[^A-Za-z0-9+/=]/g, '');
  return lenientBase64(characters.slice(0, characters.length - (characters.length % 4)));
}

function lenientBase64(characters: string): Buffer | undefined {
  return characters === '' ? undefined : Buffer.from(characters, 'base64');
}

/** The text that encodes the bytes in base64 and in hex. */
export function encodings({ bytes }: KeyMaterial): KeyStep[] {
  const base64 = bytes.toString('base64');
  const hex = bytes.toString('hex');
  return [
    ...textStep('secret-is-not-base64', 'as base64 text', base64),
    ...textStep('secret-is-not-base64', 'as base64url text', bytes.toString('base64url')),
    ...textStep('secret-is-not-base64', 'as base64 text without padding', base64.replace(/=+$/, '')),
    ...textStep('secret-is-not-hex', 'as hex text', hex),
    ...textStep('secret-is-not-hex', 'as hex text in capitals', hex.toUpperCase()),
  ];
}
