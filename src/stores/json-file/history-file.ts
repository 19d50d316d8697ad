import { closeSync, constants, fstatSync, renameSync } from 'node:fs';
import { type ChangeRecord, readChangeRecord } from '../../domain/store-change.ts';
import { type Owner, openBeside, type SidecarFile } from '../../files/sidecar-file.ts';
import { readBytes, writeBytes } from '../../files/whole-bytes.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { Problem } from '../../problem.ts';
import { NEW_STORE_MODE } from './file-permissions.ts';
import { readStoreBytes } from './read-store-bytes.ts';

/** A history that has grown beyond this goes on with its newer half. */
const FULL_BYTES = 1024 * 1024;

const LINE_END = 0x0a;

/** The file that records who changed a store: one JSON record a line, without values. */
function historyFile(file: string): SidecarFile {
  const flags = constants.O_RDWR | constants.O_APPEND;
  return { path: `${file}.history`, what: 'history', flags, limitBytes: 64 * 1024 * 1024 };
}

/** Adds a record to a store's history. Throws a Problem or the system's error; the store is written by then. */
export function appendRecord(
  file: string,
  record: ChangeRecord,
  userId: number | undefined,
  storeOwner: Owner | undefined,
): void {
  const descriptor = openBeside(historyFile(file), userId, storeOwner);
  try {
    const { size } = fstatSync(descriptor);
    // A line that was cut off must not take the next one with it.
    const start = isLineOpen(descriptor, size) ? '\n' : '';
    const line = new TextEncoder().encode(`${start}${JSON.stringify(record)}\n`);
    if (!writeBytes(descriptor, line)) throw new Problem('store', 'the system did not take the whole record');
    if (size > FULL_BYTES) halve(historyFile(file).path);
  } finally {
    closeSync(descriptor);
  }
}

function isLineOpen(descriptor: number, size: number): boolean {
  return size > 0 && readBytes(descriptor, 1, size - 1)[0] !== LINE_END;
}

function halve(path: string): void {
  const bytes = readStoreBytes(path, path)?.bytes;
  if (!bytes) return;
  const newer = bytes.subarray(bytes.indexOf(LINE_END, bytes.length / 2) + 1);
  writeAtomically(path, [newer], {
    newMode: NEW_STORE_MODE,
    install: (temporary) => renameSync(temporary, path),
  });
}

/** The records of a store's history, the oldest first; lines that are not records are left out. */
export function readRecords(file: string): ChangeRecord[] {
  const { path } = historyFile(file);
  const text = readStoreBytes(path, path)?.bytes.toString('utf8') ?? '';
  return text
    .split('\n')
    .map(readChangeRecord)
    .filter((record) => record !== undefined);
}
