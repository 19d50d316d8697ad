import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onlyOne } from '../support/only-one.ts';
import { NOW, run } from '../support/run.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const local = { 'jwtadm.json': storeOf() };
const required = ['--username-field', 'loginname'];

const p384Pem = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

describe('create from flags', () => {
  it('stores defaults where nothing is said, and says that it is disabled', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(
      ['create', 'CRM', ...required, '--secret-stdin'],
      {
        files: local,
        stdin: SECRET,
      },
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('Created CRM (disabled): enable it with `jwtadm enable CRM`.');
    expect(onlyOne(readStore())).toEqual({
      name: 'CRM',
      enabled: false,
      tokenName: 'token',
      secretKey: SECRET,
      expirationTime: 86_400,
      usernameField: 'loginname',
      signatureAlgorithm: 'HS256',
      createdAt: NOW,
      lastModified: NOW,
      lastModifiedBy: 'tester',
      creator: 'tester',
    });
  });

  it('stores what every field flag says', async () => {
    const flags = [
      ['--token-name', 'jwt'],
      ['--expiration-time', '12h'],
      ['--username-field', 'user.loginname'],
      ['--name-field', 'name'],
      ['--email-field', '/user/email'],
      ['--signature-algorithm', 'HS384'],
      ['--user-type', 'Creator'],
      ['--initialization-role', 'Power User'],
      ['--initialization-role', 'Report Author'],
      ['--issuer', 'https://erp.example'],
      ['--audience', 'bi'],
      ['--audience', 'reports'],
      ['--clock-tolerance', '2m'],
      ['--creator', 'ada'],
      ['--enabled'],
      ['--secret-env', 'ERP_SECRET'],
      ['--secret-encoding', 'base64url'],
      ['--allow-weak-secret'],
    ].flat();
    const { exitCode, readStore } = await run(['create', 'ERP', ...flags], {
      files: local,
      env: { ERP_SECRET: SECRET },
    });
    expect({ exitCode, stored: onlyOne(readStore()) }).toEqual({
      exitCode: 0,
      stored: {
        name: 'ERP',
        enabled: true,
        tokenName: 'jwt',
        secretKey: { value: SECRET, encoding: 'base64url' },
        expirationTime: 43_200,
        usernameField: 'user.loginname',
        nameField: 'name',
        emailField: '/user/email',
        signatureAlgorithm: 'HS384',
        userType: 'Creator',
        initializationRoles: ['Power User', 'Report Author'],
        issuer: 'https://erp.example',
        audience: ['bi', 'reports'],
        clockTolerance: 120,
        createdAt: NOW,
        lastModified: NOW,
        lastModifiedBy: 'tester',
        creator: 'ada',
      },
    });
  });

  it('knows --algorithm and --role as other spellings', async () => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'HS512', '--role', 'A', '--generate-secret'];
    const { readStore } = await run(argv, { files: local });
    expect(onlyOne(readStore())).toMatchObject({ signatureAlgorithm: 'HS512', initializationRoles: ['A'] });
  });

  it('prints the configuration as JSON, its secret left out', async () => {
    const { stdout } = await run(['create', 'CRM', ...required, '--secret-stdin', '--json'], {
      files: local,
      stdin: SECRET,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'CRM',
      enabled: false,
      secretKey: { source: 'literal', encoding: 'utf8', kind: 'HMAC secret', bits: 344 },
      lastModified: NOW,
    });
    expect(stdout).not.toContain(SECRET);
  });

  it('is silent with --quiet', async () => {
    const { stdout, stderr } = await run(['create', 'CRM', '-q', ...required, '--secret-stdin'], {
      files: local,
      stdin: SECRET,
    });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  it('takes $JWTADM_USER for the creator', async () => {
    const { readStore } = await run(['create', 'CRM', ...required, '--generate-secret'], {
      files: local,
      env: { JWTADM_USER: 'grace' },
    });
    expect(onlyOne(readStore())).toMatchObject({ creator: 'grace' });
  });

  it('stores a name in NFC', async () => {
    const { readStore } = await run(['create', 'Cafe\u0301', ...required, '--generate-secret'], {
      files: local,
    });
    expect(onlyOne(readStore())).toMatchObject({ name: 'Caf\u00e9' });
  });

  it('makes the user’s store when there is none, closed to others, and says where', async () => {
    const { exitCode, stderr, folder, readStore } = await run([
      'create',
      'CRM',
      ...required,
      '--generate-secret',
    ]);
    const path = join('xdg', 'jwtadm', 'config.json');
    expect(exitCode).toBe(0);
    expect(stderr).toContain(path);
    expect(statSync(join(folder, path)).mode & 0o777).toBe(0o600);
    expect(onlyOne(readStore(path))).toMatchObject({ name: 'CRM' });
  });

  it.each(['ERP', 'erp', 'E\u0052P'])('refuses the name %s when ERP exists', async (name) => {
    const files = { 'jwtadm.json': storeOf(erp) };
    const { exitCode, stderr, readStore } = await run(['create', name, ...required, '--generate-secret'], {
      files,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: storeOf(erp) });
    expect(stderr).toContain('there is a configuration ERP already');
  });
});

describe('create --dry-run', () => {
  it('shows the form and makes no store', async () => {
    const { exitCode, stderr, exists } = await run(
      ['create', 'CRM', ...required, '--secret-stdin', '--dry-run'],
      {
        stdin: SECRET,
      },
    );
    expect({ exitCode, isMade: exists('xdg') }).toEqual({ exitCode: 0, isMade: false });
    expect(stderr).toContain('Username Field');
    expect(stderr).not.toContain(SECRET);
  });

  it.each([
    [['-q'], true],
    [['-q', '--json'], false],
  ])('with %j shows the form: %s', async (flags, isShown) => {
    const argv = ['create', 'CRM', ...required, '--generate-secret', '--dry-run', ...flags];
    const { stderr } = await run(argv, { files: local });
    expect({ isShown: stderr.includes('Signature Algorithm'), hasNotes: stderr.includes('Dry run') }).toEqual(
      {
        isShown,
        hasNotes: false,
      },
    );
  });

  it('does not show a secret that nobody will ever use', async () => {
    const { stdout } = await run(['create', 'CRM', ...required, '--generate-secret', '--dry-run'], {
      files: local,
    });
    expect(stdout).toBe('');
  });
});

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

describe('create refuses', () => {
  const generated = [...required, '--generate-secret'];

  it.each([
    [['E/R'], 'NAME must be'],
    [['ERP', '--token-name', 'a b'], '--token-name must be'],
    [['ERP', '--expiration-time', 'soon'], '--expiration-time must be a number of seconds'],
    [['ERP', '--expiration-time', '0'], '--expiration-time must be at least 1 second'],
    [['ERP', '--clock-tolerance', '2d'], '--clock-tolerance must be at most'],
    [['ERP', '--name-field', ''], '--name-field must be'],
    [['ERP', '--email-field', '/a~2'], '--email-field starts with "/"'],
    [['ERP', '--signature-algorithm', 'none'], '--signature-algorithm must be one of HS256'],
    [['ERP', '--algorithm', 'hs256'], 'did you mean HS256?'],
    [['ERP', '--user-type', 'reader'], 'did you mean Reader?'],
    [['ERP', '--role', ' '], '--initialization-role must be'],
    [['ERP', '--issuer', ' '], '--issuer must be'],
    [['ERP', '--audience', ''], '--audience must be'],
    [['ERP', '--creator', '\u0007'], '--creator must be'],
    [['ERP', '--enabled', '--disabled'], '--enabled and --disabled exclude each other'],
    [['ERP', '--algorithm', 'HS256', '--signature-algorithm', 'HS256'], 'are the same option'],
    [['ERP', '--role', 'A', '--initialization-role', 'B'], 'are the same option'],
    [['ERP', '--secret-stdin'], 'exclude each other'],
    [['ERP', '--secret-encoding', 'utf-8'], 'did you mean utf8?'],
    [['ERP', '--algorithm', 'RS256'], '--generate-secret makes a shared secret'],
    [['ERP', '--algorithm', 'RS256'], 'give the public key with --secret-file FILE'],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr, readStore } = await run(['create', ...argv, ...generated], {
      files: local,
    });
    expect({ exitCode, stdout, store: readStore() }).toEqual({ exitCode: 2, stdout: '', store: storeOf() });
    expect(stderr).toContain(message);
  });

  it.each(['hunter2', 'vault:hunter2', 'env:', 'env:A=hunter2', 'env:hunter-2', 'file:hunter2\0'])(
    'the reference %s',
    async (reference) => {
      const { exitCode, stderr } = await run(['create', 'ERP', ...required, '--secret-ref', reference], {
        files: local,
      });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--secret-ref must be env:VARIABLE or file:PATH');
      expect(stderr).not.toContain('hunter2');
    },
  );

  it('an encoding for a public key', async () => {
    const argv = [
      'create',
      'ERP',
      ...required,
      '--algorithm',
      'RS256',
      '--secret-ref',
      'env:A',
      '--secret-encoding',
      'hex',
    ];
    const { exitCode, stderr } = await run(argv, { files: local });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--secret-encoding is for shared secrets');
  });

  it('all bad flags at once, without their values', async () => {
    const { exitCode, stderr } = await run(
      [
        'create',
        'ERP',
        ...generated,
        '--user-type',
        'hunter2',
        '--expiration-time',
        'hunter3',
        '--token-name',
        'hunter 4',
      ],
      { files: local },
    );
    expect(exitCode).toBe(2);
    for (const flag of ['--user-type must', '--expiration-time must', '--token-name must'])
      expect(stderr).toContain(flag);
    expect(stderr).not.toContain('hunter');
  });

  it('a creator in $JWTADM_USER that is none', async () => {
    const { exitCode, stderr } = await run(['create', 'ERP', ...generated], {
      files: local,
      env: { JWTADM_USER: ' ' },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('$JWTADM_USER must be');
  });

  it.each([
    ['without a terminal', {}],
    ['in CI', { isTerminal: true, env: { CI: '1' } }],
  ])('%s what is missing, all of it, with a complete example', async (_case, setting) => {
    const { exitCode, stdout, stderr, exists } = await run(['create'], setting);
    expect({ exitCode, stdout, isMade: exists('xdg') }).toEqual({ exitCode: 2, stdout: '', isMade: false });
    for (const told of [
      'NAME',
      '--username-field',
      '--secret-stdin',
      'jwtadm create ERP --username-field loginname --generate-secret',
    ]) {
      expect(stderr).toContain(told);
    }
  });

  it.each([
    [['hunter2'], 'jwtadm create ERP --username-field loginname --generate-secret'],
    [
      ['HR 2', '--algorithm', 'RS256', '--username-field', 'sub', '--enabled'],
      'jwtadm create ERP --username-field sub --algorithm RS256 --enabled --generate-key private.pem',
    ],
    [
      ['--secret-stdin', '--secret-encoding', 'hex', '--user-type', 'Reader', '--expiration-time', '1h'],
      'jwtadm create ERP --username-field loginname --expiration-time 3600 --user-type Reader --secret-stdin --secret-encoding hex',
    ],
    [['--secret-ref', 'env:hunter2'], 'jwtadm create ERP --username-field loginname --secret-ref env:VAR'],
    [['--username-field', 'hunter2'], 'jwtadm create ERP --username-field CLAIM --generate-secret'],
    [['--issuer', 'hunter2'], 'jwtadm create ERP --username-field loginname --generate-secret'],
  ])('%j with an example that goes on from it', async (argv, example) => {
    const { stderr } = await run(['create', ...argv], { files: local });
    expect(stderr).toContain(`for example: \`${example}\``);
    expect(stderr).not.toContain('hunter2');
  });

  it('a missing public key without offering to generate a secret', async () => {
    const { stderr } = await run(['create', 'HR', ...required, '--algorithm', 'ES256'], { files: local });
    expect(stderr).toContain(
      'a public key (--secret-stdin, --secret-file, --secret-env, --generate-key or --secret-ref)',
    );
    expect(stderr).not.toContain('--generate-secret');
  });

  it('with --no-input on a terminal what is missing', async () => {
    const { exitCode, questions } = await run(['create', '--no-input'], { isTerminal: true });
    expect({ exitCode, questions }).toEqual({ exitCode: 2, questions: [] });
  });
});
