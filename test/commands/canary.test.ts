import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJson } from '../../src/domain/json-text.ts';
import { readStoreFile } from '../../src/domain/store-file.ts';
import { IDENTITY_FILE } from '../support/age-keys.ts';
import { canaries, canaryIn, filesBelow, publicKey } from '../support/canary.ts';
import { encryptedStore } from '../support/encrypted-store.ts';
import { mint } from '../support/mint-token.ts';
import { run, type Setting } from '../support/run.ts';
import { storeOf } from '../support/stores.ts';

const field = { tokenName: 'token', expirationTime: 86_400, usernameField: 'loginname' };

/** A secret in every place where one may be kept. */
const configurations = [
  { name: 'ERP', enabled: true, ...field, signatureAlgorithm: 'HS256', secretKey: canaries.hmac },
  { name: 'Old', ...field, signatureAlgorithm: 'HS512', secretKey: { value: canaries.passphrase } },
  { name: 'CRM', enabled: true, ...field, signatureAlgorithm: 'HS256', secretKey: { env: 'CRM_SECRET' } },
  { name: 'HR', ...field, signatureAlgorithm: 'HS384', secretKey: { file: 'planted/hr.secret' } },
  { name: 'Portal', enabled: true, ...field, signatureAlgorithm: 'EdDSA', secretKey: canaries.privateKey },
  { name: 'Shop', ...field, signatureAlgorithm: 'EdDSA', secretKey: canaries.privateJwk },
  {
    ...{ name: 'Rotated', enabled: true, ...field, signatureAlgorithm: 'HS256', secretKey: 'x'.repeat(32) },
    previousSecret: { secretKey: canaries.hmac, acceptedUntil: '2027-01-01T00:00:00.000Z' },
    initialPassword: canaries.passphrase,
  },
];
const plain = {
  name: 'Sealed',
  enabled: true,
  ...field,
  signatureAlgorithm: 'HS256',
  secretKey: canaries.hmac,
};
const sealed = await encryptedStore([plain]);
const all = [...configurations, ...sealed.document.configurations];
const storeText = JSON.stringify({ ...sealed.document, configurations: all }, undefined, 2);

/** A list of the server with a secret in each place that is one. */
const wireList = [{ secret: canaries.hmac, initpwd: canaries.passphrase }].map((secrets) => ({
  ...{ name: 'ERP', token_name: 'token', expire: 60, fieldmap: { username: 'sub' }, algorithm: 'HS256' },
  ...{ enable: '1', inituser: '1', initroles: [], ...secrets },
}));

/** Files that hold secrets because somebody put them there. */
const planted = {
  'planted/hr.secret': canaries.passphrase,
  'planted/erp.secret': `${canaries.hmac}\n`,
  'planted/private.pem': canaries.privateKey,
  'planted/private.jwk': canaries.privateJwk,
  'planted/public.pem': publicKey,
  'planted/identity.txt': IDENTITY_FILE,
  'planted/list.json': JSON.stringify(wireList),
};

const env = {
  CRM_SECRET: canaries.passphrase,
  ERP_SECRET: canaries.hmac,
  SIGNING_KEY: canaries.privateKey,
  JWTADM_IDENTITY_FILE: 'planted/identity.txt',
};

/** The files that may hold secrets: the store, its generations, and what was planted. */
const mayHoldSecrets = /^(?:jwtadm\.json(?:\.bak\.\d+)?|planted\/.*)$/;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwtadm-canary-'));
  await run(['list'], { folder, files: { 'jwtadm.json': storeText, ...planted } });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was written where no secret may be: to a stream, in a question, or into a file that is there in the end. */
interface Leak {
  readonly argv: readonly string[];
  readonly exitCode: number | undefined;
  readonly place: string;
  readonly text: string;
}

/** A command line with what it is run on: the planted store and an empty pipe, unless told otherwise. */
interface Planned extends Setting {
  readonly argv: readonly string[];
  readonly store?: string;
}

/** Runs command lines; returns what leaks, and what ends as a bug. */
async function leaksOf(runs: Iterable<Planned>): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const { argv, store = storeText, ...setting } of runs) {
    putStore(store);
    const outcome = await run(argv, { ...setting, folder, env: { ...env, ...setting.env } });
    const { exitCode, stdout, stderr, questions } = outcome;
    const streams = { stdout, stderr, questions: JSON.stringify(questions) };
    for (const [place, text] of Object.entries(streams)) {
      if (exitCode === 70 || canaryIn(text) !== undefined) leaks.push({ argv, exitCode, place, text });
    }
  }
  for (const [place, text] of filesBelow(folder)) {
    const isLeak = !mayHoldSecrets.test(place) && canaryIn(`${place}\n${text}`) !== undefined;
    if (isLeak) leaks.push({ argv: [], exitCode: undefined, place, text });
  }
  return leaks;
}

/** Lines as they are typed where nothing needs quotes, each to be run in a setting. */
function planned(lines: readonly string[], setting: Omit<Planned, 'argv'> = {}): Planned[] {
  return lines.map((line) => ({ argv: line.split(' '), ...setting }));
}

/** Writes the store, unless it is like that already. */
function putStore(text: string): void {
  const path = join(folder, 'jwtadm.json');
  if (readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/** A command with its flags, as its help tells them. */
interface HelpedCommand {
  readonly name: string;
  readonly flags: readonly { readonly flag: string; readonly takesValue: boolean }[];
}

async function helpedCommands(): Promise<HelpedCommand[]> {
  const overview = (await run(['--help'], { folder })).stdout;
  const names = [...overview.matchAll(/^ {2}([a-z]+)(?:\|[a-z]+)? /gm)].map(([, name = '']) => name);
  return Promise.all(
    names.map(async (name) => {
      const { stdout } = await run([name, '--help'], { folder });
      const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <)?/gm)];
      return {
        name,
        flags: flags.map(([, flag = '', value]) => ({ flag, takesValue: value !== undefined })),
      };
    }),
  );
}

/** Flags whose value may be any text, and is data from then on: told only when the command line is followed. */
const freeTexts = [
  ...['--username-field', '--name-field', '--email-field', '--issuer', '--audience', '--creator'],
  ...['--initialization-role', '--role', '--token-name', '--name', '--username', '--url', '--config'],
  ...['--generate-key', '--generate-identity', '--file'],
];

/** The command lines of one command with `secret` in every wrong position. */
function* misplaced({ name, flags }: HelpedCommand, secret: string): Generator<string[]> {
  const words = name === 'create' ? ['N', secret] : [secret];
  yield [name, ...words];
  yield [name, 'ERP', ...words];
  yield [name, 'ERP', 'x.y.z', secret];
  yield [name, 'ERP', 'x.y.z', '--json', '--', secret];
  yield [name, 'ERP', `--${secret}`];
  yield [name, 'ERP', `-${secret}`];
  yield [name, 'ERP', '--no-such-flag', secret];
  yield [name, 'ERP', `--no-such-flag=${secret}`];
  yield [secret, name, 'ERP'];
  // Of `init` that is the name of the new store.
  if (name !== 'init') yield ['--config', secret, name];
  yield ['--color', secret, name];
  for (const { flag, takesValue } of flags) {
    const isFree = freeTexts.includes(flag);
    yield [name, 'ERP', `${flag}${flag.at(-1)}`, secret];
    yield [name, 'ERP', `${flag.slice(0, -1)}=${secret}`];
    if (!takesValue) yield [name, 'ERP', `${flag}=${secret}`];
    // Of `create` the first word is a name and so told, as is the new file of an identity, which is made.
    if (!isFree && !['--reveal', '--generate-identity'].includes(flag))
      yield [name, ...(name === 'create' ? ['N'] : []), flag, secret];
    if (takesValue) yield [name, 'ERP', flag, secret, '--color', 'no-such-colour'];
    if (takesValue && !isFree) yield [name, 'ERP', flag, secret];
    if (takesValue && !isFree) yield [name, 'ERP', '--json', '--dry-run', `${flag}=${secret}`];
  }
}

/** Texts that carry a secret where a token should be. */
function carriersOf(secret: string): string[] {
  // What is JSON may be a token's header, and is shown as such.
  const encoded = Buffer.from(`x${secret}`).toString('base64url');
  return [
    ...[secret, ` "${secret}"`, `<${secret}>`, `Bearer ${secret}`, `JWT_SECRET=${secret}`, `token=${secret}`],
    ...[
      `${secret}.${secret}.${secret}`,
      `eyJhbGciOiJIUzI1NiJ9.${secret}.x`,
      `${encoded}.${encoded}.${encoded}`,
    ],
    ...[`eyJhbGciOiJIUzI1NiJ9.${encoded}.${encoded}`, `${mint()}${secret}`, `${secret}\n${mint()}`],
    ...[`Authorization: Bearer ${secret}`, `Cookie: a=b; token=${secret}`, `X-Key: ${secret}\nHost: a`],
    ...[`https://a.example/?token=${encodeURIComponent(secret)}`, `https://a.example/#${secret}`],
    ...[
      JSON.stringify({ token: secret }),
      JSON.stringify({ a: [{ b: secret }] }),
      `curl -H 'token: ${secret}' b`,
    ],
  ];
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A document with a secret in the place of each value or each name in it, one at a time. */
function* withSecretIn(value: Json, secret: string): Generator<Json> {
  yield secret;
  yield [secret];
  yield { [secret]: true };
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  for (const [index, [name, member]] of entries.entries()) {
    const members = [...withSecretIn(member, secret)];
    if (Array.isArray(value)) yield* members.map((each) => value.with(index, each));
    else {
      yield Object.fromEntries(entries.with(index, [secret, member]));
      yield* members.map((each) => Object.fromEntries(entries.with(index, [name, each])));
    }
  }
}

/** Stores that are cut off, interrupted by a secret, or have one in the place of something else. */
function* corruptStores(secret: string): Generator<string> {
  for (let at = 0; at < storeText.length; at += 50) {
    yield storeText.slice(0, at);
    yield storeText.slice(0, at) + secret + storeText.slice(at);
    const name = storeText.indexOf('"', at);
    yield `${storeText.slice(0, name)}${JSON.stringify(secret)}: 1, ${storeText.slice(name)}`;
  }
  const [first, ...rest] = all;
  const faulty = storeOf({ ...first, expirationTime: 'a day' }, ...rest) as Json;
  for (const document of [JSON.parse(storeText) as Json, faulty]) {
    for (const each of withSecretIn(document, secret)) yield JSON.stringify(each);
  }
}

/** Whether a text is a store: then a secret that is somebody's name or issuer in it is told as such. */
function isStore(text: string): boolean {
  const reading = readJson(text);
  return reading.ok && readStoreFile(reading.value).ok;
}

describe('no part of a secret is told', { timeout: 60_000 }, () => {
  it.each(Object.entries(canaries))('that was typed in a wrong place: %s', async (_, secret) => {
    const commands = await helpedCommands();
    expect(commands.length).toBeGreaterThan(12);
    const lines = commands.flatMap((command) => [...misplaced(command, secret)]);
    expect(lines.length).toBeGreaterThan(500);
    expect(await leaksOf(lines.map((argv) => ({ argv })))).toEqual([]);
  });

  it.each(Object.entries(canaries))('that was sent as a token: %s', async (_, secret) => {
    // Not -o github, which hands the text to the runner so that it masks it.
    const lines = [
      'verify ERP',
      'verify ERP --json',
      'verify ERP -o junit',
      'verify --any',
      'decode',
      'decode --json',
    ];
    const runs = carriersOf(secret).flatMap((text) => [
      ...planned(lines, { stdin: text }),
      ...[
        ['verify', 'Portal', text],
        ['decode', text],
        ['verify', text],
      ].map((argv) => ({ argv })),
    ]);
    expect(await leaksOf(runs)).toEqual([]);
  });

  it.each([{}, { isTerminal: true, columns: 40 }, { isTerminal: true, env: { DEBUG: '*', LANG: 'C' } }])(
    'of a store that is looked at, in a setting of %j',
    async (setting: Setting) => {
      const lines = [
        ...['list', 'list --wide', 'list -o json', 'list -o csv', 'list -o yaml', 'check', 'check --json'],
        ...['junit', 'github', 'gitlab', 'sarif'].map((form) => `check -o ${form}`),
        ...all.flatMap(({ name }) => [`show ${name}`, `show ${name} --json`, `verify ${name} x.y.z`]),
        ...[
          'enable Old --dry-run --json',
          'delete ERP --dry-run --json',
          'edit Old --algorithm HS256 --dry-run',
        ],
        ...['generate ERP --username u', 'generate Portal --username u --json', 'history', 'restore 1 --yes'],
        ...[
          'encrypt',
          'decrypt --yes',
          'rekey',
          'rekey --recipient age1 --dry-run',
          'edit Sealed --rotate-secret --generate-secret',
        ],
        ...['edit ERP --secret-encoding hex --dry-run', 'edit Portal --algorithm HS256 --dry-run'],
        ...['export', 'export --format datafor', 'export Rotated --format datafor'],
        ...['import planted/list.json --dry-run', 'import planted/list.json --on-conflict rename --json'],
        'generate Portal --username u --private-key-file planted/private.pem',
        'generate ERP --username u --broken token-is-the-secret',
        `verify --any ${mint({ key: canaries.passphrase })}`,
      ];
      expect(await leaksOf(planned(lines, setting))).toEqual([]);
    },
  );

  it.each(['HS256', 'HS512', 'RS256', 'EdDSA'])('that is given to be stored for %s', async (algorithm) => {
    const ways = [
      ...['--secret-file planted/hr.secret', '--secret-file planted/private.pem', '--secret-env ERP_SECRET'],
      ...['--secret-file planted/private.jwk', '--secret-env SIGNING_KEY', '--secret-ref env:CRM_SECRET'],
      ...['--secret-ref file:planted/private.pem', '--secret-file planted/erp.secret', '--secret-stdin'],
    ];
    const lines = ways.flatMap((way) => [
      `create N --username-field a --algorithm ${algorithm} ${way} --dry-run`,
      `create N --username-field a --algorithm ${algorithm} ${way} --json --enabled`,
      `edit CRM --algorithm ${algorithm} ${way} --secret-encoding base64 --dry-run`,
      `edit CRM --algorithm ${algorithm} ${way} --allow-weak-secret --json`,
    ]);
    const setting = { stdin: `${canaries.hmac}\n` };
    expect(await leaksOf(planned(lines, setting))).toEqual([]);
  });

  it('that is typed at a question, though it is refused first', async () => {
    const argv = ['create', 'N', '--username-field', 'a', '--algorithm', 'HS512'];
    const typed = [canaries.hmac, canaries.privateKey, canaries.passphrase];
    const answers = { 'The secret': typed, 'The secret has': [false, true], 'Create it?': ['Submit'] };
    expect(await leaksOf([{ argv, isTerminal: true, answers }])).toEqual([]);
  });

  it.each(['hmac', 'passphrase'] as const)('of a store that is corrupt: %s', async (kind) => {
    const secret = canaries[kind];
    const lines = ['list', 'show ERP', 'check --json', 'verify --any x.y.z', 'edit ERP --issuer a --dry-run'];
    const corrupt = [...corruptStores(secret)].filter((text) => !isStore(text));
    expect(corrupt.length).toBeGreaterThan(200);
    const runs = corrupt.flatMap((store, index) => planned([lines[index % lines.length] ?? ''], { store }));
    expect(await leaksOf(runs)).toEqual([]);
  });
});
