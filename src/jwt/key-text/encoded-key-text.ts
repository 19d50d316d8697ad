import { Buffer } from 'node:buffer';
import { decodeBase64, readDerKey } from './der-key.ts';
import type { KeyText } from './key-text.ts';
import { bodyTrials } from './pem-text.ts';
import { textOf } from './raw-key.ts';

/** Keys in DER whose bytes are written in base64 or hexadecimal, without the marks of PEM. */
export function readDerText(normal: string): KeyText | undefined {
  for (const bytes of derTrials(normal)) {
    const key = readDerKey(bytes);
    if (key) return { kind: 'der-in-base64', keys: [key] };
  }
  return undefined;
}

function derTrials(text: string): Buffer[] {
  if (text.length < 56) return [];
  // A sequence begins with 30, which is M in base64; behind other characters there may be anything.
  if (/^[\w+/=-]*$/.test(text) && !/^(?:M|30|0x)/.test(text)) return [];
  const hex = hexDigits(text);
  const body = text.replace(/^data:[^,]*,/, '').replace(/^[A-Za-z][\w -]*:\s*/, '');
  return [
    ...(hex === undefined ? [] : [Buffer.from(hex, 'hex')]),
    ...bodyTrials(body).map(({ bytes }) => bytes),
  ];
}

/** The digits of a text that is bytes in hexadecimal, with what programs write between them; undefined for others. */
export function hexDigits(text: string): string | undefined {
  if (/[g-wyz]/i.test(text)) return undefined;
  const digits = text.replaceAll(/0x|\\x|[\s:,;{}[\]()]/gi, '');
  return digits.length % 2 === 0 && /^[\da-f]+$/i.test(digits) ? digits : undefined;
}

/** Decodes base64 of either alphabet or hexadecimal; undefined if the result is not text. */
export function decodedText(text: string): string | undefined {
  const compact = text.replaceAll(/\s/g, '');
  if (compact.length < 40) return undefined;
  const hex = /^(?:[\da-f]{2})+$/i.test(compact) ? Buffer.from(compact, 'hex') : undefined;
  const bytes = hex ?? decodeBase64(compact);
  return bytes && textOf(bytes);
}
