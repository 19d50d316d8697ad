import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onlyOne } from '../support/only-one.ts';
import { run } from '../support/run.ts';
import { SECRET, storeOf } from '../support/stores.ts';

const local = { 'jwtadm.json': storeOf() };

const required = ['--username-field', 'loginname'];

const p384Pem = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

describe('create and its secret', () => {
  it.each([
    ['HS256', 32],
    ['HS384', 48],
    ['HS512', 64],
  ])('generates a secret for %s and prints it alone', async (algorithm, bytes) => {
    const argv = ['create', 'CRM', ...required, '--generate-secret', '--algorithm', algorithm];
    const { stdout, stderr, readStore } = await run(argv, { files: local });
    const secret = stdout.trimEnd();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(bytes);
    expect(onlyOne(readStore())).toMatchObject({ secretKey: secret });
    expect(stderr).not.toContain(secret);
  });

  it('tells the random bits of a generated secret from those of its text', async () => {
    const { stderr } = await run(['create', 'CRM', ...required, '--generate-secret'], { files: local });
    expect(stderr).toContain('has 256 random bits: 43 characters, 344 bits as text');
  });

  it.each(['base64', 'base64url', 'hex'] as const)('generates it in %s when asked', async (encoding) => {
    const argv = ['create', 'CRM', ...required, '--generate-secret', '--secret-encoding', encoding];
    const { stdout, readStore } = await run(argv, { files: local });
    expect(Buffer.from(stdout.trimEnd(), encoding)).toHaveLength(32);
    expect(onlyOne(readStore())).toMatchObject({ secretKey: { value: stdout.trimEnd(), encoding } });
  });

  it('adds the generated secret to the JSON, once', async () => {
    const argv = ['create', 'CRM', ...required, '--generate-secret', '--json'];
    const { stdout, readStore } = await run(argv, { files: local });
    const { generatedSecret, secretKey } = JSON.parse(stdout);
    expect(onlyOne(readStore())).toMatchObject({ secretKey: generatedSecret });
    expect(JSON.stringify(secretKey)).not.toContain(generatedSecret);
  });

  it.each([
    ['\n', SECRET],
    ['\r\n', SECRET],
    ['\n\n', `${SECRET}\n`],
    [' ', `${SECRET} `],
  ])('leaves out exactly one line break at the end of stdin: %j', async (ending, stored) => {
    const { readStore } = await run(['create', 'CRM', ...required, '--secret-stdin'], {
      files: local,
      stdin: SECRET + ending,
    });
    expect(onlyOne(readStore())).toMatchObject({ secretKey: stored });
  });

  it('says that it left out a line break, and only then', async () => {
    const argv = ['create', 'CRM', ...required, '--secret-file', 'secret.txt'];
    const with_ = await run(argv, { files: { ...local, 'secret.txt': `${SECRET}\n` } });
    const without = await run(argv, { files: { ...local, 'secret.txt': SECRET } });
    expect(with_.stderr).toContain('line break');
    expect(without.stderr).not.toContain('line break');
    expect(onlyOne(with_.readStore())).toMatchObject({ secretKey: SECRET });
  });

  it.each([
    ['env:CRM_SECRET', { env: 'CRM_SECRET' }],
    ['file:crm.secret', { file: 'crm.secret' }],
  ])('stores only the reference %s, which need not lead anywhere', async (reference, secretKey) => {
    const { exitCode, readStore } = await run(['create', 'CRM', ...required, '--secret-ref', reference], {
      files: local,
    });
    expect({ exitCode, stored: onlyOne(readStore()) }).toMatchObject({ exitCode: 0, stored: { secretKey } });
  });

  it.each([
    [
      'leads to nothing now',
      ['env:NOWHERE'],
      'leads to no secret now: the environment variable NOWHERE is not set',
    ],
    ['leads to a weak secret', ['env:WEAK'], 'has 40 bits, and HS256 needs 256 at least'],
    [
      'leads to no key for the algorithm',
      ['env:STRONG', '--algorithm', 'ES256'],
      'is a shared secret, and ES256',
    ],
  ])('warns of a reference that %s, and stores it', async (_case, [reference = '', ...flags], told) => {
    const argv = ['create', 'CRM', ...required, '--secret-ref', reference, ...flags, '-q'];
    const { exitCode, stderr, readStore } = await run(argv, {
      files: local,
      env: { WEAK: 'short', STRONG: SECRET },
    });
    expect({ exitCode, stored: onlyOne(readStore()) }).toMatchObject({
      exitCode: 0,
      stored: { secretKey: { env: reference.slice(4) } },
    });
    expect(stderr).toMatch(/^warning: the /);
    expect(stderr).toContain(told);
  });

  it('does not warn of a reference that leads to a good secret', async () => {
    const { stderr } = await run(['create', 'CRM', ...required, '--secret-ref', 'env:STRONG', '-q'], {
      files: local,
      env: { STRONG: SECRET },
    });
    expect(stderr).toBe('');
  });

  it('keeps the encoding beside a reference', async () => {
    const argv = ['create', 'CRM', ...required, '--secret-ref', 'env:CRM', '--secret-encoding', 'hex'];
    const { readStore } = await run(argv, { files: local });
    expect(onlyOne(readStore())).toMatchObject({ secretKey: { env: 'CRM', encoding: 'hex' } });
  });

  it('stores an absolute path when the store lies in another folder', async () => {
    const argv = [
      'create',
      'CRM',
      ...required,
      '--secret-ref',
      'file:crm.secret',
      '--config',
      'etc/sso.json',
    ];
    const { folder, readStore } = await run(argv);
    expect(onlyOne(readStore('etc/sso.json'))).toMatchObject({
      secretKey: { file: join(folder, 'crm.secret') },
    });
  });

  it('stores only the public half of a private key, and says so', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { exitCode, stderr, readStore } = await run(
      ['create', 'CRM', ...required, '--algorithm', 'ES256', '--secret-stdin'],
      { files: local, stdin: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('public half');
    const secretKey = publicKey.export({ type: 'spki', format: 'pem' }).toString().trimEnd();
    expect(onlyOne(readStore())).toMatchObject({ secretKey });
  });

  it.each([
    [
      'a shared secret for a public key',
      SECRET,
      ['--algorithm', 'RS256'],
      'it fits --algorithm HS256; or give an RSA public key',
    ],
    ['a public key for a shared secret', p384Pem, [], 'it fits --algorithm ES384; or give a shared secret'],
    [
      'a key on another curve',
      p384Pem,
      ['--algorithm', 'ES256'],
      'it fits --algorithm ES384; or give an EC public key on P-256',
    ],
    ['what is no key at all', 'abcd', ['--algorithm', 'EdDSA'], 'give an Ed25519 or Ed448 public key'],
    [
      'text in another encoding',
      SECRET,
      ['--secret-encoding', 'base64'],
      '--secret-encoding utf8 or base64url',
    ],
    ['nothing', '', [], 'let --generate-secret make one'],
  ])('says what to do about %s', async (_case, stdin, flags, hint) => {
    const argv = ['create', 'CRM', ...required, '--secret-stdin', ...flags];
    const { exitCode, stderr } = await run(argv, { files: local, stdin });
    expect(exitCode).toBe(2);
    expect(stderr.split('\n')[1]).toContain(hint);
  });

  it.each([
    ['too short for the algorithm', 'short-secret', [], '96 bits'],
    ['a placeholder', 'your-256-bit-secret', [], 'placeholder'],
    ['empty', '', [], 'empty'],
    ['not in its encoding', `${SECRET}!`, ['--secret-encoding', 'base64'], 'base64'],
    ['a shared secret for RS256', SECRET, ['--algorithm', 'RS256'], 'RSA public key'],
  ])('refuses a secret that is %s', async (_case, secret, flags, told) => {
    const { exitCode, stdout, stderr, readStore } = await run(
      ['create', 'CRM', ...required, '--secret-stdin', ...flags],
      { files: local, stdin: secret },
    );
    expect({ exitCode, stdout, store: readStore() }).toEqual({ exitCode: 2, stdout: '', store: storeOf() });
    expect(stderr).toContain(told);
    if (secret !== '') expect(stderr).not.toContain(secret);
  });

  it.each(['short-secret', 'changeme'])(
    'takes the weak secret %s with --allow-weak-secret and a warning',
    async (secret) => {
      const { exitCode, stderr, readStore } = await run(
        ['create', 'CRM', ...required, '--secret-stdin', '--allow-weak-secret', '-q'],
        { files: local, stdin: secret },
      );
      expect(exitCode).toBe(0);
      expect(stderr).toContain('warning: the secret');
      expect(onlyOne(readStore())).toMatchObject({ secretKey: secret });
    },
  );

  it.each([
    ['a file that is not there', ['--secret-file', 'hunter2.txt'], {}, 'no such file'],
    ['a variable that is not set', ['--secret-env', 'hunter2'], {}, 'not set'],
    ['an empty variable', ['--secret-env', 'EMPTY'], { env: { EMPTY: '' } }, 'empty'],
    [
      'bytes that are not UTF-8',
      ['--secret-stdin'],
      { stdin: new Uint8Array([0xff, 0xfe, 0x41]) },
      'not UTF-8',
    ],
    ['more than 64 KiB', ['--secret-stdin'], { stdin: 'x'.repeat(65_537) }, '64 KiB'],
    [
      'a terminal that nothing is piped into',
      ['--secret-stdin', '--no-input'],
      { isTerminal: true },
      'nothing is piped in',
    ],
  ])('refuses %s', async (_case, flags, setting, told) => {
    const { exitCode, stderr, readStore } = await run(['create', 'CRM', ...required, ...flags], {
      files: local,
      ...setting,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: storeOf() });
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('hunter2');
  });
});
