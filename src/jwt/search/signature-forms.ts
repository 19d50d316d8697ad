import { Buffer } from 'node:buffer';
import { type SignatureAlgorithm, traitsOf } from '../../domain/algorithm.ts';
import type { FormExplanation } from '../../domain/evidence.ts';
import { ecdsaForms, MOST_ZEROS } from './ecdsa-forms.ts';
import type { SearchedToken } from './searched-token.ts';

/** A signature as the third part of a token may hold it. */
export interface SignatureForm {
  readonly explanation: FormExplanation;
  /** The signature as its algorithm makes it (RFC 7518 §3, RFC 8037 §3.1). */
  readonly bytes: Buffer;
  /** The same, each byte one character: for comparing with a MAC. */
  readonly text: string;
}

function form(explanation: FormExplanation, bytes: Buffer): SignatureForm {
  return { explanation, bytes, text: bytes.toString('latin1') };
}

/** Fewer bytes of a MAC than these may agree by chance. */
export const PROVING_BYTES = 8;

const longestEncoded = 8192;

const RAW: FormExplanation = { kind: 'raw' };
const HEX: FormExplanation = { kind: 'wrongly-encoded', how: 'in hex text' };
const HEX_AGAIN: FormExplanation = {
  kind: 'wrongly-encoded',
  how: 'in hex text, encoded in base64url again',
};
const TWICE: FormExplanation = { kind: 'wrongly-encoded', how: 'in base64 twice' };

/** How the third part was written, for any algorithm: correctly, in hex text, or encoded twice. */
export function encodedForms({ signatureText, signature }: SearchedToken): SignatureForm[] {
  const forms = [form(RAW, signature)];
  // What is decoded leniently is looked at before: Node's decoders take any text.
  if (signatureText.length > longestEncoded) return forms;
  if (isHex(signatureText)) forms.push(form(HEX, Buffer.from(signatureText, 'hex')));
  const inner = signature.toString('latin1');
  if (isHex(inner)) forms.push(form(HEX_AGAIN, Buffer.from(inner, 'hex')));
  else if (/^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(inner))
    forms.push(form(TWICE, Buffer.from(inner, 'base64url')));
  return forms;
}

function isHex(text: string): boolean {
  return text.length >= 2 * PROVING_BYTES && /^(?:[\da-f]{2})+\s*$/i.test(text);
}

/** The forms that can be a signature of the algorithm; `size` is what its key makes, in bytes. */
export function formsFor(
  algorithm: SignatureAlgorithm,
  size: number,
  encoded: readonly SignatureForm[],
): SignatureForm[] {
  const traits = traitsOf(algorithm);
  const whole = encoded.filter(({ bytes }) => bytes.length === size);
  if (traits.family === 'ECDSA') {
    const [raw] = encoded;
    return raw
      ? [...whole, ...ecdsaForms(raw.bytes, size).map((each) => form(each.explanation, each.bytes))]
      : whole;
  }
  // A library that wrote the number without its leading zeros (RFC 8017 §8.2.1 asks for them).
  return traits.family === 'RSA' && encoded[0] ? [...whole, ...unpaddedRsa(encoded[0].bytes, size)] : whole;
}

function unpaddedRsa(bytes: Buffer, size: number): SignatureForm[] {
  const missing = size - bytes.length;
  if (missing < 1 || missing > MOST_ZEROS) return [];
  const how = `has ${bytes.length} bytes instead of ${size}: its leading zeros are missing`;
  return [form({ kind: 'not-padded', how }, Buffer.concat([Buffer.alloc(missing), bytes]))];
}
