import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repository } from '../support/generated-file.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function copyInto(folder: string, names: readonly string[]): void {
  for (const name of names) {
    cpSync(fileURLToPath(new URL(name, repository)), join(folder, name), { recursive: true });
  }
}

const isCode = (name: string) => name.endsWith('.code');

/** Builds a clone in this folder, and gives the digest of each file of dist/ but the code caches. */
function digestsOfBuild(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  copyInto(folder, ['bin', 'scripts', 'src', 'package.json']);
  symlinkSync(fileURLToPath(new URL('node_modules', repository)), join(folder, 'node_modules'));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.js'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  const files = readdirSync(join(folder, 'dist')).filter((name) => !isCode(name));
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'dist', name)))
      .digest('hex');
  return Object.fromEntries(files.map((name) => [name, digest(name)]));
}

describe('a build', () => {
  it('gives the same files wherever it runs, except for the code caches', () => {
    const folder = newFolder();
    const first = digestsOfBuild(join(folder, 'a'));
    expect(Object.keys(first)).toContain('jwtadm.cjs');
    expect(digestsOfBuild(join(folder, 'another/and a deeper/folder'))).toEqual(first);
  });
});

/** Has Node print, for each script that starts, whether V8 refused its code cache; undefined where it got none. */
const REPORT_CACHES = `
const vm = require('node:vm');
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    process.stderr.write(require('node:path').basename(options.filename) + ' ' + this.cachedDataRejected + '\\n');
  }
};`;

const NOT_GIVEN = 'undefined';
const USED = 'false';
const REFUSED_BY_V8 = 'true';

/** The built program in a folder of its own, as the package has it. */
class Installation {
  readonly folder = newFolder();
  readonly dist = join(this.folder, 'dist');

  constructor() {
    copyInto(this.folder, ['bin', 'dist', 'package.json']);
    writeFileSync(join(this.folder, 'report-caches.cjs'), REPORT_CACHES);
    for (const name of this.caches()) rmSync(join(this.dist, name));
  }

  caches(): string[] {
    return readdirSync(this.dist).filter(isCode);
  }

  /** The file of the only code cache. */
  cache(): string {
    const [name, ...others] = this.caches();
    if (name === undefined || others.length > 0) throw new Error(`${others.length + 1} caches`);
    return join(this.dist, name);
  }

  /** Replaces text of a script by other text of the same length. */
  patch(script: string, text: string, by: string): void {
    const file = join(this.dist, script);
    const patched = readFileSync(file, 'latin1').replaceAll(text, by);
    expect(patched.length).toBe(statSync(file).size);
    writeFileSync(file, patched, 'latin1');
  }

  /** The help of the command, and what became of the code cache of the script that prints it. */
  start(command: string): { help: string; cache: string | undefined } {
    const argv = ['--require', './report-caches.cjs', 'bin/jwtadm.js', command, '--help'];
    const shell = `umask 000; exec "${process.execPath}" ${argv.join(' ')}`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', shell], { cwd: this.folder, encoding: 'utf8' });
    expect(status).toBe(0);
    const [, cache] = /^jwtadm\.cjs (\w+)\n$/.exec(stderr) ?? [];
    return { help: stdout.slice(0, 'usage:'.length), cache };
  }
}

const [script, command] = ['jwtadm.cjs', 'list'];

describe('the code cache', () => {
  it('is made by the first start and used by the next, and only its owner may change it', () => {
    const installed = new Installation();
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: NOT_GIVEN });
    expect(statSync(installed.cache()).mode & 0o777).toBe(0o644);
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: USED });
    expect(installed.caches()).toHaveLength(1);
  });

  it('is not used for another script of the same length', () => {
    const installed = new Installation();
    installed.start(command);
    installed.patch(script, 'Usage:', 'USAGE:');
    expect(installed.start(command)).toEqual({ help: 'USAGE:', cache: NOT_GIVEN });
    expect(installed.start(command)).toEqual({ help: 'USAGE:', cache: USED });
  });

  it('is not used when it was made of another script of the same length', () => {
    const changed = new Installation();
    changed.patch(script, 'Usage:', 'USAGE:');
    changed.start(command);
    const installed = new Installation();
    cpSync(changed.cache(), join(installed.dist, changed.caches()[0] ?? ''));
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: NOT_GIVEN });
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: USED });
  });

  it.each<[string, (kept: Buffer, source: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['the source without code', (_kept, source) => source],
    ['cut off', (kept) => kept.subarray(0, kept.length / 2)],
    ['one byte too long', (kept) => Buffer.concat([kept, Buffer.from('x')])],
  ])('is made again when it is %s', (_what, damage) => {
    const installed = new Installation();
    installed.start(command);
    const kept = readFileSync(installed.cache());
    writeFileSync(installed.cache(), damage(kept, readFileSync(join(installed.dist, script))));
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: NOT_GIVEN });
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: USED });
  });

  it('does no harm where it holds something else than code, or is a folder', () => {
    const installed = new Installation();
    installed.start(command);
    const file = installed.cache();
    writeFileSync(file, Buffer.concat([Buffer.alloc(5000, 'x'), readFileSync(join(installed.dist, script))]));
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: REFUSED_BY_V8 });
    rmSync(file);
    mkdirSync(file);
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: NOT_GIVEN });
    expect(installed.caches()).toHaveLength(1);
  });

  it('is not made in a folder of another user, or where nothing can be written', () => {
    const installed = new Installation();
    // Root can write everywhere, but what it writes for others is not theirs.
    if (process.geteuid?.() === 0) chownSync(installed.dist, 65_534, 65_534);
    else chmodSync(installed.dist, 0o555);
    expect(installed.start(command)).toEqual({ help: 'Usage:', cache: NOT_GIVEN });
    expect(installed.caches()).toEqual([]);
    chmodSync(installed.dist, 0o755);
  });
});
