import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { repository } from './generated-file.ts';

/** A user without rights of its own, for tests that root runs; others are that already. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Changes stores from processes of their own, as a user whom permissions bind. */
export interface ChildStores {
  /** A folder which that user owns. */
  readonly folder: string;
  /**
   * Adds `count` configurations one by one to the store at `path`, made if it is missing: named
   * `prefix`0, `prefix`1 … Returns what the process said: `ok`, `problem: …`, `warning: …`.
   */
  add(path: string, prefix: string, count: number, shell?: string): Promise<string>;
  /** Takes the lock of the store at `path` and keeps it; returns what kills the process that holds it. */
  hold(path: string): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const script = `
  import { storeOpener } from ${JSON.stringify(fileURLToPath(new URL('src/stores/json-file/open-store.ts', repository)))};
  import { lockStore } from ${JSON.stringify(fileURLToPath(new URL('src/stores/json-file/lock-store.ts', repository)))};
  const [path, prefix, count] = process.argv.slice(2);
  const self = { processId: process.pid, userId: process.geteuid?.() };
  if (count === undefined) {
    await lockStore(path, { ...self, timeoutSeconds: 10, warn() {} });
    console.log('held');
    // Without end: only a kill ends it.
    for (;;) await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  const open = storeOpener({ env: {}, cwd: '/', ...self, warn: (text) => console.log('warning: ' + text) });
  try {
    const store = await open({ address: path, whenMissing: 'make', allowsInsecurePermissions: false });
    for (let index = 0; index < Number(count); index += 1) {
      await store.change((draft) => draft.add({
        name: prefix + index, enabled: true, tokenName: 'token', secretKey: { env: 'X' },
        expirationTime: 60, usernameField: 'sub', signatureAlgorithm: 'HS256',
      }));
    }
    console.log('ok');
  } catch (error) {
    console.log((error.kind ? 'problem: ' : 'bug: ') + error.message);
  }
`;

/** Bundles the store's code, so that every supported Node can run it, into a new folder. */
export async function childStores(): Promise<ChildStores> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jwtadm-child-')));
  const outfile = join(folder, 'add.mjs');
  await build({
    stdin: { contents: script, resolveDir: fileURLToPath(repository), loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['fs-native-extensions'],
    logLevel: 'silent',
  });
  symlinkSync(fileURLToPath(new URL('node_modules', repository)), join(folder, 'node_modules'));
  if (NOBODY.uid !== undefined) chownSync(folder, NOBODY.uid, NOBODY.gid);
  return {
    folder,
    add(path, prefix, count, shell = '') {
      const argv = ['-c', `${shell} exec "$@"`, 'sh', process.execPath, outfile, path, prefix, String(count)];
      return output(argv);
    },
    hold: (path) => hold([outfile, path]),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function output(argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', argv, { ...NOBODY, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    child.stdout.on('data', (chunk) => {
      told += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      told += String(chunk);
    });
    child.on('error', reject);
    child.on('close', () => resolve(told.trimEnd()));
  });
}

function hold(argv: readonly string[]): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, {
      ...NOBODY,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((done) => child.on('close', () => done()));
    child.on('error', reject);
    child.stdout.once('data', () =>
      resolve(() => {
        child.kill('SIGKILL');
        return ended;
      }),
    );
  });
}
