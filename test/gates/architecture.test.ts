import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rooms } from '../../scripts/rooms.js';
import { expectGenerated, repository } from '../support/generated-file.ts';

const FILE = 'docs/architecture.md';

/** The rooms that most others may import are named once, above the table. */
const usual = ['src/domain/', 'src/problem.ts', 'src/exit-code.ts'];

function roomTable(): string {
  const code = (names: readonly string[]) =>
    names.map((name) => `\`${name.replace(/^src\/(?=.)/, '')}\``).join(', ');
  const rows = rooms.map(({ path, holds, rooms: imported, packages = [] }) => {
    const others = imported.filter((each) => !usual.includes(each));
    return `| \`${path}\` | ${holds} | ${code(others)} | ${code(packages)} |`;
  });
  return [
    `Every room may import its own files, and all but \`src/domain/\` and \`src/vault/\` may import ${code(usual)}.`,
    '',
    '| room | holds | may also import | packages |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

it('docs/architecture.md has the rooms as scripts/rooms.js lists them', () => {
  const text = readFileSync(new URL(FILE, repository), 'utf8');
  const generated = text.replace(
    /(<!-- rooms: [^>]*-->\n)[\s\S]*(<!-- end of rooms -->)/,
    (_, start: string, end: string) => `${start}\n${roomTable()}\n\n${end}`,
  );
  expect(generated).toContain('| `src/jwt/` |');
  expectGenerated(FILE, generated);
});
