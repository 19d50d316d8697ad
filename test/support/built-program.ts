import { resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');

/** The built program; `npm run build` makes what it loads. */
export const BIN = resolve(repository, 'bin/jwtadm.js');

/** The executable that is tested in its place, where `npm run test:sea` names one. */
const executable = process.env.E2E_EXECUTABLE && resolve(repository, process.env.E2E_EXECUTABLE);

/** How the built program is started: a file, and the arguments before its own. */
export const program: { readonly file: string; readonly argv: readonly string[] } = executable
  ? { file: executable, argv: [] }
  : { file: process.execPath, argv: [BIN] };

/** The same in a line of a shell. */
export const programInShell = [program.file, ...program.argv].map((word) => `"${word}"`).join(' ');
