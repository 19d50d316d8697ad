import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { onlyOne } from '../support/only-one.ts';
import { run } from '../support/run.ts';
import { SECRET, storeOf } from '../support/stores.ts';

const local = { 'jwtadm.json': storeOf() };

describe('the question for a secret', () => {
  const others = { Name: ['CRM'], 'Username Field': ['sub'] };

  it.each([
    ['Generate one', {}, /^[\w-]{43}$/],
    ['Read it', { File: ['none', 'secret.txt'] }, SECRET],
    ['Take it', { Variable: ['NONE', 'CRM_SECRET'] }, SECRET],
  ])('%s stores the secret', async (way, answers, expected) => {
    const { exitCode, readStore, stderr } = await run(['create'], {
      files: { ...local, 'secret.txt': `${SECRET}\n` },
      env: { CRM_SECRET: SECRET },
      isTerminal: true,
      answers: { ...others, 'Secret Key': [way], ...answers },
    });
    const { secretKey } = onlyOne(readStore()) as { secretKey: string };
    expect(exitCode).toBe(0);
    expect(secretKey).toMatch(expected);
    expect(stderr).not.toContain(secretKey);
  });

  it.each([
    ['Leave it in its file', { File: ['crm.secret'] }, { file: 'crm.secret' }],
    ['Leave it in an environment', { Variable: ['no name', 'CRM_SECRET'] }, { env: 'CRM_SECRET' }],
  ])('%s stores where it is', async (way, answers, expected) => {
    const { exitCode, readStore } = await run(['create'], {
      files: local,
      isTerminal: true,
      answers: { ...others, 'Secret Key': [way], ...answers },
    });
    expect([exitCode, onlyOne(readStore())]).toMatchObject([0, { secretKey: expected }]);
  });

  it('makes a key pair, and writes the private key once it is submitted', async () => {
    const { exitCode, readStore, readText } = await run(['create', '--algorithm', 'ES256'], {
      files: local,
      isTerminal: true,
      answers: {
        ...others,
        'Public key': ['Make a key pair'],
        'New file': ['jwtadm.json', 'private.pem'],
      },
    });
    expect(exitCode).toBe(0);
    expect(readText('private.pem')).toContain('PRIVATE KEY');
    expect(onlyOne(readStore())).toMatchObject({ secretKey: expect.stringContaining('PUBLIC KEY') });
  });

  it('asks what a secret that looks like base64 is meant as', async () => {
    const text = Buffer.from(SECRET.slice(0, 32)).toString('base64').replace(/.$/, '=');
    const { readStore } = await run(['create'], {
      files: local,
      isTerminal: true,
      answers: { ...others, 'The secret': [text], 'It looks like base64': ['the bytes'] },
    });
    expect(onlyOne(readStore())).toMatchObject({ secretKey: { value: text, encoding: 'base64' } });
  });

  it.each([
    [true, 'short'],
    [false, SECRET],
  ])('asks whether a weak one is taken: %s', async (isTaken, expected) => {
    const { readStore } = await run(['create'], {
      files: local,
      isTerminal: true,
      answers: { ...others, 'The secret': ['short', SECRET], 'The secret has 40 bits': [isTaken] },
    });
    expect(onlyOne(readStore())).toMatchObject({ secretKey: expected });
  });
});
