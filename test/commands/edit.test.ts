import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, SIGNED } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };
const untouched = files['jwtadm.json'];
const OTHER_SECRET = 'Zx9v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';

describe('edit', () => {
  it('changes what the flags name and nothing else, and shows it', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(['edit', 'ERP', '--username-field', 'sub'], {
      files,
    });
    expect({ exitCode, stdout, store: readStore() }).toEqual({
      exitCode: 0,
      stdout: '',
      store: storeOf({ ...erp, usernameField: 'sub', ...SIGNED }, crm),
    });
    expect(stderr).toMatch(/Username Field\s+loginname → sub/);
    expect(stderr).toContain('Changed ERP.');
  });

  it.each([
    [['--token-name', 'jwt'], { tokenName: 'jwt' }],
    [['--expiration-time', '1h'], { expirationTime: 3600 }],
    [['--name-field', 'full'], { nameField: 'full' }],
    [['--email-field', 'mail'], { emailField: 'mail' }],
    [['--user-type', 'Administrator'], { userType: 'Administrator' }],
    [['--role', 'A', '--role', 'B'], { initializationRoles: ['A', 'B'] }],
    [['--disabled'], { enabled: false }],
    [['--issuer', 'x'], { issuer: 'x' }],
    [['--audience', 'y'], { audience: ['y'] }],
    [['--clock-tolerance', '0'], { clockTolerance: 0 }],
    [['--creator', 'grace'], { creator: 'grace' }],
    [['--name', 'SAP'], { name: 'SAP' }],
    [['--name', 'Erp'], { name: 'Erp' }],
  ])('%j stores %j', async (flags, changed) => {
    const { exitCode, readStore } = await run(['edit', 'ERP', ...flags], { files });
    expect({ exitCode, store: readStore() }).toEqual({
      exitCode: 0,
      store: storeOf({ ...erp, ...changed, ...SIGNED }, crm),
    });
  });

  it('keeps keys of the store that it does not know', async () => {
    const store = { ...storeOf({ ...erp, 'x-note': 'keep' }), 'x-owner': 'ops' };
    const { readStore } = await run(['edit', 'ERP', '--disabled'], { files: { 'jwtadm.json': store } });
    expect(readStore()).toMatchObject({
      'x-owner': 'ops',
      configurations: [{ 'x-note': 'keep', enabled: false }],
    });
  });

  it('prints the configuration as it is now as JSON', async () => {
    const { stdout } = await run(['edit', 'ERP', '--disabled', '--json'], { files });
    expect(JSON.parse(stdout)).toMatchObject({ name: 'ERP', enabled: false, ...SIGNED });
    expect(stdout).not.toContain(SECRET);
  });

  it('does not touch the file when nothing would change', async () => {
    const text = JSON.stringify(untouched);
    const { exitCode, stderr, readText } = await run(['edit', 'ERP', '--enabled', '--role', 'Power User'], {
      files: { 'jwtadm.json': text },
    });
    expect({ exitCode, text: readText() }).toEqual({ exitCode: 0, text });
    expect(stderr).toContain('Nothing to change');
  });

  it('shows the change and writes nothing with --dry-run', async () => {
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP', '--disabled', '--dry-run'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: untouched });
    expect(stderr).toMatch(/Yes → No/);
  });

  it.each([
    [['-q'], false],
    [['-q', '--dry-run'], true],
    [['-q', '--dry-run', '--json'], false],
  ])('with %j shows the change: %s', async (flags, isShown) => {
    const { stderr } = await run(['edit', 'ERP', '--disabled', ...flags], { files });
    expect(stderr).toBe(isShown ? '  Enable  Yes → No\n' : '');
  });

  it('asks for the name on a terminal', async () => {
    const { exitCode, readStore } = await run(['edit', '--disabled'], {
      files,
      isTerminal: true,
      answers: ['ERP'],
    });
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ enabled: false }, {}] },
    });
  });

  it('never overwrites what someone else changed meanwhile', async () => {
    const { exitCode, stderr, readStore } = await run(['edit', '--disabled'], {
      files,
      isTerminal: true,
      answers: ['ERP'],
      onQuestion(folder) {
        const path = join(folder, 'jwtadm.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('loginname', 'upn'));
      },
    });
    expect({ exitCode, store: readStore() }).toEqual({
      exitCode: 4,
      store: storeOf({ ...erp, usernameField: 'upn' }, crm),
    });
    expect(stderr).toContain('changed by someone else');
  });

  it('minds only its own configuration when others change', async () => {
    const { exitCode, readStore } = await run(['edit', '--disabled'], {
      files,
      isTerminal: true,
      answers: ['ERP'],
      onQuestion(folder) {
        const path = join(folder, 'jwtadm.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('CRM_SECRET', 'OTHER'));
      },
    });
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ enabled: false }, { secretKey: { env: 'OTHER' } }] },
    });
  });
});

describe('edit --unset', () => {
  it.each([
    ['nameField', 'nameField'],
    ['--name-field', 'nameField'],
    ['email-field', 'emailField'],
    ['userType', 'userType'],
    ['--role', 'initializationRoles'],
    ['initialization-role', 'initializationRoles'],
    ['initializationRoles', 'initializationRoles'],
    ['issuer', 'issuer'],
    ['audience', 'audience'],
    ['clock-tolerance', 'clockTolerance'],
  ] as const)('%s takes %s away', async (field, key) => {
    const { exitCode, readStore } = await run(['edit', 'ERP', '--unset', field], { files });
    const { [key]: _, ...rest } = erp;
    expect({ exitCode, store: readStore() }).toEqual({
      exitCode: 0,
      store: storeOf({ ...rest, ...SIGNED }, crm),
    });
  });

  it('may be repeated', async () => {
    const { readStore } = await run(['edit', 'ERP', '--unset', 'issuer', '--unset', 'audience'], { files });
    expect(readStore()).not.toMatchObject({ configurations: [{ issuer: expect.anything() }, {}] });
    expect(readStore()).not.toMatchObject({ configurations: [{ audience: expect.anything() }, {}] });
  });

  it.each([
    [['--unset', 'secretKey'], '--unset must be one of'],
    [['--unset', 'isuer'], 'did you mean issuer?'],
    [['--unset', 'issuer', '--issuer', 'x'], 'issuer cannot be both set and unset'],
  ])('refuses %j', async (flags, message) => {
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP', ...flags], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: untouched });
    expect(stderr).toContain(message);
  });
});

describe('edit and the secret', () => {
  it('replaces it from a pipe and never shows either', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(['edit', 'ERP', '--secret-stdin'], {
      files,
      stdin: OTHER_SECRET,
    });
    expect({ exitCode, store: readStore() }).toEqual({
      exitCode: 0,
      store: storeOf({ ...erp, secretKey: OTHER_SECRET, ...SIGNED }, crm),
    });
    expect(stderr).toContain('Secret Key');
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stdout + stderr).not.toContain(OTHER_SECRET);
  });

  it('generates a new one and prints it alone', async () => {
    const { stdout, readStore } = await run(['edit', 'ERP', '--generate-secret'], { files });
    expect(readStore()).toMatchObject({ configurations: [{ secretKey: stdout.trimEnd() }, {}] });
  });

  it('replaces a literal by a reference', async () => {
    const { readStore } = await run(['edit', 'ERP', '--secret-ref', 'env:ERP'], { files });
    expect(readStore()).toMatchObject({ configurations: [{ secretKey: { env: 'ERP' } }, {}] });
  });

  it('asks for it with --secret-stdin where nothing is piped in', async () => {
    const { exitCode, questions, readStore } = await run(['edit', 'ERP', '--secret-stdin'], {
      files,
      isTerminal: true,
      answers: [OTHER_SECRET],
    });
    expect({ exitCode, asked: questions.map(({ kind }) => kind), store: readStore() }).toEqual({
      exitCode: 0,
      asked: ['secret'],
      store: storeOf({ ...erp, secretKey: OTHER_SECRET, ...SIGNED }, crm),
    });
  });

  it('does not tell to leave --secret-stdin out where no one can be asked', async () => {
    const { exitCode, stderr } = await run(['edit', 'ERP', '--secret-stdin', '--no-input'], {
      files,
      isTerminal: true,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing is piped in');
    expect(stderr).not.toContain('leave');
  });

  it('changes only the encoding of the secret that is kept', async () => {
    const { exitCode, readStore } = await run(['edit', 'ERP', '--secret-encoding', 'base64url'], { files });
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ secretKey: { value: SECRET, encoding: 'base64url' } }, {}] },
    });
  });

  it('changes the encoding of a reference', async () => {
    const { readStore } = await run(['edit', 'CRM', '--secret-encoding', 'hex'], { files });
    expect(readStore()).toMatchObject({
      configurations: [{}, { secretKey: { env: 'CRM_SECRET', encoding: 'hex' } }],
    });
  });

  it('refuses an encoding in which the secret that is kept cannot be read', async () => {
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP', '--secret-encoding', 'hex'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: untouched });
    expect(stderr).toContain('the secret that is kept is not hex');
  });

  it.each([
    ['HS512', '344 bits'],
    ['RS256', 'RSA public key'],
  ])('warns when the secret that is kept does not fit %s', async (algorithm, told) => {
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP', '--algorithm', algorithm], { files });
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ signatureAlgorithm: algorithm, secretKey: SECRET }, {}] },
    });
    expect(stderr).toContain('warning:');
    expect(stderr).toContain(told);
    expect(stderr).not.toMatch(/Secret Key .*→/);
  });

  it('warns when what a kept reference leads to does not fit the algorithm', async () => {
    const { exitCode, stderr } = await run(['edit', 'CRM', '--algorithm', 'ES256'], {
      files,
      env: { CRM_SECRET: SECRET },
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: the secret that the reference leads to is a shared secret');
  });

  it('warns when it enables what no token can log in under', async () => {
    const store = storeOf({ ...erp, enabled: false, signatureAlgorithm: 'ES256' });
    const { exitCode, stderr } = await run(['edit', 'ERP', '--enabled'], { files: { 'jwtadm.json': store } });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: no token can log in under ERP');
  });

  it.each([
    [['--secret-stdin'], 'short', '40 bits'],
    [['--generate-secret', '--algorithm', 'RS256'], '', '--generate-secret makes a shared secret'],
    [['--secret-encoding', 'base64', '--algorithm', 'ES256'], '', '--secret-encoding is for shared secrets'],
  ])('refuses %j', async (flags, stdin, message) => {
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP', ...flags], { files, stdin });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: untouched });
    expect(stderr).toContain(message);
  });
});

describe('edit refuses', () => {
  it.each([
    ['no flags', ['edit', 'ERP'], {}],
    ['no flags but --dry-run on a terminal', ['edit', 'ERP', '--dry-run'], { isTerminal: true }],
    ['only --allow-weak-secret', ['edit', 'ERP', '--allow-weak-secret'], {}],
  ])('%s, and says what can be changed', async (_case, argv, setting) => {
    const { exitCode, stderr } = await run(argv, { files, ...setting });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('jwtadm edit --help');
  });

  it.each([
    [['edit', 'ERP', '--name', 'crm'], 2, 'there is a configuration CRM already'],
    [['edit', 'ERP', '--name', 'crm'], 2, 'choose another name; `jwtadm show CRM`'],
    [['edit', 'ERP', '--name', 'a/b'], 2, '--name must be'],
    [['edit', 'ERP', '--user-type', 'creator'], 2, 'did you mean Creator?'],
    [['edit', '--disabled'], 2, 'NAME is missing'],
    [['edit', 'ERQ', '--disabled'], 3, 'did you mean ERP?'],
  ])('%j with exit code %i', async (argv, expected, message) => {
    const { exitCode, stderr, readStore } = await run(argv, { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: expected, store: untouched });
    expect(stderr).toContain(message);
  });
});
