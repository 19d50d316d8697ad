import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { onlyOne } from '../support/only-one.ts';
import { NOW, run, SIGNED } from '../support/run.ts';
import { CTRL_C } from '../support/scripted-prompt.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const local = { 'jwtadm.json': storeOf() };
const required = ['--username-field', 'loginname'];

const ED25519_PEM = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

describe('create on a terminal', () => {
  const typed = { Name: ['CRM'], 'Username Field': ['sub'], 'The secret': [SECRET] };

  it('asks for every field in the order of the page, shows the form and submits', async () => {
    const { exitCode, questions, stderr, readStore } = await run(['create', '--color', 'never'], {
      files: local,
      isTerminal: true,
      answers: typed,
    });
    expect({ exitCode, asked: questions.map(({ message }) => message.replace(/ \(.*/, '')) }).toEqual({
      exitCode: 0,
      asked: [
        'Enable',
        'Name',
        'Token Name',
        'Signature Algorithm',
        'Secret Key',
        'The secret',
        'Expiration Time',
        'Username Field',
        'Name Field',
        'Email Field',
        'User Type',
        'Initialization Role',
        'Issuer',
        'Audience',
        'Clock tolerance',
        'Create it?',
      ],
    });
    expect(stderr).toMatch(/Signature Algorithm +HS256/);
    expect(stderr).not.toContain(SECRET);
    expect(onlyOne(readStore())).toEqual({
      name: 'CRM',
      enabled: false,
      tokenName: 'token',
      secretKey: SECRET,
      expirationTime: 86_400,
      usernameField: 'sub',
      signatureAlgorithm: 'HS256',
      createdAt: NOW,
      ...SIGNED,
      creator: 'tester',
    });
  });

  it('stores every answer', async () => {
    const { exitCode, readStore } = await run(['create'], {
      files: { 'jwtadm.json': storeOf(erp) },
      isTerminal: true,
      answers: {
        ...typed,
        Enable: [true],
        'Token Name': ['jwt'],
        'Signature Algorithm': ['HS384'],
        'The secret': [`${SECRET}-and-more`],
        'Expiration Time': ['12h'],
        'Name Field': ['name'],
        'Email Field': ['/user/email'],
        'User Type': ['Creator'],
        'Initialization Role': [['Power User']],
        'Further roles': ['Author, Reader'],
        Issuer: ['https://crm.example'],
        Audience: ['bi, reports'],
        'Clock tolerance': ['2m'],
      },
    });
    expect([exitCode, (readStore() as { configurations: object[] }).configurations[1]]).toEqual([
      0,
      {
        name: 'CRM',
        enabled: true,
        tokenName: 'jwt',
        secretKey: `${SECRET}-and-more`,
        expirationTime: 43_200,
        usernameField: 'sub',
        nameField: 'name',
        emailField: '/user/email',
        signatureAlgorithm: 'HS384',
        userType: 'Creator',
        initializationRoles: ['Power User', 'Author', 'Reader'],
        issuer: 'https://crm.example',
        audience: ['bi', 'reports'],
        clockTolerance: 120,
        createdAt: NOW,
        ...SIGNED,
        creator: 'tester',
      },
    ]);
  });

  it('asks again until an answer is allowed, with the words of the schema', async () => {
    const { questions, readStore } = await run(['create'], {
      files: { 'jwtadm.json': storeOf(erp) },
      isTerminal: true,
      answers: {
        Name: ['a/b', 'erp', 'CRM'],
        'Token Name': ['a b', 'Enter'],
        'The secret': ['', SECRET],
        'Expiration Time': ['soon', '0', '1h'],
        'Username Field': ['', '/~', 'sub'],
        'Email Field': ['/~', ''],
        'Clock tolerance': ['1d1s', ''],
      },
    });
    expect(questions.filter(({ faults }) => faults.length > 0).map(({ faults }) => faults)).toEqual([
      [expect.stringMatching(/^Name must be/), 'there is a configuration of that name already'],
      [expect.stringMatching(/^Token Name must be/)],
      ['the secret is empty'],
      [
        expect.stringMatching(/^Expiration Time must be a number/),
        expect.stringMatching(/at least 1 second/),
      ],
      [expect.stringMatching(/^Username Field must be/), expect.stringMatching(/must be a JSON Pointer/)],
      [expect.stringMatching(/^Email Field starts with/)],
      [expect.stringMatching(/^Clock tolerance must be at most/)],
    ]);
    expect(readStore()).toMatchObject({ configurations: [{ name: 'ERP' }, { name: 'CRM' }] });
  });

  it('does not ask for what flags said', async () => {
    const argv = [
      'create',
      'CRM',
      '--disabled',
      '--algorithm',
      'HS512',
      '--generate-secret',
      '--issuer',
      'x',
    ];
    const { exitCode, questions } = await run(argv, { files: local, isTerminal: true, answers: typed });
    expect([exitCode, questions.map(({ message }) => message.replace(/ \(.*/, ''))]).toEqual([
      0,
      [
        'Token Name',
        'Expiration Time',
        'Username Field',
        'Name Field',
        'Email Field',
        'User Type',
        'Initialization Role',
        'Audience',
        'Clock tolerance',
        'Create it?',
      ],
    ]);
  });

  it('asks for nothing when nothing is missing', async () => {
    const { exitCode, questions } = await run(['create', 'CRM', ...required, '--generate-secret'], {
      files: local,
      isTerminal: true,
    });
    expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: [] });
  });

  it('asks for the secret of --secret-stdin where nothing is piped in', async () => {
    const { exitCode, questions, readStore } = await run(['create', 'CRM', ...required, '--secret-stdin'], {
      files: local,
      isTerminal: true,
      answers: ['short', SECRET],
    });
    expect({ exitCode, questions }).toEqual({
      exitCode: 0,
      questions: [{ kind: 'secret', message: 'The secret', faults: [expect.stringContaining('40 bits')] }],
    });
    expect(onlyOne(readStore())).toMatchObject({ secretKey: SECRET });
  });

  it('lets one field after the other be changed before it is submitted', async () => {
    const { exitCode, questions, readStore } = await run(['create'], {
      files: local,
      isTerminal: true,
      answers: {
        ...typed,
        'Create it?': ['Change a field', 'Change a field', 'Submit'],
        'Which field?': ['Expiration Time', 'Issuer'],
        'Expiration Time': ['Enter', '1h'],
        Issuer: ['', 'https://crm.example'],
      },
    });
    expect(exitCode).toBe(0);
    expect(questions.find(({ message }) => message === 'Which field?')?.labels).toContain(
      'Username Field: sub',
    );
    expect(onlyOne(readStore())).toMatchObject({
      expirationTime: 3600,
      issuer: 'https://crm.example',
      secretKey: SECRET,
    });
  });

  it('asks for another secret when the algorithm becomes one of another kind', async () => {
    const { exitCode, readStore } = await run(['create'], {
      files: { ...local, 'key.pem': ED25519_PEM },
      isTerminal: true,
      answers: {
        ...typed,
        'Create it?': ['Change a field', 'Submit'],
        'Which field?': ['Signature Algorithm'],
        'Signature Algorithm': ['HS256', 'EdDSA'],
        'Public key': ['Read it from a file'],
        File: ['key.pem'],
      },
    });
    expect([exitCode, onlyOne(readStore())]).toMatchObject([
      0,
      { signatureAlgorithm: 'EdDSA', secretKey: ED25519_PEM.trimEnd() },
    ]);
  });

  it('changes nothing when it is cancelled', async () => {
    const { exitCode, stderr, exists } = await run(['create'], {
      isTerminal: true,
      answers: { ...typed, 'Create it?': ['Cancel'] },
    });
    expect({ exitCode, isMade: exists('xdg') }).toEqual({ exitCode: 0, isMade: false });
    expect(stderr).toContain('Cancelled: nothing was changed.');
  });

  it.each(['Enable', 'Name', 'Secret Key', 'The secret', 'Username Field', 'Create it?'])(
    'changes nothing when Ctrl-C is pressed at the question %s',
    async (question) => {
      const answers = { ...typed, [question]: [CTRL_C] };
      const { exitCode, exists } = await run(['create'], { isTerminal: true, answers });
      expect({ exitCode, isMade: exists('xdg') }).toEqual({ exitCode: 130, isMade: false });
    },
  );
});
