import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  circlesIn,
  examineRooms,
  importsOf,
  longParameterLists,
  refusal,
} from '../../scripts/check-rooms.js';
import { repository } from '../support/generated-file.ts';

describe('the rooms of src/', () => {
  it('import only what scripts/rooms.js allows, and never in a circle', () => {
    expect(examineRooms().refused).toEqual([]);
  });

  it('refuse what their table does not name', () => {
    const against = [
      ['src/diagnosis/x.ts', 'src/jwt/authenticate.ts'],
      ['src/jwt/x.ts', 'src/diagnosis/diagnose.ts'],
      ['src/domain/x.ts', 'src/jwt/authenticate.ts'],
      ['src/domain/x.ts', 'src/problem.ts'],
      ['src/usecases/x.ts', 'src/commands/list.ts'],
      ['src/usecases/x.ts', 'src/terminal/json.ts'],
      ['src/usecases/x.ts', 'src/stores/json-file/open-store.ts'],
      ['src/usecases/x.ts', 'node:fs'],
      ['src/stores/json-file/x.ts', 'src/usecases/verify/verify-token.ts'],
      ['src/commands/x.ts', 'src/stores/json-file/open-store.ts'],
      ['src/commands/x.ts', 'lowdb'],
      ['src/commands/x.ts', 'node:fs'],
      ['src/terminal/x.ts', 'src/commands/list.ts'],
      ['src/vault/x.ts', 'src/problem.ts'],
      ['src/jwt/x.ts', 'jsonwebtoken'],
      ['src/nowhere/x.ts', 'src/domain/instant.ts'],
    ] as const;
    for (const [file, imported] of against) expect(refusal(file, imported)).toBeTypeOf('string');
  });

  it('allow what is their own', () => {
    expect(refusal('src/jwt/x.ts', 'node:crypto')).toBeUndefined();
    expect(refusal('src/usecases/x.ts', 'src/jwt/authenticate.ts')).toBeUndefined();
    expect(refusal('src/stores/json-file/x.ts', 'src/usecases/ports.ts')).toBeUndefined();
  });
});

describe('what the check reads in a file', () => {
  it('is every import: of types, over several lines, and the ones that load later', () => {
    const text = `import type { A } from './a.ts';\nimport {\n  b,\n} from '../b.ts';\nexport { c } from 'node:fs';
const d = await import('./d.ts');\nimport packageJson from '../../package.json' with { type: 'json' };\n`;
    expect(importsOf('src/jwt/x.ts', text)).toEqual([
      'src/jwt/a.ts',
      'src/b.ts',
      'node:fs',
      'src/jwt/d.ts',
      'package.json',
    ]);
  });

  it('is a circle of imports however long it is', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circlesIn(graph)).toEqual([['a', 'b', 'c', 'a']]);
  });

  it('is a function of more than four parameters', () => {
    const text = `function few(a: Map<string, number>, { b, c }: D, e = (f: 1, g: 2) => f, h?: () => void,) {}
function many(a: 1, b: 2, c: 3, d: 4, e: 5) {}`;
    expect(longParameterLists(text)).toEqual(['many']);
  });
});

it('the linter keeps the globals of the process in their rooms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-globals-'));
  const rules = JSON.parse(readFileSync(new URL('biome.json', repository), 'utf8')) as object;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  const lines = [
    'export const a = process.env;',
    'export const b = new Date();',
    "export const c = fetch('x');",
  ];
  mkdirSync(join(folder, 'src/commands'), { recursive: true });
  writeFileSync(join(folder, 'src/commands/x.ts'), [...lines, "console.log('x');"].join('\n'));
  const biome = fileURLToPath(new URL('node_modules/.bin/biome', repository));
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', 'src'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string }[] };
  expect(diagnostics.filter(({ category }) => category.endsWith('noRestrictedGlobals'))).toHaveLength(4);
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
  expect([...loadedWith('src/commands/output/check-report.ts')]).toContain('src/reports/audit-cases.ts');
});
