import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** The top of the repository. */
export const repository = new URL('../../', import.meta.url);

/**
 * Holds a committed file against the text that is generated for it; with UPDATE=1 in the
 * environment the file is written instead.
 */
export function expectGenerated(file: string, text: string): void {
  const url = new URL(file, repository);
  if (process.env.UPDATE === '1') writeFileSync(url, text);
  const committed = existsSync(url) ? readFileSync(url, 'utf8') : '';
  expect(committed, `${file} is stale: run npm run build && UPDATE=1 npx vitest run test/gates`).toBe(text);
}
