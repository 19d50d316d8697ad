import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';

/** What is published, of what is in a clone. */
const contents = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bin/jwtadm.js',
  'bin/keep-code.js',
  'bin/package.json',
  'config.example.json',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/age-encryption.cjs',
  'dist/chalk.cjs',
  'dist/cli-table3.cjs',
  'dist/inquirer.cjs',
  'dist/jsonwebtoken.cjs',
  'dist/jwtadm.cjs',
  'dist/reports.cjs',
  'dist/string-width.cjs',
  'dist/worker-thread.cjs',
  'dist/yaml.cjs',
  'examples/crm-secret.txt',
  'examples/erp-alice.jwt',
  'examples/erp-bob.jwt',
  'examples/portal-carol.jwt',
  'jwtadm.schema.json',
  'man/jwtadm.1',
  'npm-shrinkwrap.json',
  'package.json',
];

/** The packages that jwtadm needs where it runs: of these it loads the first only. */
const dependencies = [
  'fs-native-extensions',
  'bare-addon-resolve',
  'bare-module-resolve',
  'bare-semver',
  'require-addon',
  'which-runtime',
];

interface Packed {
  readonly filename: string;
  /** In bytes. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string }>>;
}

const folder = mkdtempSync(join(tmpdir(), 'jwtadm-package-'));
const clone = join(folder, 'clone');
const home = join(folder, 'home');
let packed: Packed;

/** Runs npm as a shell would that no script of npm started: with the user's own settings. */
function npm(cwd: string, ...argv: string[]): string {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  const { status, stdout, stderr } = spawnSync('npm', argv, {
    cwd,
    env: Object.fromEntries(env),
    encoding: 'utf8',
  });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  return stdout;
}

function readJsonOf(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

beforeAll(() => {
  const left = ['.git', 'node_modules', 'coverage', 'executable'];
  cpSync(repository, clone, { recursive: true, filter: (path) => !left.includes(basename(path)) });
  npm(clone, 'run', 'prepack');
  // What npm runs besides builds dist/, which is there.
  const told = npm(clone, 'pack', '--json', '--ignore-scripts');
  [packed] = Object.values(JSON.parse(told) as Record<string, Packed>) as [Packed];
  mkdirSync(home);
  const quick = ['--prefer-offline', '--no-audit', '--no-fund'];
  npm(home, 'install', '--ignore-scripts', ...quick, join(clone, packed.filename));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the package', () => {
  it('holds the program and what its users read, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths.sort()).toEqual(contents);
  });

  it('is no larger than its page says', () => {
    const page = readFileSync(new URL('docs/install.md', repository), 'utf8');
    const [, most, mostUnpacked] = /at most (\d+) kB, unpacked (\d+) kB/.exec(page) ?? [];
    expect(packed.size).toBeLessThanOrEqual(Number(most) * 1000);
    expect(packed.unpackedSize).toBeLessThanOrEqual(Number(mostUnpacked) * 1000);
  });

  it('pins what it needs where it runs, by version and digest and on no host', () => {
    const text = readFileSync(join(clone, 'npm-shrinkwrap.json'), 'utf8');
    const { packages } = JSON.parse(text) as Lock;
    const locked = (readJsonOf(join(clone, 'package-lock.json')) as Lock).packages;
    const paths = dependencies.map((name) => `node_modules/${name}`);
    expect(Object.keys(packages).sort()).toEqual(['', ...paths].sort());
    for (const path of paths) {
      expect(packages[path]).toEqual(locked[path]);
      expect(packages[path]?.integrity).toMatch(/^sha512-/);
    }
    expect(text).not.toMatch(/resolved|devDependencies|:\/\//);
  });

  it('leaves a clone as it was when it was made', () => {
    npm(clone, 'run', 'postpack');
    expect(() => readFileSync(join(clone, 'npm-shrinkwrap.json'))).toThrow('ENOENT');
  });

  it('runs where it was installed without scripts, loads one other package, and keeps its own code', () => {
    const [, ...unused] = dependencies;
    for (const name of unused) rmSync(join(home, 'node_modules', name), { recursive: true });
    const jwtadm = (words: string, input = '') =>
      spawnSync(process.execPath, [join(home, 'node_modules/.bin/jwtadm'), ...words.split(' ')], {
        cwd: home,
        env: { HOME: home },
        input,
        encoding: 'utf8',
      });
    const made = jwtadm('create ERP --username-field sub --generate-secret --enabled -q --config store.json');
    // Without a lock there would be a warning.
    expect([made.status, made.stderr]).toEqual([0, '']);
    const token = jwtadm('generate ERP --username alice --config store.json').stdout;
    const { status, stdout, stderr } = jwtadm('verify ERP --json --config store.json', token);
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ accepted: true, user: { username: 'alice' } });
    const caches = readdirSync(join(home, 'node_modules/jwtadm/dist')).filter((name) =>
      name.endsWith('.code'),
    );
    expect(caches.map((name) => name.split('.')[0])).toEqual(['jsonwebtoken', 'jwtadm']);
  });
});
