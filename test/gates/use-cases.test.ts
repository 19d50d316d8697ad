import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = 'src/usecases';

/** The lines of a source file without its comments. */
function codeOf(file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return text.split('\n').filter((line) => !line.trim().startsWith('//'));
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

it('there are use cases to look at', () => {
  expect(files).toContain(join('configurations', 'edit.ts'));
});

it.each(files)('%s names no flag and no command: other front ends have none', (file) => {
  const named = codeOf(file).filter((line) => /(?<![\w-])--[a-z]|jwtadm [a-z$]/.test(line));
  expect(named).toEqual([]);
});
