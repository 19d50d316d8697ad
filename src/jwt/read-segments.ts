import type { Buffer } from 'node:buffer';
import type { JsonObject } from '../domain/claim-path.ts';
import type { AlphabetFault, JsonPart, TokenShape } from '../domain/evidence.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import { base64urlFault, decodeBase64Leniently } from './base64url.ts';
import type { Examination } from './examination.ts';
import { type CompactToken, readJsonPart, shapeOf } from './parse-token.ts';
import { MAX_TOKEN_BYTES } from './receive-token.ts';

/** A token's segments, read as far as they can be. */
export interface Segments {
  readonly shape: TokenShape;
  readonly header: JsonPart | undefined;
  readonly payload: JsonPart | undefined;
  /** Undefined where there is no third segment. */
  readonly signature: Buffer | undefined;
  /** The segments as they are in the token; none of a token that the gate let in, of which nothing is searched. */
  readonly texts: readonly string[];
  readonly faults: readonly AlphabetFault[];
  /** The header's `alg`, which may be any JSON value. */
  readonly algorithm: unknown;
}

/** Reads the segments of the token as leniently as it takes to say what is wrong with them. */
export function readSegments({ received, admission }: Examination): Segments {
  if (admission) return segmentsOf(admission.token);
  const { sizeBytes, token } = received;
  const shape: TokenShape = sizeBytes > MAX_TOKEN_BYTES ? { kind: 'too-large', sizeBytes } : shapeOf(token);
  const isReadable = ['compact', 'too-few-segments', 'too-many-segments'].includes(shape.kind);
  const texts = isReadable ? token.split('.') : [];
  const isCut = shape.kind === 'too-few-segments';
  const header = readPart(texts[0], isCut && texts.length === 1);
  const signature = texts[2] === undefined ? undefined : decodeBase64Leniently(texts[2]);
  const algorithm: unknown = header?.ok && Object.hasOwn(header.value, 'alg') ? header.value.alg : undefined;
  return {
    shape,
    header,
    payload: asCompressed(readPart(texts[1], isCut), header),
    signature,
    texts,
    faults: shape.kind === 'compact' ? alphabetFaults(texts) : [],
    algorithm,
  };
}

/** The segments of a token that the gate let in: it has read them strictly. */
function segmentsOf({ header, claims, signature }: CompactToken): Segments {
  return {
    shape: COMPACT,
    header: headerPart(header),
    payload: { ok: true, value: claims },
    signature,
    texts: [],
    faults: [],
    algorithm: header.alg,
  };
}

const COMPACT: TokenShape = { kind: 'compact' };

const headerPart = memoizeLast((value: JsonObject): JsonPart => ({ ok: true, value }));

/**
 * The JSON object of a segment; undefined when the segment is absent, or cannot be read because it was
 * cut or its alphabet hides it: that is said of the token.
 */
function readPart(text: string | undefined, isCut: boolean): JsonPart | undefined {
  if (text === undefined) return undefined;
  const part = readJsonPart(decodeBase64Leniently(text));
  return part.ok || (!isCut && base64urlFault(text) === undefined) ? part : undefined;
}

/** RFC 7516 §4.1.3: `zip` belongs to encrypted tokens; what it compresses in a signed one is no JSON. */
function asCompressed(payload: JsonPart | undefined, header: JsonPart | undefined): JsonPart | undefined {
  const isZipped = header?.ok === true && Object.hasOwn(header.value, 'zip');
  return isZipped && payload?.ok === false ? { ...payload, looksLike: 'compressed' } : payload;
}

const segmentNames = ['header', 'payload', 'signature'] as const;

function alphabetFaults(texts: readonly string[]): AlphabetFault[] {
  let start = 1;
  const faults: AlphabetFault[] = [];
  for (const [index, segment] of segmentNames.entries()) {
    const text = texts[index] ?? '';
    const fault = base64urlFault(text);
    if (fault)
      faults.push({ segment, kind: fault.kind, character: fault.character, position: start + fault.offset });
    start += text.length + 1;
  }
  return faults;
}
