import { join } from 'node:path';
import { getAsset, isSea } from 'node:sea';
import type { ThreadProgram } from './thread-evaluators.ts';

/** What the threads of a batch run; the build puts it into the same folder, or into the executable. */
export function threadProgram(): ThreadProgram {
  const name = 'worker-thread.cjs';
  return isSea() ? { text: getAsset(name, 'utf8') } : { file: join(__dirname, name) };
}
