import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { wrapDataKey } from '../../src/vault/data-key.ts';
import { newDataKey, sealSecret } from '../../src/vault/sealed-secret.ts';
import { IDENTITY, IDENTITY_FILE, OTHER_IDENTITY, PASSPHRASE, RECIPIENT } from '../support/age-keys.ts';
import { type EncryptedStore, encryptedStore } from '../support/encrypted-store.ts';
import { keyFor, mint, SECRET as TOKEN_SECRET } from '../support/mint-token.ts';
import { NOW, run, type Setting } from '../support/run.ts';
import { crm, SECRET, storeOf } from '../support/stores.ts';

const ERP_SECRET = TOKEN_SECRET;
const HR_SECRET = `${SECRET}-of-HR-and-of-nobody-else`;
const one = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: ERP_SECRET,
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'HS256',
  lastModified: '2025-03-12T15:00:33.000Z',
  lastModifiedBy: 'ada',
  creator: 'ada',
};
const two = { ...one, name: 'HR', secretKey: HR_SECRET };
const portal = { ...one, name: 'Portal', secretKey: keyFor('ES256').publicPem, signatureAlgorithm: 'ES256' };
const referring = { ...one, name: 'Env', secretKey: { env: 'ENV_SECRET' } };

const HEX_SECRET = 'c0ffee5e9d3b1a7f4e2d8c6b0a9f8e7d6c5b4a392817f6e5d4c3b2a190817263';

type Document = EncryptedStore['document'];

let store: Document;
let withPassphrase: Document;
const env = { JWTADM_IDENTITY: IDENTITY };

beforeAll(async () => {
  const portalKey = { value: portal.secretKey };
  store = (await encryptedStore([one, two, { ...portal, secretKey: portalKey }, referring])).document;
  withPassphrase = (await encryptedStore([one, two], { passphrase: PASSPHRASE })).document;
});

const inStore = (document: object, more: Setting = {}): Setting => ({
  files: { 'jwtadm.json': document, 'key.txt': IDENTITY_FILE, 'pass.txt': `${PASSPHRASE}\n` },
  ...more,
});

/** What verify says of a token, as exit code and codes. */
async function verdict(argv: readonly string[], setting: Setting): Promise<[number, string[]]> {
  const { exitCode, stdout } = await run(['verify', ...argv, '--json', '-'], setting);
  const { diagnosis } = JSON.parse(stdout) as { diagnosis: { code: string }[] };
  return [exitCode, diagnosis.map(({ code }) => code)];
}

/** A configuration of the store in a folder. */
function stored(document: unknown, name: string): Record<string, unknown> | undefined {
  return (document as Document).configurations.find((each) => each.name === name) as never;
}

describe('an encrypted secret is opened', () => {
  it.each<[string, readonly string[], Record<string, string>, 'recipients' | 'passphrase']>([
    ['with --identity-file', ['--identity-file', 'key.txt'], {}, 'recipients'],
    ['with $JWTADM_IDENTITY_FILE', [], { JWTADM_IDENTITY_FILE: 'key.txt' }, 'recipients'],
    ['with $JWTADM_IDENTITY', [], { JWTADM_IDENTITY: IDENTITY_FILE }, 'recipients'],
    [
      'with the flag rather than the environment',
      ['--identity-file', 'key.txt'],
      { JWTADM_IDENTITY: OTHER_IDENTITY },
      'recipients',
    ],
    ['with --passphrase-file', ['--passphrase-file', 'pass.txt'], {}, 'passphrase'],
    ['with $JWTADM_PASSPHRASE', [], { JWTADM_PASSPHRASE: PASSPHRASE }, 'passphrase'],
  ])('%s', async (_, argv, given, keyHolders) => {
    const document = keyHolders === 'recipients' ? store : withPassphrase;
    const { exitCode, stdout, stderr } = await run(
      ['show', 'ERP', '--reveal', ...argv],
      inStore(document, { env: given }),
    );
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${ERP_SECRET}\n`, stderr: '' });
  });

  it.each<[string, readonly string[], Record<string, string>, 'recipients' | 'passphrase', string]>([
    ['nothing', [], {}, 'recipients', 'name its file with --identity-file or $JWTADM_IDENTITY_FILE'],
    ['nothing', [], {}, 'passphrase', 'name its file with --passphrase-file, or set $JWTADM_PASSPHRASE'],
    ['another identity', [], { JWTADM_IDENTITY: OTHER_IDENTITY }, 'recipients', 'does not open it'],
    ['another passphrase', [], { JWTADM_PASSPHRASE: 'x' }, 'passphrase', 'is not the right one'],
    ['no identity file', ['--identity-file', 'none.txt'], {}, 'recipients', 'there is no such file'],
    [
      'a file of something else',
      ['--identity-file', 'pass.txt'],
      {},
      'recipients',
      'that is no age identity',
    ],
    ['an empty variable', [], { JWTADM_PASSPHRASE: '', JWTADM_IDENTITY: '' }, 'passphrase', 'no passphrase'],
  ])('not with %s %j %j, which is said', async (_, argv, given, keyHolders, message) => {
    const document = keyHolders === 'recipients' ? store : withPassphrase;
    const revealed = await run(['show', 'ERP', '--reveal', ...argv], inStore(document, { env: given }));
    expect({ exitCode: revealed.exitCode, stdout: revealed.stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(revealed.stderr).toContain(message);
    const setting = inStore(document, { env: given, stdin: mint() });
    expect(await verdict(['ERP', ...argv], setting)).toEqual([1, ['secret-unavailable']]);
  });

  it('with a passphrase that somebody types, who is asked once', async () => {
    const { exitCode, questions, stdout } = await run(
      ['check'],
      inStore(withPassphrase, { isTerminal: true, answers: [PASSPHRASE] }),
    );
    expect(exitCode).toBe(0);
    expect(questions.map(({ kind }) => kind)).toEqual(['secret']);
    expect(stdout).toContain('ERP');
  });

  it.each([
    ['list', ['list', '-o', 'json']],
    ['show', ['show', 'ERP']],
    ['edit of another field', ['edit', 'ERP', '--issuer', 'x']],
    ['disable', ['disable', 'ERP', '--json']],
    ['enable', ['enable', 'ERP', '--json']],
    ['delete', ['delete', 'ERP', '--yes', '--json']],
    ['verify of a configuration without one', ['verify', 'Env', '--token-file', 'token.jwt', '--json']],
  ])('not for %s on a terminal: nobody is asked', async (_, argv) => {
    const configurations = [...withPassphrase.configurations, referring];
    const { exitCode, questions, stdout } = await run(argv, {
      files: { 'jwtadm.json': { ...withPassphrase, configurations }, 'token.jwt': mint() },
      env: { ENV_SECRET: ERP_SECRET },
      isTerminal: true,
    });
    expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: [] });
    expect(stdout).not.toContain(ERP_SECRET);
  });

  it('with a warning where others can read what opens it', async () => {
    const { folder } = await run(['list'], inStore(store));
    chmodSync(join(folder, 'key.txt'), 0o644);
    const { exitCode, stderr } = await run(['show', 'ERP', '--identity-file', 'key.txt'], { folder });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr:
        'warning: others can read key.txt, and with it every encrypted secret: chmod 600 key.txt closes it\n',
    });
  });
});

describe('list and show', () => {
  it('say that a secret is encrypted, and what is known of it when it can be opened', async () => {
    const { stdout: list } = await run(['list', '-o', 'json'], inStore(store));
    expect(JSON.parse(list)).toContainEqual(
      expect.objectContaining({ name: 'ERP', secretKey: { source: 'encrypted', encoding: 'utf8' } }),
    );
    const { stdout: shown } = await run(['show', 'ERP', '--json'], inStore(store, { env }));
    expect(JSON.parse(shown).secretKey).toEqual({
      source: 'encrypted',
      encoding: 'utf8',
      kind: 'HMAC secret',
      bits: ERP_SECRET.length * 8,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const { stdout: form } = await run(['show', 'ERP'], inStore(store));
    expect(form).toMatch(
      /Secret Key +encrypted in the store, .*it is encrypted,\s+and no identity was given/s,
    );
    const texts = `${list}${shown}${form}`;
    const ciphertexts = JSON.stringify(store.configurations).match(/[\w-]{100,}/g) ?? [];
    expect(ciphertexts.length).toBeGreaterThan(1);
    expect(ciphertexts.filter((each) => texts.includes(each))).toEqual([]);
  });
});

describe('verify, generate and check in an encrypted store', () => {
  const token = mint();
  const ofHr = mint({ key: HR_SECRET });

  it('accept and explain as in any other', async () => {
    expect(await verdict(['ERP'], inStore(store, { env, stdin: token }))).toEqual([0, []]);
    const { exitCode, stdout } = await run(['generate', 'ERP', '--username', 'bob'], inStore(store, { env }));
    expect(exitCode).toBe(0);
    expect(await verdict(['ERP'], inStore(store, { env, stdin: stdout }))).toEqual([0, []]);
    expect(await verdict(['--any'], inStore(store, { env, stdin: ofHr }))).toEqual([0, []]);
    expect(await verdict(['ERP'], inStore(store, { env, stdin: ofHr }))).toEqual([
      1,
      ['signed-by-other-configuration'],
    ]);
  });

  it('explain with the encrypted secret of another configuration where it can be opened', async () => {
    const setting = { stdin: ofHr, env: { ENV_SECRET: ERP_SECRET } };
    expect(await verdict(['Env'], inStore(store, { ...setting, env: { ...setting.env, ...env } }))).toEqual([
      1,
      ['signed-by-other-configuration'],
    ]);
    expect(await verdict(['Env'], inStore(store, setting))).toEqual([1, ['secret-mismatch']]);
    expect(await verdict(['Env'], inStore(store, { ...setting, stdin: token }))).toEqual([0, []]);
  });

  it('fail for the configurations alone that do not open', async () => {
    const { exitCode, stdout } = await run(
      ['check', '--json'],
      inStore(store, { env: { ENV_SECRET: HR_SECRET } }),
    );
    const { configurations } = JSON.parse(stdout) as {
      configurations: { name: string; findings: { code: string; solution: string }[] }[];
    };
    const found = configurations.map(({ name, findings }) => [name, findings[0]?.code]);
    expect({ exitCode, found }).toEqual({
      exitCode: 1,
      found: [
        ['ERP', 'secret-unavailable'],
        ['HR', 'secret-unavailable'],
        ['Portal', 'no-issuer-or-audience'],
        ['Env', 'no-issuer-or-audience'],
      ],
    });
    expect(configurations[0]?.findings[0]?.solution).toContain('Give the identity or the passphrase');
  });

  it('compare encrypted secrets with all others', async () => {
    const { stdout } = await run(
      ['check', 'Env', '--json'],
      inStore(store, { env: { ...env, ENV_SECRET: HR_SECRET } }),
    );
    const { configurations } = JSON.parse(stdout) as { configurations: { findings: { code: string }[] }[] };
    expect(configurations[0]?.findings.map(({ code }) => code)).toContain('secret-shared');
  });

  it('warn of a secret that somebody put there in plain text, and use it', async () => {
    const configurations = [...store.configurations, { ...two, name: 'Hand', secretKey: HR_SECRET }];
    const setting = inStore({ ...store, configurations }, { env });
    const { stdout } = await run(['check', 'Hand'], setting);
    expect(stdout).toContain('[secret-not-encrypted]');
    expect(stdout).toContain('jwtadm encrypt');
    expect(await verdict(['Hand'], { ...setting, stdin: ofHr })).toEqual([0, []]);
  });

  const damages: readonly [string, (document: Document) => object][] = [
    [
      'a ciphertext of another configuration',
      (document) => withSecret(document, stored(document, 'HR')?.secretKey),
    ],
    ['a ciphertext that was cut', (document) => withSecret(document, { encrypted: 'AAAA' })],
    ['no text of a ciphertext', (document) => withSecret(document, { encrypted: '' })],
    ['an "encryption" that is gone', ({ encryption: _, ...document }) => document],
    [
      'a data key that was damaged',
      (document) => ({ ...document, encryption: { ...document.encryption, dataKey: 'x' } }),
    ],
  ];

  it.each(damages)('reject every token, and go on, with %s', async (_, damage) => {
    const setting = inStore(damage(store), { env, stdin: token });
    expect(await verdict(['ERP'], setting)).toEqual([1, ['key-unreadable']]);
    expect((await run(['check'], setting)).exitCode).toBe(1);
    const generated = await run(['generate', 'ERP', '--username', 'bob'], setting);
    expect({ exitCode: generated.exitCode, stdout: generated.stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect((await run(['list'], setting)).exitCode).toBe(0);
  });

  it('take a data key of another store for what it is: one that opens nothing here', async () => {
    const encryption = await wrapDataKey(newDataKey(), { recipients: [RECIPIENT] });
    const setting = inStore({ ...store, encryption }, { env, stdin: token });
    expect(await verdict(['ERP'], setting)).toEqual([1, ['key-unreadable']]);
  });
});

/** The store with another secret of ERP. */
function withSecret(document: Document, secretKey: unknown): Document {
  const configurations = document.configurations.map((each) =>
    each.name === 'ERP' ? { ...each, secretKey } : each,
  );
  return { ...document, configurations };
}

const encrypted = { encrypted: expect.stringMatching(/^[\w-]{100,}$/) };

describe('create in an encrypted store', () => {
  const flags = ['--username-field', 'sub'];

  it('encrypts the new secret, and changes no other line', async () => {
    const { exitCode, stdout, readStore, readText, folder } = await run(
      ['create', 'New', ...flags, '--generate-secret', '--json'],
      inStore(store, { env }),
    );
    const { generatedSecret, secretKey } = JSON.parse(stdout);
    expect({ exitCode, secretKey }).toMatchObject({
      exitCode: 0,
      secretKey: { source: 'encrypted', kind: 'HMAC secret', bits: 344 },
    });
    expect(stored(readStore(), 'New')?.secretKey).toEqual(encrypted);
    expect(readText()).not.toContain(generatedSecret);
    const lines = `${JSON.stringify(store, undefined, 2)}\n`.split('\n').slice(0, -4);
    expect(readText().split('\n').slice(0, lines.length)).toEqual(lines);
    const { stdout: revealed } = await run(['show', 'New', '--reveal'], { folder, env });
    expect(revealed).toBe(`${generatedSecret}\n`);
  });

  it.each([
    [['--secret-stdin', '--secret-encoding', 'hex'], { ...encrypted, encoding: 'hex' }, HEX_SECRET],
    [['--secret-ref', 'env:X'], { env: 'X' }, ''],
    [['--secret-stdin', '--algorithm', 'ES256'], portal.secretKey.trimEnd(), portal.secretKey],
  ])('stores with %j what that needs', async (given, expected, stdin) => {
    const { exitCode, readStore } = await run(
      ['create', 'New', ...flags, ...given],
      inStore(store, { env, stdin }),
    );
    expect({ exitCode, secretKey: stored(readStore(), 'New')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: expected,
    });
  });

  it('needs no identity where there is nothing to encrypt', async () => {
    const given = [
      ['--secret-ref', 'env:X'],
      ['--secret-stdin', '--algorithm', 'ES256'],
    ];
    for (const each of given) {
      const { exitCode } = await run(
        ['create', 'New', ...flags, ...each],
        inStore(store, { stdin: portal.secretKey }),
      );
      expect(exitCode).toBe(0);
    }
  });

  it('ends without an identity before anything is asked, and changes nothing', async () => {
    const { exitCode, stdout, stderr, questions, readStore } = await run(
      ['create'],
      inStore(store, { isTerminal: true }),
    );
    expect({ exitCode, stdout, questions, store: readStore() }).toEqual({
      exitCode: 4,
      stdout: '',
      questions: [],
      store,
    });
    expect(stderr).toContain('the store is encrypted, and no identity was given');
    expect(stderr).toContain('nothing was changed');
  });

  it('encrypts nothing with a key that does not open the other secrets: somebody exchanged it', async () => {
    const planted = { ...store, encryption: await wrapDataKey(newDataKey(), { recipients: [RECIPIENT] }) };
    const { exitCode, stdout, stderr, readStore } = await run(
      ['create', 'New', ...flags, '--generate-secret'],
      inStore(planted, { env }),
    );
    expect({ exitCode, stdout, store: readStore() }).toEqual({ exitCode: 4, stdout: '', store: planted });
    expect(stderr).toContain('the secret of ERP does not open with the key of the store');
  });

  it('writes no plain text where "encryption" was taken away from encrypted secrets', async () => {
    const { encryption: _, ...stripped } = store;
    const { exitCode, stdout, stderr, readStore } = await run(
      ['create', 'New', ...flags, '--generate-secret'],
      inStore(stripped, { env }),
    );
    expect({ exitCode, stdout, store: readStore() }).toEqual({ exitCode: 4, stdout: '', store: stripped });
    expect(stderr).toContain('is gone from the store');
  });

  it('warns where an identity was given and the store does not encrypt', async () => {
    const argv = ['create', 'New', ...flags, '--generate-secret'];
    const { exitCode, stderr } = await run(argv, inStore(storeOf(crm), { env }));
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: the store does not encrypt its secrets');
    expect((await run(argv, inStore(storeOf(crm)))).stderr).not.toContain('warning');
  });

  it('does not go on when somebody else changed the key meanwhile', async () => {
    const { exitCode, stderr, readStore } = await run(
      ['create', 'New', '--generate-secret'],
      inStore(store, {
        env,
        isTerminal: true,
        answers: { 'Username Field': ['sub'] },
        onQuestion: (folder) => writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(withPassphrase)),
      }),
    );
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store: withPassphrase });
    expect(stderr).toContain('changed by somebody else meanwhile');
  });
});

describe('edit in an encrypted store', () => {
  const signed = [`      "lastModified": "${NOW}",`, '      "lastModifiedBy": "tester",'];

  it('leaves a ciphertext byte for byte as it is when another field changes', async () => {
    const { exitCode, readText, folder } = await run(['edit', 'ERP', '--issuer', 'x'], inStore(store));
    const before = `${JSON.stringify(store, undefined, 2)}\n`.split('\n');
    const added = readText()
      .split('\n')
      .filter((line) => !before.includes(line));
    expect({ exitCode, added }).toEqual({
      exitCode: 0,
      added: ['      "issuer": "x",', ...signed],
    });
    expect((await run(['show', 'ERP', '--reveal'], { folder, env })).stdout).toBe(`${ERP_SECRET}\n`);
  });

  it('encrypts a new secret, in one line', async () => {
    const { exitCode, stdout, readText, readStore } = await run(
      ['edit', 'ERP', '--generate-secret'],
      inStore(store, { env }),
    );
    const before = `${JSON.stringify(store, undefined, 2)}\n`.split('\n');
    const changed = readText()
      .split('\n')
      .filter((line, index) => line !== before[index]);
    expect(exitCode).toBe(0);
    expect(changed).toEqual([expect.stringMatching(/^ {8}"encrypted": "[\w-]+"$/), ...signed]);
    expect(readText()).not.toContain(stdout.trim());
    expect(stored(readStore(), 'HR')).toEqual(stored(store, 'HR'));
  });

  it.each([
    [[], encrypted],
    [['--secret-encoding', 'base64url'], { ...encrypted, encoding: 'base64url' }],
  ])('encrypts a secret anew when its configuration gets another name, with %j', async (more, expected) => {
    const { exitCode, stderr, readStore, folder } = await run(
      ['edit', 'ERP', '--name', 'SAP', ...more],
      inStore(store, { env }),
    );
    expect(exitCode).toBe(0);
    expect(stderr.includes('Secret Key')).toBe(more.length > 0);
    const { secretKey } = stored(readStore(), 'SAP') ?? {};
    expect(secretKey).toEqual(expected);
    expect(secretKey).not.toMatchObject(stored(store, 'ERP')?.secretKey as object);
    expect(stored(readStore(), 'ERP')).toBeUndefined();
    const { stdout } = await run(['show', 'SAP', '--reveal'], { folder, env });
    expect(stdout).toBe(`${ERP_SECRET}\n`);
  });

  it.each([
    ['the same name in another case', ['--name', 'erp'], 0],
    ['another name', ['--name', 'SAP'], 4],
    ['another name and a reference', ['--name', 'SAP', '--secret-ref', 'env:X'], 0],
    ['a new secret', ['--generate-secret'], 4],
    ['a new secret in a dry run', ['--generate-secret', '--dry-run'], 4],
    ['another encoding', ['--secret-encoding', 'base64'], 0],
    ['another algorithm', ['--algorithm', 'HS512'], 0],
    ['a reference', ['--secret-ref', 'env:X'], 0],
  ])('without an identity, %s ends with the right code', async (_, flags, expected) => {
    const { exitCode, stdout, readStore } = await run(['edit', 'ERP', ...flags], inStore(store));
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
    if (expected === 4) expect(readStore()).toEqual(store);
  });

  it('keeps the ciphertext under another encoding, and evaluates it where it can', async () => {
    const { exitCode, readStore } = await run(['edit', 'ERP', '--secret-encoding', 'base64'], inStore(store));
    expect({ exitCode, secretKey: stored(readStore(), 'ERP')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: { ...(stored(store, 'ERP')?.secretKey as object), encoding: 'base64' },
    });
    const evaluated = await run(['edit', 'ERP', '--secret-encoding', 'hex'], inStore(store, { env }));
    expect(evaluated.exitCode).toBe(2);
    expect(evaluated.stderr).toContain('is not hex');
  });

  it('replaces a secret that does not open', async () => {
    const damaged = withSecret(store, { encrypted: 'AAAA' });
    const { exitCode, readStore } = await run(
      ['edit', 'ERP', '--generate-secret'],
      inStore(damaged, { env }),
    );
    expect({ exitCode, secretKey: stored(readStore(), 'ERP')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: encrypted,
    });
  });

  it('writes a renamed public key in the clear, though it was encrypted before', async () => {
    const { document, key } = await encryptedStore([portal]);
    const place = { name: 'Portal', field: 'secretKey' } as const;
    const sealed = { encrypted: sealSecret(portal.secretKey, place, key) };
    const configurations = [{ ...portal, secretKey: sealed }];
    const { exitCode, readStore } = await run(
      ['edit', 'Portal', '--name', 'Door'],
      inStore({ ...document, configurations }, { env }),
    );
    expect({ exitCode, secretKey: stored(readStore(), 'Door')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: portal.secretKey,
    });
  });
});

describe('a previous secret in an encrypted store', () => {
  const until = '2026-03-02T12:00:00.000Z';
  const rotated = { ...one, previousSecret: { secretKey: HR_SECRET, acceptedUntil: until, note: 1 } };
  const current = mint();
  const previous = mint({ key: HR_SECRET });

  /** The store once `encrypt` has encrypted both secrets of ERP. */
  async function encryptedRotation(): Promise<Document> {
    const { exitCode, readText, readStore } = await run(['encrypt'], inStore(storeOf(rotated), { env }));
    expect(exitCode).toBe(0);
    expect([ERP_SECRET, HR_SECRET].filter((secret) => readText().includes(secret))).toEqual([]);
    return readStore() as Document;
  }

  it('is encrypted in a field of its own, and accepted as in any other store', async () => {
    const document = await encryptedRotation();
    expect(stored(document, 'ERP')).toMatchObject({
      secretKey: encrypted,
      previousSecret: { secretKey: encrypted, acceptedUntil: until, note: 1 },
    });
    const warned = [0, ['signed-with-previous-secret']];
    expect(await verdict(['ERP'], inStore(document, { env, stdin: current }))).toEqual([0, []]);
    expect(await verdict(['ERP'], inStore(document, { env, stdin: previous }))).toEqual(warned);
    const { readStore } = await run(['decrypt', '--yes'], inStore(document, { env }));
    expect(stored(readStore(), 'ERP')).toEqual(rotated);
  });

  it('does not open in the place of the current one, nor the other way round', async () => {
    const document = await encryptedRotation();
    const { secretKey, previousSecret } = stored(document, 'ERP') as typeof rotated;
    const configurations = [
      {
        ...rotated,
        secretKey: previousSecret.secretKey,
        previousSecret: { secretKey, acceptedUntil: until },
      },
    ];
    const swapped = { ...document, configurations };
    expect(await verdict(['ERP'], inStore(swapped, { env, stdin: current }))).toEqual([
      1,
      ['key-unreadable'],
    ]);
    const { stdout } = await run(['check', '--json'], inStore(swapped, { env }));
    const { findings } = JSON.parse(stdout).configurations[0] as { findings: { code: string }[] };
    expect(findings.map(({ code }) => code)).toContain('previous-secret-unusable');
  });

  it('is what the encrypted one becomes when that is rotated', async () => {
    const { exitCode, stdout, stderr, readText, folder } = await run(
      ['edit', 'ERP', '--rotate-secret', '--grace', '1h', '--generate-secret'],
      inStore(store, { env }),
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The previous secret is accepted until 2026-03-01T13:00:00Z');
    const texts = [ERP_SECRET, stdout.trim()];
    expect(texts.filter((secret) => readText().includes(secret))).toEqual([]);
    const stdin = mint({ key: stdout.trim() });
    expect(await verdict(['ERP'], { folder, env, stdin })).toEqual([0, []]);
    expect(await verdict(['ERP'], { folder, env, stdin: current })).toEqual([
      0,
      ['signed-with-previous-secret'],
    ]);
  });

  it.each([
    [['--name', 'SAP'], 'SAP', 'accepted until'],
    [['--name', 'SAP', '--generate-secret'], 'SAP', 'is still accepted until 2026-03-02T12:00:00Z'],
  ])('is encrypted anew with the other by %j', async (flags, name, said) => {
    const document = await encryptedRotation();
    const { exitCode, stderr, folder } = await run(['edit', 'ERP', ...flags], inStore(document, { env }));
    expect(exitCode).toBe(0);
    expect(stderr.includes(said)).toBe(flags.length > 2);
    expect(await verdict([name], { folder, env, stdin: previous })).toEqual([
      0,
      ['signed-with-previous-secret'],
    ]);
  });

  it.each([
    ['rotating', ['--rotate-secret', '--generate-secret', '--unset', 'previous-secret'], 2],
    ['rotating', ['--rotate-secret', '--generate-secret'], 4],
    ['another name', ['--name', 'SAP', '--secret-ref', 'env:X'], 4],
    [
      'another name, without the previous secret',
      ['--name', 'SAP', '--secret-ref', 'env:X', '--unset', 'previous-secret'],
      0,
    ],
    ['no previous secret', ['--unset', 'previous-secret'], 0],
  ])('without an identity, %s (%j) ends with %d', async (_, flags, expected) => {
    const document = await encryptedRotation();
    const past = '2026-03-03T12:00:00Z';
    const setting = inStore(document, { now: past });
    const { exitCode, stdout, readStore } = await run(['edit', 'ERP', ...flags], setting);
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
    if (expected !== 0) expect(readStore()).toEqual(document);
  });
});

describe('a store of encrypted secrets, references and public keys', () => {
  it('may be read by others, until a plain secret stands in it', async () => {
    const { folder } = await run(['list'], inStore(store));
    const path = join(folder, 'jwtadm.json');
    chmodSync(path, 0o644);
    expect((await run(['show', 'ERP'], { folder, env })).exitCode).toBe(0);
    const { stdout } = await run(['check', '--json'], { folder, env });
    expect(JSON.parse(stdout).findings).toEqual([]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"env": "ENV_SECRET"', '"value": "plain"'));
    expect((await run(['list'], { folder })).exitCode).toBe(4);
  });
});

describe('secrets on the command line', () => {
  it.each([
    [['list', '--passphrase', PASSPHRASE], '--passphrase-file'],
    [['encrypt', `--passphrase=${PASSPHRASE}`], '--passphrase-file'],
    [['show', 'ERP', '--identity', IDENTITY], '--identity-file'],
    [[`--identity=${IDENTITY}`, 'list'], '$JWTADM_IDENTITY_FILE'],
    [['rekey', '--new-passphrase', PASSPHRASE], '--new-passphrase-file'],
  ])('are refused and not echoed: %#', async (argv, way) => {
    const { exitCode, stdout, stderr } = await run(argv, inStore(store));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(way);
    expect(stderr).not.toContain(PASSPHRASE);
    expect(stderr).not.toContain(IDENTITY);
  });
});
