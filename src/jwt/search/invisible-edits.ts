import { Buffer } from 'node:buffer';
import { bytesStep, type KeyMaterial, type KeyStep, textStep } from './key-material.ts';

/** What editors, word processors and keyboards put in, and what comparing eyes miss. */
export function invisibleEdits({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const damage = 'secret-has-invisible-characters';
  return [
    ...textStep(
      damage,
      'without the invisible characters in it',
      text.replaceAll(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ''),
    ),
    ...textStep(damage, 'with a byte order mark before it', `\ufeff${text}`),
    ...textStep(
      damage,
      'with a byte order mark before it and a line break (CR LF) behind it',
      `\ufeff${text}\r\n`,
    ),
    ...textStep(
      damage,
      'with plain spaces for its no-break spaces',
      text.replaceAll(/[\u00a0\u2007\u202f]/g, ' '),
    ),
    ...textStep(damage, 'with plain quotes and hyphens for its typographic ones', plainPunctuation(text)),
    ...textStep(damage, 'in Unicode form NFC', text.normalize('NFC')),
    ...textStep(damage, 'in Unicode form NFD', text.normalize('NFD')),
    ...textStep(damage, 'in Unicode form NFKC', text.normalize('NFKC')),
    ...textStep(damage, 'without control characters', text.replaceAll(/[\u0000-\u001f\u007f]/g, '')),
  ];
}

function plainPunctuation(text: string): string {
  return text
    .replaceAll(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('\u2026', '...');
}

/** The same text in the bytes of another character set. */
export function charsets({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const damage = 'secret-has-invisible-characters';
  const utf16 = Buffer.from(text, 'utf16le');
  const bigEndian = Buffer.from(utf16).swap16();
  const charset = (how: string, bytes: Buffer) => bytesStep(damage, how, bytes);
  return [
    ...charset('in the bytes of Latin-1', Buffer.from(text, 'latin1')),
    ...charset('in the bytes of UTF-16 (little-endian)', utf16),
    ...charset('in the bytes of UTF-16 (big-endian)', bigEndian),
    ...charset(
      'in the bytes of UTF-16 with a byte order mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    ),
    ...charset('in UTF-16 with a byte order mark and a line break', utf16Line(text)),
    ...charset(
      'in the bytes of UTF-8 encoded twice',
      Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8'),
    ),
  ];
}

/** What PowerShell 5 writes with `>`. */
function utf16Line(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${text}\r\n`, 'utf16le')]);
}
