import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { Problem } from '../../src/problem.ts';
import { storeOpener } from '../../src/stores/json-file/open-store.ts';
import type { ConfigurationStore, StoreRequest } from '../../src/usecases/ports.ts';
import { repository } from './generated-file.ts';

/** A new folder that goes when the test ends. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jwtadm-store-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new folder with the example store and its files, which goes when the test ends. */
export function exampleFolder(): string {
  const folder = newFolder();
  for (const name of ['config.example.json', 'examples']) {
    cpSync(fileURLToPath(new URL(name, repository)), join(folder, name), { recursive: true });
  }
  // However the checkout was made.
  chmodSync(join(folder, 'config.example.json'), 0o600);
  return folder;
}

/** Writes a file, its folder too; objects become JSON. The default mode is 0600. */
export function put(path: string, content: string | Uint8Array | object, mode = 0o600): string {
  mkdirSync(dirname(path), { recursive: true });
  const isRaw = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isRaw ? content : `${JSON.stringify(content, undefined, 2)}\n`, { mode });
  return path;
}

/** This process, as stores know it. */
export const self = { processId: process.pid, userId: process.geteuid?.() };

/** Opens the store of a file; nothing in the environment says where another may be. */
export function open(path: string, request: Partial<StoreRequest> = {}): Promise<ConfigurationStore> {
  const opener = storeOpener({ ...self, env: {}, cwd: dirname(path) });
  return opener({ address: path, whenMissing: 'refuse', allowsInsecurePermissions: false, ...request });
}

/** The document in a file. */
export function documentIn(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8')) as unknown;
}

/** The names of all that a folder holds, sorted. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** The Problem that an act ends with, as kind, message and hint; throws when it ends otherwise. */
export async function problemOf(
  act: () => unknown,
): Promise<{ kind: string; message: string; hint: string | undefined }> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { kind: error.kind, message: error.message, hint: error.hint };
  }
  throw new Error('there was no problem');
}
