import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, SIGNED } from '../support/run.ts';
import { type Answers, CTRL_C } from '../support/scripted-prompt.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };
const untouched = files['jwtadm.json'];
const OTHER_SECRET = 'Zx9v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';

describe('edit without flags on a terminal', () => {
  const change = (fields: string[], answers: Answers, last = 'Submit') => ({
    files,
    isTerminal: true,
    answers: {
      'What about ERP?': ['Change a field'],
      'Change it like this?': [...fields.slice(1).map(() => 'Change a field'), last],
      'Which field?': fields,
      ...answers,
    },
  });

  it('shows the configuration, then what changes, and submits it', async () => {
    const { exitCode, stderr, readStore } = await run(
      ['edit', 'ERP', '--color', 'never'],
      change(['Username Field', 'Enable'], { 'Username Field': ['sub'], Enable: [false] }),
    );
    expect({ exitCode, store: readStore() }).toEqual({
      exitCode: 0,
      store: storeOf({ ...erp, usernameField: 'sub', enabled: false, ...SIGNED }, crm),
    });
    expect(stderr).toMatch(/Username Field +loginname\n/);
    expect(stderr).toMatch(/Username Field +loginname → sub\n(.*\n)*.*Enable +Yes → No\n/);
    expect(stderr.match(/→/g)).toHaveLength(3);
    expect(stderr).not.toContain(SECRET);
  });

  it.each<[string, Answers, object]>([
    ['Name', { Name: ['crm', 'SAP'] }, { name: 'SAP' }],
    ['Token Name', { 'Token Name': ['jwt'] }, { tokenName: 'jwt' }],
    ['Expiration Time', { 'Expiration Time': ['90m'] }, { expirationTime: 5400 }],
    ['Signature Algorithm', { 'Signature Algorithm': ['HS384'] }, { signatureAlgorithm: 'HS384' }],
    ['Name Field', { 'Name Field': ['/user/name'] }, { nameField: '/user/name' }],
    ['User Type', { 'User Type': ['Administrator'] }, { userType: 'Administrator' }],
    [
      'Initialization Role',
      { 'Initialization Role': [['Power User']], 'Further roles': ['A,B'] },
      {
        initializationRoles: ['Power User', 'A', 'B'],
      },
    ],
    ['Audience', { Audience: ['bi, reports'] }, { audience: ['bi', 'reports'] }],
    ['Clock tolerance', { 'Clock tolerance': ['1m'] }, { clockTolerance: 60 }],
  ])('lets %s be changed', async (field, answers, changed) => {
    const { exitCode, readStore } = await run(['edit', 'ERP'], change([field], answers));
    expect({ exitCode, store: readStore() }).toEqual({
      exitCode: 0,
      store: storeOf({ ...erp, ...changed, ...SIGNED }, crm),
    });
  });

  it('takes an optional field away when its answer is empty', async () => {
    const { readStore } = await run(['edit', 'ERP'], change(['Email Field'], { 'Email Field': [''] }));
    const { emailField: _, ...rest } = erp;
    expect(readStore()).toEqual(storeOf({ ...rest, ...SIGNED }, crm));
  });

  it('offers nothing to submit when a field was changed and changed back', async () => {
    const { exitCode, questions, readStore } = await run(['edit', 'ERP'], {
      files,
      isTerminal: true,
      answers: {
        'What about ERP?': ['Change a field', 'Cancel'],
        'Change it like this?': ['Change a field'],
        'Which field?': ['Token Name', 'Token Name'],
        'Token Name': ['jwt', erp.tokenName],
      },
    });
    expect([exitCode, readStore()]).toEqual([0, untouched]);
    expect(questions.at(-1)?.labels).toEqual(['Change a field', 'Cancel']);
  });

  it('replaces the secret, and keeps the old one for a while if that is wished', async () => {
    const { exitCode, stderr, readStore } = await run(
      ['edit', 'ERP'],
      change(['Secret Key'], { 'The secret': [OTHER_SECRET], 'Keep accepting': ['Yes, for 24 hours'] }),
    );
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ secretKey: OTHER_SECRET, previousSecret: { secretKey: SECRET } }, crm] },
    });
    expect(stderr).not.toContain(OTHER_SECRET);
    expect(stderr).not.toContain(SECRET);
  });

  it('replaces the secret at once if it is not', async () => {
    const { readStore } = await run(
      ['edit', 'ERP'],
      change(['Secret Key'], { 'The secret': [OTHER_SECRET] }),
    );
    expect(readStore()).toEqual(storeOf({ ...erp, secretKey: OTHER_SECRET, ...SIGNED }, crm));
  });

  it('shows a secret that was generated once it is stored', async () => {
    const { stdout, stderr, readStore } = await run(
      ['edit', 'ERP', '--json'],
      change(['Secret Key'], { 'Secret Key': ['Generate one'] }),
    );
    const { configurations } = readStore() as { configurations: [{ secretKey: string }] };
    const [{ secretKey }] = configurations;
    expect(secretKey).toMatch(/^[\w-]{43}$/);
    expect(stdout).toContain(secretKey);
    expect(stderr).not.toContain(secretKey);
  });

  it('asks for a public key when the algorithm comes to need one', async () => {
    const pem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const { exitCode, readStore } = await run(['edit', 'ERP'], {
      ...change(['Signature Algorithm'], {
        'Signature Algorithm': ['EdDSA'],
        'Public key': ['Read it from a file'],
        File: ['nowhere.pem', 'key.pem'],
      }),
      files: { ...files, 'key.pem': pem },
    });
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ signatureAlgorithm: 'EdDSA', secretKey: pem.trimEnd() }, crm] },
    });
  });

  it.each<[string, number, Answers]>([
    ['Cancel before a change', 0, { 'What about ERP?': ['Cancel'] }],
    ['Cancel after one', 0, { ...change(['Token Name'], { 'Token Name': ['jwt'] }, 'Cancel').answers }],
    ['Ctrl-C before a change', 130, { 'What about ERP?': [CTRL_C] }],
    ['Ctrl-C at a field', 130, { ...change(['Token Name'], { 'Token Name': [CTRL_C] }).answers }],
    [
      'Ctrl-C after a change',
      130,
      {
        ...change(['Token Name'], { 'Token Name': ['jwt'] }).answers,
        'Change it like this?': [CTRL_C],
      },
    ],
  ])('changes nothing on %s', async (_when, expected, answers) => {
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP'], { files, isTerminal: true, answers });
    expect([exitCode, readStore()]).toEqual([expected, untouched]);
    expect(stderr).toContain('nothing was changed');
  });

  it('never overwrites what someone else changed while the form was filled in', async () => {
    const { exitCode, readStore } = await run(['edit', 'ERP'], {
      ...change(['Token Name'], { 'Token Name': ['jwt'] }),
      onQuestion(folder) {
        const path = join(folder, 'jwtadm.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('loginname', 'upn'));
      },
    });
    expect([exitCode, readStore()]).toEqual([4, storeOf({ ...erp, usernameField: 'upn' }, crm)]);
  });

  it.each([
    ['elsewhere', {}],
    ['with CI set', { isTerminal: true, env: { CI: 'true' } }],
  ])('is refused %s, where no one can be asked', async (_where, setting) => {
    const { exitCode, stderr } = await run(['edit', 'ERP'], { files, ...setting });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('nothing to change was given')]);
  });
});
