import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';

/** A file of a room, by its path and text. */
type Sample = readonly [path: string, text: string];

/** The restrictions that each file breaks, by the project's own linter rules: one run over all of them. */
function lintAll(samples: readonly Sample[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-rooms-'));
  const rules = JSON.parse(readFileSync(new URL('biome.json', repository), 'utf8')) as object;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  // A rule may name one file, whose samples would replace one another.
  const files = samples.map(([path], index) =>
    path.endsWith('/x.ts') ? path.replace('x.ts', `x${index}.ts`) : path,
  );
  for (const [index, file] of files.entries()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), samples[index]?.[1] ?? '');
  }
  const biome = fileURLToPath(new URL('node_modules/.bin/biome', repository));
  const argv = ['lint', '--reporter=json', '--max-diagnostics=none', 'src'];
  const { stdout } = spawnSync(biome, argv, { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const { summary, diagnostics } = JSON.parse(stdout) as LinterReport;
  expect(summary.unchanged).toBe(new Set(files).size);
  return files.map((file) => {
    const broken = diagnostics.filter(({ location }) => location.path === file);
    const rulesOf = broken.map(({ category }) => category.split('/').at(-1) ?? '');
    return [...new Set(rulesOf.filter((rule) => rule.startsWith('noRestricted')))];
  });
}

interface LinterReport {
  readonly summary: { readonly unchanged: number };
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

const againstTheDirection: readonly Sample[] = [
  ['src/diagnosis/x.ts', "import { a } from '../jwt/authenticate.ts'; a();"],
  ['src/jwt/x.ts', "import { a } from '../diagnosis/diagnose.ts'; a();"],
  ['src/jwt/x.ts', "export async function a() { return import('../store/store.ts'); }"],
  ['src/domain/x.ts', "import { a } from '../jwt/authenticate.ts'; a();"],
  ['src/terminal/x.ts', "import { a } from '../commands/list.ts'; a();"],
  ['src/store/x.ts', "import { a } from '../verify-token.ts'; a();"],
  ['src/issuer/x.ts', "import { a } from '../diagnosis/diagnose.ts'; a();"],
  ['src/shells/x.ts', "import { a } from '../store/store.ts'; a();"],
  ['src/terminal/x.ts', "import { a } from '../shells/shells.ts'; a();"],
  ['src/topics/x.ts', "import { a } from '../commands/list.ts'; a();"],
  ['src/store/x.ts', "import { a } from '../topics/topics.ts'; a();"],
  ['src/terminal/x.ts', "import { a } from '../issuer/sign-token.ts'; a();"],
  ['src/commands/x.ts', "import { Low } from 'lowdb'; Low();"],
  ['src/commands/x.ts', "import inquirer from 'inquirer'; inquirer();"],
  ['src/commands/x.ts', "import { readFileSync } from 'node:fs'; readFileSync('x');"],
  ['src/commands/x.ts', "import { tryLock } from 'fs-native-extensions'; tryLock(1);"],
  ['src/diagnosis/x.ts', "import { a } from '../rehearse-mends.ts'; a();"],
  ['src/batch/x.ts', "import { a } from '../store/store.ts'; a();"],
  ['src/batch/x.ts', "import { a } from '../commands/verify.ts'; a();"],
  ['src/jwt/x.ts', "import { a } from '../batch/batch.ts'; a();"],
  ['src/reports/x.ts', "import { a } from '../commands/check.ts'; a();"],
  ['src/reports/x.ts', "import { writeFileSync } from 'node:fs'; writeFileSync('x', '');"],
  ['src/terminal/x.ts', "import { a } from '../reports/junit-report.ts'; a();"],
  ['src/commands/x.ts', "import { Worker } from 'node:worker_threads'; new Worker('x');"],
  ['src/jwt/x.ts', "import jsonwebtoken from 'jsonwebtoken'; jsonwebtoken();"],
  ['src/store/x.ts', "import { a } from '../vault/data-key.ts'; a();"],
  ['src/main.ts', "import { a } from './vault/data-key.ts'; a();"],
  ['src/vault/x.ts', "import { a } from '../store/store.ts'; a();"],
  ['src/vault/x.ts', "import { a } from '../problem.ts'; a();"],
  ['src/commands/x.ts', "import { Decrypter } from 'age-encryption'; Decrypter();"],
  ['src/jwt/x.ts', "import { Decrypter } from 'age-encryption'; Decrypter();"],
];

const globalsOfOthers: readonly Sample[] = [
  ['src/commands/x.ts', 'export const a = process.env;'],
  ['src/jwt/x.ts', 'export const a = new Date();'],
  ['src/terminal/x.ts', "console.log('x');"],
  ['src/domain/x.ts', "export const a = fetch('x');"],
];

const itsOwn: readonly Sample[] = [
  ['src/jwt/x.ts', "import { createHmac } from 'node:crypto'; createHmac('sha256', 'x');"],
  ['src/vault/x.ts', "import { Decrypter } from 'age-encryption'; Decrypter();"],
  ['src/batch/x.ts', "import { Worker } from 'node:worker_threads'; new Worker('x');"],
  ['src/issuer/x.ts', "import { sign } from 'jsonwebtoken'; sign({}, 'x');"],
];

describe('the linter', () => {
  const samples = [...againstTheDirection, ...globalsOfOthers, ...itsOwn];
  const found = new Map<Sample, readonly string[]>();
  beforeAll(() => {
    for (const [index, broken] of lintAll(samples).entries()) found.set(samples[index] as Sample, broken);
  });
  const brokenBy = (rooms: readonly Sample[]) => rooms.map((sample) => [...sample, found.get(sample)]);

  it('lets no import go against the direction', () => {
    expect(brokenBy(againstTheDirection)).toEqual(
      againstTheDirection.map((sample) => [...sample, ['noRestrictedImports']]),
    );
  });

  it('keeps the globals in their rooms', () => {
    expect(brokenBy(globalsOfOthers)).toEqual(
      globalsOfOthers.map((sample) => [...sample, ['noRestrictedGlobals']]),
    );
  });

  it('lets a room have what is its own', () => {
    expect(brokenBy(itsOwn)).toEqual(itsOwn.map((sample) => [...sample, []]));
  });
});

/** The files that are loaded together with one, itself included. */
function loadedWith(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(new URL(file, repository), 'utf8');
  for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+\.ts)';/gm)) {
    loadedWith(join(dirname(file), path), seen);
  }
  return seen;
}

it('reports are loaded by those who want them only', () => {
  for (const file of ['src/cli.ts', 'src/commands/verify.ts', 'src/commands/check.ts']) {
    const loaded = [...loadedWith(file)];
    expect(loaded.length).toBeGreaterThan(10);
    expect(loaded.filter((each) => /^src\/reports\/(?!report-forms\.ts)|report-files/.test(each))).toEqual(
      [],
    );
  }
  expect([...loadedWith('src/commands/check-report.ts')]).toContain('src/reports/audit-cases.ts');
});
