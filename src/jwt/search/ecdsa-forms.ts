import { Buffer } from 'node:buffer';
import type { FormExplanation } from '../../domain/evidence.ts';

/** An ECDSA signature in R‖S (RFC 7518 §3.4), and how it was written instead. */
interface EcdsaForm {
  readonly explanation: FormExplanation;
  readonly bytes: Buffer;
}

/** The longest run of zeros that chance leaves at the start of a number, in bytes. */
export const MOST_ZEROS = 4;

const DER: FormExplanation = { kind: 'der' };

/** What R and S can be where they are in DER, or lost their leading zeros, or have too many of them. */
export function ecdsaForms(bytes: Buffer, size: number): EcdsaForm[] {
  const half = size / 2;
  const der = readDer(bytes);
  const joined = der && join(der, half);
  return [...(joined ? [{ explanation: DER, bytes: joined }] : []), ...unpadded(bytes, half)];
}

/**
 * Every place where R may end and S begin. Without its zeros a number is at most a few bytes too short; with
 * too many, all that are beyond the curve's size are zero.
 */
function unpadded(bytes: Buffer, half: number): EcdsaForm[] {
  const { length } = bytes;
  const forms: EcdsaForm[] = [];
  for (let end = Math.max(half - MOST_ZEROS, 1); end < length; end += 1) {
    const isPossible = length - end >= half - MOST_ZEROS;
    const isAsItMustBe = end === half && length === 2 * half;
    const joined =
      isPossible && !isAsItMustBe ? join([bytes.subarray(0, end), bytes.subarray(end)], half) : undefined;
    if (!joined) continue;
    const how = `has ${end} and ${length - end} bytes for R and S instead of ${half} each`;
    forms.push({ explanation: { kind: 'not-padded', how }, bytes: joined });
    if (forms.length === MOST_SPLITS) break;
  }
  return forms;
}

/** Each is a whole verification. */
const MOST_SPLITS = 6;

/** R‖S of the curve's size; undefined where a number is larger. */
function join(numbers: readonly [Buffer, Buffer], half: number): Buffer | undefined {
  const joined = Buffer.alloc(2 * half);
  for (const [index, number] of numbers.entries()) {
    const first = number.findIndex((byte) => byte !== 0);
    const digits = first === -1 ? Buffer.alloc(0) : number.subarray(first);
    if (digits.length > half) return undefined;
    joined.set(digits, (index + 1) * half - digits.length);
  }
  return joined;
}

/** R and S in the DER of SEQUENCE { INTEGER, INTEGER } (RFC 3279 §2.2.3), and nothing else. */
function readDer(bytes: Buffer): [Buffer, Buffer] | undefined {
  const sequence = readElement(bytes, 0x30);
  if (!sequence || sequence.rest.length > 0) return undefined;
  const r = readElement(sequence.content, 0x02);
  const s = r && readElement(r.rest, 0x02);
  return r && s && s.rest.length === 0 ? [r.content, s.content] : undefined;
}

function readElement(bytes: Buffer, tag: number): { content: Buffer; rest: Buffer } | undefined {
  const [first, second = 0, third = 0] = bytes;
  if (first !== tag || second > 0x81) return undefined;
  // 0x81: the length is in the byte behind it.
  const [start, length] = second === 0x81 ? [3, third] : [2, second];
  const end = start + length;
  if (second === 0x80 || bytes.length < end) return undefined;
  return { content: bytes.subarray(start, end), rest: bytes.subarray(end) };
}
