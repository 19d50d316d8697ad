import { Buffer } from 'node:buffer';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import {
  IDENTITY,
  IDENTITY_FILE,
  OTHER_IDENTITY,
  OTHER_RECIPIENT,
  PASSPHRASE,
  RECIPIENT,
} from '../support/age-keys.ts';
import { encryptedStore } from '../support/encrypted-store.ts';
import { keyFor } from '../support/mint-token.ts';
import { run, type Setting } from '../support/run.ts';
import { CTRL_C } from '../support/scripted-prompt.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const portal = { ...crm, name: 'Portal', secretKey: keyFor('ES256').publicPem, signatureAlgorithm: 'ES256' };
const hr = {
  ...crm,
  name: 'HR',
  secretKey: { value: 'c2VjcmV0IG9mIEhS', encoding: 'base64', note: 'of Eve' },
};
const files = { 'jwtadm.json': storeOf(erp, crm, hr, portal), 'key.txt': IDENTITY_FILE };
const opened = { JWTADM_IDENTITY: IDENTITY };

interface StoreDocument {
  encryption?: { recipients?: string[]; dataKey: string };
  configurations: { name: string; secretKey: string | Record<string, string> }[];
}

/** The secret of a configuration as `show --reveal` prints it. */
async function revealed(name: string, folder: string, env: Record<string, string> = opened): Promise<string> {
  const { stdout } = await run(['show', name, '--reveal'], { folder, env });
  return stdout.trimEnd();
}

describe('encrypt', () => {
  it('encrypts the secrets, and neither references nor public keys', async () => {
    const { exitCode, stdout, stderr, readStore, folder } = await run(['encrypt', '--recipient', RECIPIENT], {
      files,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('Encrypted the secrets of ERP, HR.');
    expect(stderr).toContain(RECIPIENT);
    const encrypted = expect.stringMatching(/^[\w-]{120,}$/);
    expect(readStore()).toEqual({
      ...storeOf(
        { ...erp, secretKey: { encrypted } },
        crm,
        { ...hr, secretKey: { encrypted, encoding: 'base64', note: 'of Eve' } },
        portal,
      ),
      encryption: {
        recipients: [RECIPIENT],
        dataKey: expect.stringMatching(/^-----BEGIN AGE ENCRYPTED FILE/),
      },
    });
    expect(await revealed('ERP', folder)).toBe(SECRET);
    expect(await revealed('HR', folder)).toBe('c2VjcmV0IG9mIEhS');
  });

  it('leaves no byte of a secret in the store nor beside it', async () => {
    const { folder } = await run(['edit', 'ERP', '--issuer', 'x'], { files });
    const { exitCode, stdout, stderr } = await run(['encrypt', '--recipient', RECIPIENT], { folder });
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect({ exitCode, names: readdirSync(folder).sort() }).toEqual({
      exitCode: 0,
      names: ['jwtadm.json', 'jwtadm.json.history', 'jwtadm.json.lock', 'key.txt'],
    });
    const told = [...texts, stdout, stderr].join('');
    expect([SECRET, 'c2VjcmV0IG9mIEhS'].filter((secret) => told.includes(secret))).toEqual([]);
    expect(stderr).toContain('What was kept of the store from before is removed.');
  });

  it('keeps the earlier states of a store that hold no secret in plain text', async () => {
    const { folder } = await run(['disable', 'Portal'], {
      files: { 'jwtadm.json': storeOf(crm, { ...portal, enabled: true }) },
    });
    const { stderr, exists } = await run(['encrypt', '--recipient', RECIPIENT], { folder });
    expect([1, 2].map((number) => exists(`jwtadm.json.bak.${number}`))).toEqual([true, true]);
    expect(stderr).not.toContain('removed');
  });

  it('warns when an earlier state cannot be removed', async () => {
    const { folder } = await run(['list'], { files });
    mkdirSync(join(folder, 'jwtadm.json.bak.7'));
    const { exitCode, stderr } = await run(['encrypt', '--recipient', RECIPIENT], { folder });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`delete ${join(folder, 'jwtadm.json')}.bak.* yourself`);
  });

  it('is told by the history, and modifies no configuration', async () => {
    const { folder } = await run(['encrypt', '--recipient', RECIPIENT], { files });
    const { stdout } = await run(['history', '--json'], { folder });
    expect(JSON.parse(stdout)[0]).toMatchObject({
      command: 'encrypt',
      by: 'tester',
      changes: ['ERP', 'HR'].map((name) => ({ action: 'changed', name, fields: ['secretKey'] })),
    });
    const { stdout: shown } = await run(['show', 'ERP', '--json'], { folder });
    expect(JSON.parse(shown)).toMatchObject({ lastModified: erp.lastModified });
  });

  it('writes "encryption" before the configurations', async () => {
    const { readText } = await run(['encrypt', '--recipient', RECIPIENT], { files });
    expect(Object.keys(JSON.parse(readText()))).toEqual([
      'version',
      'fingerprintKey',
      'encryption',
      'configurations',
    ]);
  });

  it('lets the store be readable by others from then on', async () => {
    const { folder } = await run(['encrypt', '--recipient', RECIPIENT], { files });
    chmodSync(join(folder, 'jwtadm.json'), 0o644);
    expect((await run(['list'], { folder })).exitCode).toBe(0);
  });

  it('changes nothing in a store of which every secret is encrypted already', async () => {
    const { folder, readText } = await run(['encrypt', '--recipient', RECIPIENT], { files });
    const before = readText();
    for (const argv of [['encrypt'], ['encrypt', '--recipient', RECIPIENT]]) {
      const { exitCode, stderr } = await run(argv, { folder });
      expect({ exitCode, text: readText() }).toEqual({ exitCode: 0, text: before });
      expect(stderr).toContain('no secret in plain text');
    }
  });

  it('encrypts what was added in plain text since, and nothing anew', async () => {
    const { document } = await encryptedStore([erp, crm]);
    const store = { ...document, configurations: [...document.configurations, { ...erp, name: 'Hand' }] };
    const { exitCode, stderr, readStore, folder } = await run(['encrypt'], {
      files: { 'jwtadm.json': store },
      env: opened,
    });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Encrypted the secrets of Hand.'),
    });
    const written = readStore() as StoreDocument;
    expect(written).toMatchObject({ encryption: document.encryption });
    expect(written.configurations.slice(0, 2)).toEqual(document.configurations);
    expect(await revealed('Hand', folder)).toBe(SECRET);
  });

  it('says without an identity what is missing, and changes nothing', async () => {
    const { document } = await encryptedStore([erp]);
    const store = { ...document, configurations: [...document.configurations, { ...erp, name: 'Hand' }] };
    const { exitCode, stderr, readStore } = await run(['encrypt'], { files: { 'jwtadm.json': store } });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store });
    expect(stderr).toContain('no identity was given');
    expect(stderr).toContain('--identity-file');
  });

  it('makes an identity in a file of its own, which opens the store', async () => {
    const { exitCode, stderr, readText, folder } = await run(['encrypt', '--generate-identity', 'new.txt'], {
      files,
    });
    const text = readText('new.txt');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^# created: .*\n# public key: age1[a-z0-9]+\nAGE-SECRET-KEY-1[A-Z0-9]+\n$/);
    expect(statSync(join(folder, 'new.txt')).mode & 0o777).toBe(0o600);
    expect(stderr).toContain(join(folder, 'new.txt'));
    expect(stderr).not.toContain('AGE-SECRET-KEY');
    expect(await revealed('ERP', folder, { JWTADM_IDENTITY_FILE: 'new.txt' })).toBe(SECRET);
  });

  it.each([
    ['a file that is there', 'key.txt'],
    ['a folder that is not', 'no/where/new.txt'],
  ])('encrypts nothing when the identity is to go into %s', async (_, path) => {
    const { exitCode, readStore, readText } = await run(['encrypt', '--generate-identity', path], { files });
    expect({ exitCode, store: readStore(), key: readText('key.txt') }).toEqual({
      exitCode: 2,
      store: files['jwtadm.json'],
      key: IDENTITY_FILE,
    });
  });

  it('leaves no identity behind when the store cannot be written', async () => {
    const { folder } = await run(['list'], { files });
    const path = join(folder, 'jwtadm.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('3600', '3600, "big": 12345678901234567890123'));
    const { exitCode, stderr, exists } = await run(['encrypt', '--generate-identity', 'new.txt'], { folder });
    expect({ exitCode, isLeft: exists('new.txt') }).toEqual({ exitCode: 4, isLeft: false });
    expect(stderr).toContain('removed again');
  });

  it('takes the recipients of a file, of flags and of a new identity together', async () => {
    const argv = [
      'encrypt',
      '--recipients-file',
      'admins.txt',
      '--recipient',
      RECIPIENT,
      '--recipient',
      RECIPIENT,
    ];
    const { folder, readStore } = await run([...argv, '--generate-identity', 'new.txt'], {
      files: { ...files, 'admins.txt': `# grace\n${OTHER_RECIPIENT}\n` },
    });
    const { encryption } = readStore() as StoreDocument;
    const [, own] = /public key: (\S+)/.exec(readFileSync(join(folder, 'new.txt'), 'utf8')) ?? [];
    expect(encryption?.recipients).toEqual([RECIPIENT, OTHER_RECIPIENT, own]);
    expect(await revealed('ERP', folder, { JWTADM_IDENTITY: OTHER_IDENTITY })).toBe(SECRET);
  });

  it('takes the recipient of the identity that was given when no other is named', async () => {
    const { exitCode, readStore } = await run(['encrypt'], {
      files,
      env: { JWTADM_IDENTITY_FILE: 'key.txt' },
    });
    expect({ exitCode, recipients: (readStore() as StoreDocument).encryption?.recipients }).toEqual({
      exitCode: 0,
      recipients: [RECIPIENT],
    });
  });

  it('warns when the identity that was given will not open the secrets', async () => {
    const { exitCode, stderr } = await run(['encrypt', '--recipient', OTHER_RECIPIENT], {
      files,
      env: opened,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/warning: the given identity .* cannot decrypt the secrets/);
  });

  it('needs no identity where recipients are named, not even one that can be read', async () => {
    const { exitCode, stderr } = await run(['encrypt', '--recipient', RECIPIENT], {
      files,
      env: { JWTADM_IDENTITY_FILE: 'none.txt' },
    });
    expect({ exitCode, isWarned: stderr.includes('warning') }).toEqual({ exitCode: 0, isWarned: false });
  });

  it('encrypts with a passphrase from a file, which age can open too', async () => {
    const { exitCode, stderr, readStore, folder } = await run(['encrypt', '--passphrase-file', 'pass.txt'], {
      files: { ...files, 'pass.txt': `${PASSPHRASE}\n` },
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The passphrase opens them');
    const { encryption } = readStore() as StoreDocument;
    expect(Object.keys(encryption ?? {})).toEqual(['dataKey']);
    // The work factor is age's own: 2^18.
    const header = Buffer.from(armor.decode(encryption?.dataKey ?? '')).toString('latin1');
    expect(header).toMatch(/^-> scrypt \S+ 18$/m);
    expect(await revealed('ERP', folder, { JWTADM_PASSPHRASE: PASSPHRASE })).toBe(SECRET);
  }, 60_000);

  it('asks twice for a passphrase on a terminal, which must be long enough; Ctrl-C changes nothing', async () => {
    const { exitCode, questions, readStore } = await run(['encrypt'], {
      files,
      isTerminal: true,
      answers: ['', 'eleven char', PASSPHRASE, 'correct horse', CTRL_C],
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 130, store: files['jwtadm.json'] });
    expect(questions.map(({ kind, faults }) => [kind, faults])).toEqual([
      [
        'secret',
        [expect.stringMatching(/^it has 0 characters/), expect.stringMatching(/^it has 11 characters/)],
      ],
      ['secret', [expect.stringContaining('another one')]],
    ]);
  });

  const refused: readonly [string, string[], Setting['env'], string][] = [
    ['no one who shall open them', [], {}, '--generate-identity'],
    [
      'a short passphrase',
      [],
      { JWTADM_PASSPHRASE: 'hunter2' },
      'has 7 characters, but at least 12 are required',
    ],
    ['an empty passphrase file', ['--passphrase-file', 'empty.txt'], {}, 'is empty'],
    [
      'a passphrase and recipients',
      ['--recipient', RECIPIENT, '--passphrase-file', 'key.txt'],
      {},
      'not both',
    ],
    [
      'no recipient',
      ['--recipient', 'age1x', '--recipient', RECIPIENT],
      {},
      '--recipient number 1 is no age',
    ],
    ['an identity as recipient', ['--recipient', IDENTITY], {}, 'use another one'],
    ['a file of no recipients', ['--recipients-file', 'key.txt'], {}, 'has something in line 3'],
    ['a file that is not there', ['--recipients-file', 'none.txt'], {}, 'there is no such file'],
    [
      'an identity that is none',
      [],
      { JWTADM_IDENTITY: 'hunter2' },
      '$JWTADM_IDENTITY has something in line 1',
    ],
  ];

  it.each(refused)('refuses %s, echoes nothing and changes nothing', async (_, argv, env, message) => {
    const { exitCode, stderr, stdout, readStore } = await run(['encrypt', ...argv], {
      files: { ...files, 'empty.txt': '\n' },
      env: env ?? {},
    });
    expect({ exitCode, stdout, store: readStore() }).toEqual({
      exitCode: 2,
      stdout: '',
      store: files['jwtadm.json'],
    });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/AGE-SECRET-KEY-16H|hunter2|age1x/);
  });

  it('names rekey when the store is encrypted for others', async () => {
    const { document } = await encryptedStore([erp]);
    for (const argv of [
      ['--recipient', OTHER_RECIPIENT],
      ['--generate-identity', 'new.txt'],
    ]) {
      const { exitCode, stderr, readStore, exists } = await run(['encrypt', ...argv], {
        files: { 'jwtadm.json': document },
        env: opened,
      });
      expect({ exitCode, store: readStore(), isMade: exists('new.txt') }).toEqual({
        exitCode: 2,
        store: document,
        isMade: false,
      });
      expect(stderr).toContain('`jwtadm rekey`');
    }
  });

  it('says what it would do with --dry-run, and writes nothing', async () => {
    const { exitCode, stdout, stderr, readStore, exists } = await run(
      ['encrypt', '--generate-identity', 'new.txt', '--dry-run', '--json'],
      { files },
    );
    expect({ exitCode, store: readStore(), isMade: exists('new.txt') }).toEqual({
      exitCode: 0,
      store: files['jwtadm.json'],
      isMade: false,
    });
    expect(JSON.parse(stdout)).toEqual({ path: expect.any(String), changed: ['ERP', 'HR'] });
    expect(stderr).toContain('Would encrypt the secrets of ERP, HR.');
    expect(stderr).toContain('Dry run: nothing was written.');
  });

  it('prints one document with --json', async () => {
    const { stdout, folder } = await run(
      ['encrypt', '--recipient', RECIPIENT, '--generate-identity', 'new.txt', '--json', '-q'],
      { files },
    );
    expect(JSON.parse(stdout)).toEqual({
      path: join(folder, 'jwtadm.json'),
      changed: ['ERP', 'HR'],
      recipients: [RECIPIENT, expect.stringMatching(/^age1/)],
      identityFile: join(folder, 'new.txt'),
    });
  });
});
