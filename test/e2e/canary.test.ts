import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BIN } from '../support/built-program.ts';
import { canaries, canaryIn, filesBelow } from '../support/canary.ts';
import { mint } from '../support/mint-token.ts';
import { crm, erp, storeOf } from '../support/stores.ts';
import { keys, startOnTerminal } from '../support/terminal-run.ts';

const store = storeOf(
  { ...erp, secretKey: canaries.hmac },
  { ...crm, enabled: true, secretKey: { value: canaries.passphrase } },
  { ...crm, name: 'Portal', signatureAlgorithm: 'EdDSA', secretKey: { file: 'key.pem' } },
);

/** The files that may hold secrets: the store, its generations, and the key that was put beside it. */
const mayHoldSecrets = /^(?:jwtadm\.json(?:\.bak\.\d+)?|key\.pem)$/;

/** What makes Node and libraries tell more than they should: flags of Node, and variables. */
interface Curiosity {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const curiosities: Readonly<Record<string, Curiosity>> = {
  'every library and Node itself debugged': {
    flags: [],
    env: { DEBUG: '*', NODE_DEBUG: '*', VERBOSE: '1', LOG_LEVEL: 'trace' },
  },
  'all of it traced and profiled': {
    flags: ['--trace-uncaught', '--trace-warnings', '--trace-exit', '--stack-trace-limit=200', '--cpu-prof'],
    env: { NODE_OPTIONS: '--enable-source-maps' },
  },
};

/** The variables that say where programs put files: all of them name the folder of the run. */
const homes = ['HOME', 'TMPDIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'NODE_COMPILE_CACHE'];

/** Runs the built program in a folder that is its whole world; returns how it ended, and where a secret was seen. */
function watch(argv: readonly string[], { flags, env }: Curiosity, input = '') {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-canary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(store), { mode: 0o600 });
  writeFileSync(join(folder, 'key.pem'), canaries.privateKey, { mode: 0o600 });
  const { PATH } = process.env;
  const folders = Object.fromEntries(homes.map((name) => [name, folder]));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, BIN, ...argv], {
    cwd: folder,
    input,
    encoding: 'latin1',
    env: { PATH, SECRET: canaries.hmac, ...folders, ...env },
    timeout: 15_000,
  });
  const files = [...filesBelow(folder)].filter(([path]) => !mayHoldSecrets.test(path));
  const texts = [['stdout', stdout], ['stderr', stderr], ...files.map(([path, text]) => [path, path + text])];
  return { status, leaks: texts.filter(([, text = '']) => canaryIn(text) !== undefined) };
}

const stdinOf = (secret: string) => `${secret}\n`;

/** What ends in each way, with a secret in store, stdin, variable or a wrong place. */
const calls: readonly [exitCode: number, argv: readonly string[], input?: string][] = [
  [0, ['create', 'N', '--username-field', 'a', '--secret-stdin'], stdinOf(canaries.hmac)],
  [
    2,
    ['create', 'N', '--username-field', 'a', '--secret-stdin', '--algorithm', 'RS256'],
    canaries.passphrase,
  ],
  [0, ['edit', 'ERP', '--secret-env', 'SECRET', '--secret-encoding', 'base64url', '--json']],
  [0, ['check']],
  [0, ['generate', 'Portal', '--username', 'u', '--private-key-file', 'key.pem']],
  [1, ['verify', '--any', '--json'], mint({ key: canaries.passphrase })],
  [1, ['verify', 'ERP'], stdinOf(canaries.hmac)],
  [2, ['list', canaries.hmac]],
  [2, ['create', 'N', '--secret', canaries.hmac]],
  [3, ['show', canaries.hmac]],
  [4, ['list', '--config', 'key.pem']],
];

describe.each(Object.entries(curiosities))('with %s', (_, curiosity) => {
  it.each(calls)('no secret is told by what ends with %d: %j', (exitCode, argv, input) => {
    expect(watch(argv, curiosity, input)).toEqual({ status: exitCode, leaks: [] });
  });
});

describe('a secret that would be typed while Node traces what is typed', () => {
  it('is not asked for', async () => {
    const terminal = startOnTerminal(['create', 'N', '--username-field', 'a', '--secret-stdin'], storeOf(), {
      NODE_DEBUG: '*',
    });
    await terminal.waitFor('Node would show what is typed');
    terminal.type(canaries.hmac + keys.enter);
    expect(await terminal.exitCode).toBe(2);
  });
});
