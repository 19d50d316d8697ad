import { Buffer } from 'node:buffer';
import { decodeBase64, rsaKey } from './der-key.ts';
import type { KeyText } from './key-text.ts';

/** .NET's `RSAKeyValue`, in any namespace and with a private half or not. */
export function readXmlKeyText(normal: string): KeyText | undefined {
  if (!/<(?:\w+:)?(?:RSAKeyValue|RSAParameters)\b/i.test(normal)) return undefined;
  const [modulus, exponent] = ['Modulus', 'Exponent'].map((name) => elementOf(normal, name));
  const [n, e] = [modulus, exponent].map((value) => value && decodeBase64(value.replaceAll(/\s/g, '')));
  const key = n && e && rsaKey(n, e);
  return {
    kind: 'rsa-key-value-xml',
    keys: key ? [{ key, holdsPrivateKey: elementOf(normal, 'D') !== undefined }] : [],
  };
}

function elementOf(xml: string, name: string): string | undefined {
  const open = new RegExp(`<(?:\\w+:)?${name}>`, 'i').exec(xml);
  if (!open) return undefined;
  const from = open.index + open[0].length;
  const to = xml.indexOf('<', from);
  return to === -1 ? undefined : xml.slice(from, to);
}

const modulusName = /(?:^|[\s{,;"'])(?:rsa[ _-]?)?(?:modulus|n)["']?\s*(?:\([^)\n]{0,20}\)\s*)?[:=]\s*["']?/i;
const exponentName =
  /(?:^|[\s{,;"'])(?:rsa[ _-]?)?(?:public[ _-]?)?(?:exponent|e)["']?\s*[:=]\s*["']?([\w+/=]+)/i;

/** The fewest characters that a modulus of 1024 bits has, in base64. */
const SHORTEST_MODULUS = 170;

/** The modulus of an RSA key under its name, as openssl prints it or in JSON, with its exponent or without. */
export function readModulusText(normal: string): KeyText | undefined {
  if (normal.length < SHORTEST_MODULUS) return undefined;
  const name = modulusName.exec(normal);
  if (!name) return undefined;
  const rest = normal.slice(name.index + name[0].length);
  const digits = /^(?:[\w+/=-]|:\s*|\n\s*(?=[\da-f]{2}:))+/i.exec(rest)?.[0] ?? '';
  const modulus = numberOf(digits.replaceAll(/[:\s]/g, ''));
  if (!modulus || modulus.length < SHORTEST_BYTES) return undefined;
  const quote = /["']$/.exec(name[0])?.[0] ?? '';
  const isWhole = rest.startsWith(quote, digits.length) && hasModulusForm(modulus);
  const written = exponentName.exec(normal.slice(0, name.index) + rest.slice(digits.length))?.[1];
  const exponent = isWhole && written !== undefined ? exponentOf(written) : undefined;
  const key = exponent && rsaKey(modulus, exponent);
  return { kind: 'modulus-and-exponent', keys: key ? [{ key, holdsPrivateKey: false }] : [] };
}

const SHORTEST_BYTES = 64;

/** Whether a number has the size of a modulus, and is odd: one that was cut mostly has not. */
function hasModulusForm(bytes: Buffer): boolean {
  const number = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  return number.length % 32 === 0 && (number[0] ?? 0) >= 0x80 && (number.at(-1) ?? 0) % 2 === 1;
}

/** A long number in hexadecimal, decimal or base64. */
function numberOf(text: string): Buffer | undefined {
  if (text.length < SHORTEST_MODULUS) return undefined;
  const hex = text.replace(/^0x/i, '');
  // 1,024 bits in decimal have 309 digits, and look like hexadecimal of 1,236 bits, which no key has.
  if (/^\d+$/.test(hex) && hex.length % 64 !== 0) return bigNumber(BigInt(hex));
  if (/^[\da-f]+$/i.test(hex)) return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return decodeBase64(text);
}

function exponentOf(text: string): Buffer | undefined {
  if (/^0x[\da-f]{1,16}$/i.test(text)) return bigNumber(BigInt(text));
  if (/^0\d{1,15}$/.test(text)) return bigNumber(BigInt(`0x${text}`));
  if (/^\d{1,16}$/.test(text)) return bigNumber(BigInt(text));
  return text.length <= 24 ? decodeBase64(text) : undefined;
}

function bigNumber(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}
