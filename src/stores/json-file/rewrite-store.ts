import { Buffer } from 'node:buffer';
import type { JsonObject } from '../../domain/claim-path.ts';
import { writeJson } from '../../domain/json-text.ts';

/** A store's document, and the bytes that `writeJson` makes of it. */
export interface WrittenStore {
  readonly document: JsonObject;
  readonly bytes: Buffer;
}

/** What `writeJson` writes around configurations that are the only key of a document. */
const HEAD = '{\n  "configurations": [';
const TAIL = '\n  ]\n}\n';
const EMPTY_LIST = '\n  "configurations": []';

/**
 * The bytes that `writeJson` makes of `document`, in consecutive parts. If it differs from what was `written`
 * only in adjacent configurations, only these are serialized again: the rest of a large store is not even
 * copied. A configuration is unchanged if it is the same object; no two in `written` are equal, since names
 * differ.
 */
export function rewriteStore(written: WrittenStore | undefined, document: JsonObject): readonly Uint8Array[] {
  return (written && splice(written, document)) ?? [Buffer.from(writeJson(document))];
}

function splice({ document: before, bytes }: WrittenStore, after: JsonObject): Uint8Array[] | undefined {
  const frame = writeJson({ ...before, configurations: [] });
  if (frame !== writeJson({ ...after, configurations: [] })) return undefined;
  const listStart = frame.indexOf(EMPTY_LIST) + EMPTY_LIST.length - 1;
  const listEnd = bytes.length - Buffer.byteLength(frame.slice(listStart)) - '\n  '.length;
  const run = changedRun(configurationsOf(before), configurationsOf(after));
  if (!run) return undefined;
  const [cut, put] = [writeList(run.before), writeList(run.after)];
  const start = run.isLast ? listEnd - cut.length : bytes.indexOf(cut, listStart);
  const end = start + cut.length;
  if (start < 0 || !bytes.subarray(start, end).equals(cut)) return undefined;
  return [bytes.subarray(0, start), put, bytes.subarray(end)];
}

function configurationsOf({ configurations }: JsonObject): readonly unknown[] {
  return Array.isArray(configurations) ? configurations : [];
}

/**
 * What differs between two lists, with one neighbour that does not, so that there is something on both
 * sides, and whether the lists end with it; undefined when they have nothing in common at their ends.
 */
function changedRun(before: readonly unknown[], after: readonly unknown[]) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let rest = 0;
  while (rest < shorter - start && before.at(-1 - rest) === after.at(-1 - rest)) rest += 1;
  if (start > 0) start -= 1;
  else if (rest > 0) rest -= 1;
  else return undefined;
  return {
    before: before.slice(start, before.length - rest),
    after: after.slice(start, after.length - rest),
    isLast: rest === 0,
  };
}

/** Configurations as they are written between the brackets of a store's list. */
function writeList(configurations: readonly unknown[]): Buffer {
  return Buffer.from(writeJson({ configurations }).slice(HEAD.length, -TAIL.length));
}
