// The rooms of src/: what each holds, and what it may import beside its own files. Nothing else is allowed.
// `npm run rooms` checks the source against this table and prints the figures; docs/architecture.md takes its table from here.

/** Rooms that every other room may import: plain values and failures. */
const common = ['src/domain/', 'src/problem.ts', 'src/exit-code.ts'];

/** The pure rooms, which decide. */
const engines = ['src/jwt/', 'src/diagnosis/', 'src/issuer/', 'src/vault/'];

/**
 * One room: its path (a file, or a folder with a slash), what it holds, the rooms and the packages it may import.
 * A file belongs to the room with the longest path that it begins with.
 * @typedef {{ path: string, holds: string, rooms: readonly string[], packages?: readonly string[] }} Room
 */

/** @type {readonly Room[]} */
export const rooms = [
  {
    path: 'src/cli.ts',
    holds: 'the start: hands the adapters to `main` and sets the exit code',
    rooms: ['src/'],
    packages: ['node:os'],
  },
  {
    path: 'src/main.ts',
    holds: 'one command line from arguments to exit code; the only place where errors become messages',
    rooms: [...common, 'src/commands/', 'src/context.ts', 'src/terminal/'],
    packages: ['commander'],
  },
  {
    path: 'src/context.ts',
    holds: 'the environment of a command: streams, prompts and the ports of the use cases',
    rooms: [...common, 'src/usecases/', 'src/prompts/'],
  },
  { path: 'src/problem.ts', holds: 'expected failures', rooms: ['src/exit-code.ts'] },
  { path: 'src/exit-code.ts', holds: 'the exit codes', rooms: [] },
  {
    path: 'src/domain/',
    holds: 'the words of the field with their schemas. Pure',
    rooms: [],
    packages: ['valibot', 'fastest-levenshtein', 'node:util', 'node:os'],
  },
  {
    path: 'src/jwt/',
    holds: 'strict reading of tokens and keys, the gate, and the evidence. Pure',
    rooms: common,
    packages: ['node:crypto', 'node:buffer', 'node:util'],
  },
  {
    path: 'src/diagnosis/',
    holds: 'the catalogue: one file for each code, and `diagnose`. Pure',
    rooms: common,
  },
  {
    path: 'src/issuer/',
    holds: 'what an issuing system does: good tokens, broken tokens, the examples of `explain`. Pure',
    rooms: [...common, 'src/jwt/'],
    packages: ['jsonwebtoken', 'node:crypto', 'node:buffer'],
  },
  {
    path: 'src/vault/',
    holds: 'encryption of secrets with the data key of a store, and of that key with age. Pure',
    rooms: ['src/domain/'],
    packages: ['age-encryption', 'node:crypto', 'node:buffer'],
  },
  {
    path: 'src/usecases/',
    holds: 'what jwtadm can do, for any front end: requests and plans are data, ports reach the world',
    rooms: [...common, ...engines],
    packages: ['node:util', 'node:path', 'node:buffer'],
  },
  {
    path: 'src/stores/json-file/',
    holds: 'the store port on a JSON file: lock, atomic change, generations, history',
    rooms: [...common, 'src/usecases/ports.ts', 'src/files/'],
    packages: [
      'lowdb',
      'fs-native-extensions',
      'node:fs',
      'node:os',
      'node:path',
      'node:crypto',
      'node:buffer',
    ].concat(['node:module', 'node:sea', 'node:timers/promises']),
  },
  {
    path: 'src/files/',
    holds: 'the file system: streams of the process, atomic writes, sidecar files, key files, report files',
    rooms: [...common, 'src/context.ts', 'src/usecases/ports.ts'],
    packages: ['node:fs', 'node:os', 'node:path', 'node:crypto', 'node:buffer'],
  },
  { path: 'src/prompts/', holds: 'questions on a terminal', rooms: common, packages: ['inquirer'] },
  {
    path: 'src/terminal/',
    holds: 'data to text: tables, forms, reports, JSON, CSV, YAML; colour and width',
    rooms: common,
    packages: ['chalk', 'cli-table3', 'string-width', 'yaml'],
  },
  {
    path: 'src/reports/',
    holds: 'findings in the formats that CI reads. Loaded only for a report. Pure',
    rooms: [...common, 'src/terminal/'],
    packages: ['node:crypto', 'node:path', 'node:url'],
  },
  {
    path: 'src/threads/',
    holds: 'the threads of a batch: reading chunks, workers, and what a worker writes',
    rooms: [...common, 'src/usecases/', 'src/terminal/', 'src/reports/'],
    packages: ['node:worker_threads', 'node:fs', 'node:buffer', 'node:path', 'node:sea'],
  },
  { path: 'src/shells/', holds: 'completion scripts and the words of each shell. Pure', rooms: common },
  {
    path: 'src/topics/',
    holds: 'the pages of `jwtadm help TOPIC`, one file each. Pure',
    rooms: [...common, 'src/terminal/page.ts'],
  },
  {
    path: 'src/commands/',
    holds: 'one file for each subcommand: flags, request, use case, output',
    rooms: [
      ...common,
      ...engines,
      'src/context.ts',
      'src/usecases/',
      'src/terminal/',
      'src/reports/',
      'src/shells/',
    ].concat(['src/topics/', 'src/prompts/']),
    packages: ['commander', 'node:path', 'node:util'],
  },
];
