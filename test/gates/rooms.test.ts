import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jwtadm-rooms-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The restrictions that a file of that path and text breaks, by the project's own linter rules. */
function lint(path: string, text: string): string[] {
  const rules = JSON.parse(readFileSync(new URL('biome.json', repository), 'utf8')) as object;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const biome = fileURLToPath(new URL('node_modules/.bin/biome', repository));
  const { stdout, stderr } = spawnSync(biome, ['lint', path], { cwd: folder, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('Checked 1 file');
  const broken = `${stdout}${stderr}`.matchAll(/lint\/style\/(noRestricted\w+)/g);
  return [...new Set([...broken].map(([, rule = '']) => rule))];
}

describe('the linter', () => {
  it.each([
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
  ])('lets no import go against the direction: %s: %s', (path, text) => {
    expect(lint(path, text)).toEqual(['noRestrictedImports']);
  });

  it.each([
    ['src/commands/x.ts', 'export const a = process.env;'],
    ['src/jwt/x.ts', 'export const a = new Date();'],
    ['src/terminal/x.ts', "console.log('x');"],
    ['src/domain/x.ts', "export const a = fetch('x');"],
  ])('keeps the globals in their rooms: %s: %s', (path, text) => {
    expect(lint(path, text)).toEqual(['noRestrictedGlobals']);
  });

  it('lets a room have what is its own', () => {
    expect(
      lint('src/jwt/x.ts', "import { createHmac } from 'node:crypto'; createHmac('sha256', 'x');"),
    ).toEqual([]);
    expect(lint('src/vault/x.ts', "import { Decrypter } from 'age-encryption'; Decrypter();")).toEqual([]);
    expect(lint('src/batch/x.ts', "import { Worker } from 'node:worker_threads'; new Worker('x');")).toEqual(
      [],
    );
    expect(lint('src/issuer/x.ts', "import { sign } from 'jsonwebtoken'; sign({}, 'x');")).toEqual([]);
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
