import { describe, expect, it } from 'vitest';
import { keyFor, SECRET } from '../support/mint-token.ts';
import { run, type Setting } from '../support/run.ts';
import { storeOf } from '../support/stores.ts';

const erp = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: { env: 'ERP_SECRET' },
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'HS256',
};
const { privateKey, publicPem } = keyFor('ES256');
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const portal = {
  ...erp,
  name: 'Portal',
  secretKey: publicPem,
  usernameField: 'user.login',
  signatureAlgorithm: 'ES256',
  issuer: 'https://portal.example',
  audience: ['bi', 'reports'],
};
const files = {
  'jwtadm.json': storeOf(erp, portal),
  'private.pem': privatePem,
  'private.jwk': JSON.stringify(privateKey.export({ format: 'jwk' })),
  'other.pem': keyFor('ES256', 'other').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const setting: Setting = { files, env: { ERP_SECRET: SECRET } };

/** What verify --json says of a text, as accepted or not, the username and the codes. */
async function verdict(name: string, text: string, more: Partial<Setting> = {}): Promise<unknown[]> {
  const { stdout } = await run(['verify', name, '--json', '-'], { ...setting, ...more, stdin: text });
  const { accepted, user, diagnosis } = JSON.parse(stdout);
  return [accepted, user?.username, diagnosis.map(({ code }: { code: string }) => code)];
}

describe('generate', () => {
  it('prints the token alone, which logs in', async () => {
    const { exitCode, stdout, stderr } = await run(['generate', 'ERP', '--username', 'alice'], setting);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(await verdict('ERP', stdout)).toEqual([true, 'alice', []]);
  });

  it('signs with the previous secret as an issuer that has not changed yet, and says until when it may', async () => {
    const previousSecret = { secretKey: { env: 'OLD_SECRET' }, acceptedUntil: '2026-03-02T12:00:00Z' };
    const rotated: Partial<Setting> = {
      files: { 'jwtadm.json': storeOf({ ...erp, previousSecret }) },
      env: { ERP_SECRET: SECRET, OLD_SECRET: `${SECRET}-of-last-year` },
    };
    const { stdout, stderr } = await run(
      ['generate', 'ERP', '--username', 'alice', '--previous-secret'],
      rotated,
    );
    expect(stderr).toBe('Signed with the previous secret, which ERP accepts until 2026-03-02T12:00:00Z.\n');
    expect(await verdict('ERP', stdout, rotated)).toEqual([true, 'alice', ['signed-with-previous-secret']]);
    const late = await run(
      ['generate', 'ERP', '--username', 'alice', '--previous-secret', '--at', '2026-03-03'],
      rotated,
    );
    expect(late.stderr).toContain('ERP will refuse this token: signed-with-previous-secret');
  });

  it('signs with the previous private key where it is given', async () => {
    const rotated = {
      ...portal,
      previousSecret: {
        secretKey: keyFor('ES256', 'other').publicPem,
        acceptedUntil: '2026-03-02T12:00:00Z',
      },
    };
    const more = { files: { ...files, 'jwtadm.json': storeOf(rotated) } };
    const argv = ['generate', 'Portal', '--username', 'carol', '--private-key-file', 'other.pem'];
    const { stdout } = await run([...argv, '--previous-secret'], { ...setting, ...more });
    expect(await verdict('Portal', stdout, more)).toEqual([true, 'carol', ['signed-with-previous-secret']]);
  });

  it.each([
    [['--previous-secret'], 'ERP has no previous secret'],
    [['--broken', 'signed-with-previous-secret'], 'such a token is made with --previous-secret'],
  ])('refuses %j where there is none to sign with', async (flags, message) => {
    const { exitCode, stderr } = await run(['generate', 'ERP', '--username', 'alice', ...flags], setting);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('prints token, url, claims and header with --json', async () => {
    const argv = [
      'generate',
      'ERP',
      '--username',
      'alice',
      '--json',
      '--url',
      'https://bi.example/home?lang=en#top',
    ];
    const { stdout } = await run(argv, setting);
    const { token, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      url: `https://bi.example/home?lang=en&token=${token}#top`,
      claims: { iat: 1_772_366_400, exp: 1_772_370_000, loginname: 'alice' },
      header: { alg: 'HS256', typ: 'JWT' },
    });
  });

  it('prints the login URL alone with --url', async () => {
    const argv = ['generate', 'ERP', '--username', 'alice', '--url', 'https://bi.example/home'];
    const { stdout } = await run(argv, setting);
    expect(stdout).toMatch(/^https:\/\/bi\.example\/home\?token=[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(await verdict('ERP', stdout)).toEqual([true, 'alice', []]);
  });

  it.each([
    ['no longer than Expiration Time', [], 600, 600],
    ['for an hour where nothing is said', [], 86_400, 3600],
    ['as long as --lifetime says, in units', ['--lifetime', '2h'], 86_400, 7200],
    ['as long as --lifetime says, in seconds', ['--lifetime', '90'], 86_400, 90],
  ])('lives %s', async (_title, flags, expirationTime, lifetime) => {
    const store = storeOf({ ...erp, expirationTime });
    const { stdout } = await run(['generate', 'ERP', '--username', 'alice', '--json', ...flags], {
      ...setting,
      files: { 'jwtadm.json': store },
    });
    const { iat, exp } = JSON.parse(stdout).claims;
    expect(exp - iat).toBe(lifetime);
  });

  it('is issued at the moment of --at', async () => {
    const argv = ['generate', 'ERP', '--username', 'alice', '--json', '--at', '2026-01-01T00:00:00Z'];
    const { stdout } = await run(argv, setting);
    expect(JSON.parse(stdout).claims.iat).toBe(1_767_225_600);
  });

  it('puts claims in as JSON where they are JSON, else as text, and lets them replace others', async () => {
    const claims = [
      'admin=true',
      'level=3',
      'roles=["a","b"]',
      'name=Alice = A',
      'zip="01234"',
      'exp=5',
      'x=',
    ];
    const argv = [
      'generate',
      'ERP',
      '--username',
      'alice',
      '--json',
      ...claims.flatMap((c) => ['--claim', c]),
    ];
    const { stdout, stderr } = await run(argv, setting);
    expect(JSON.parse(stdout).claims).toEqual({
      iat: 1_772_366_400,
      loginname: 'alice',
      admin: true,
      level: 3,
      roles: ['a', 'b'],
      name: 'Alice = A',
      zip: '01234',
      exp: 5,
      x: '',
    });
    expect(stderr).toBe('warning: ERP will refuse this token: time-is-a-duration\n');
  });

  it.each(['private.pem', 'private.jwk'])('signs with the private key in %s', async (file) => {
    const argv = ['generate', 'Portal', '--username', 'carol', '--private-key-file', file];
    const { stdout, stderr } = await run(argv, setting);
    expect(stderr).toBe('');
    expect(await verdict('Portal', stdout)).toEqual([true, 'carol', []]);
  });

  it('puts a username where a path says, and iss and aud where they are configured', async () => {
    const argv = ['generate', 'Portal', '--username', 'carol', '--private-key-file', 'private.pem', '--json'];
    const { stdout } = await run(argv, setting);
    expect(JSON.parse(stdout).claims).toEqual({
      iss: 'https://portal.example',
      aud: 'bi',
      iat: 1_772_366_400,
      exp: 1_772_370_000,
      user: { login: 'carol' },
    });
  });

  it('signs with a private key that is stored', async () => {
    const stored = { ...setting, files: { 'jwtadm.json': storeOf({ ...portal, secretKey: privatePem }) } };
    const { stdout } = await run(['generate', 'Portal', '--username', 'carol'], stored);
    expect(await verdict('Portal', stdout, stored)).toEqual([true, 'carol', ['private-key-stored']]);
  });

  it('says that a configuration is not enabled, and makes the token', async () => {
    const disabled = { ...setting, files: { 'jwtadm.json': storeOf({ ...erp, enabled: false }) } };
    const { exitCode, stderr } = await run(['generate', 'ERP', '--username', 'alice'], disabled);
    expect([exitCode, stderr]).toEqual([
      0,
      'ERP is not enabled: it refuses the token until `jwtadm enable ERP`.\n',
    ]);
  });

  it('asks for what is missing on a terminal', async () => {
    const { exitCode, questions } = await run(['generate'], {
      ...setting,
      isTerminal: true,
      answers: ['ERP', ' ', 'alice'],
    });
    expect([exitCode, questions.map(({ message, faults }) => [message, faults.length])]).toEqual([
      0,
      [
        ['Configuration', 0],
        ['Username', 1],
      ],
    ]);
  });
});

describe('generate --broken', () => {
  it.each([
    'token-name-mismatch',
    'token-has-wrapping',
    'token-has-whitespace',
    'token-percent-encoded',
    'token-not-base64url',
    'token-truncated',
    'token-too-large',
    'algorithm-none',
    'secret-has-whitespace',
    'expired',
    'username-near-miss',
  ])('%s makes a token of which verify says so, bare and in a URL', async (code) => {
    const argv = ['generate', 'ERP', '--username', 'alice', '--broken', code];
    const bare = await run(argv, setting);
    const inUrl = await run([...argv, '--url', 'https://bi.example/?a=1'], setting);
    expect(bare.stderr).toBe(`Broken on purpose: \`jwtadm verify ERP\` will say ${code}.\n`);
    expect(inUrl.stdout).toMatch(/^https:\/\/bi\.example\/\?a=1&/);
    const told = [await verdict('ERP', bare.stdout), await verdict('ERP', inUrl.stdout)];
    expect(told).toEqual([
      [false, undefined, [code]],
      [false, undefined, [code]],
    ]);
  });

  it('algorithm-confusion needs no private key', async () => {
    const { stdout } = await run(
      ['generate', 'Portal', '--username', 'x', '--broken', 'algorithm-confusion'],
      setting,
    );
    expect(await verdict('Portal', stdout)).toEqual([
      false,
      undefined,
      ['algorithm-mismatch', 'algorithm-confusion'],
    ]);
  });

  it('says with --json what can be read in it', async () => {
    const argv = ['generate', 'ERP', '--username', 'alice', '--json', '--broken', 'header-malformed'];
    const { stdout } = await run(argv, setting);
    const { header, claims, url } = JSON.parse(stdout);
    expect({ header, url, loginname: claims.loginname }).toEqual({
      header: null,
      url: null,
      loginname: 'alice',
    });
  });

  it.each([
    ['issuer-mismatch', 'it has no Issuer'],
    ['secret-is-hex', 'nothing like that can happen'],
    ['signature-der-encoded', 'HS256 has no such encoding'],
    ['algorithm-confusion', 'HS256 has a shared secret'],
    ['configuration-disabled', 'it is about the configuration'],
    ['secret-shared', 'it is about the configuration'],
    ['token-is-the-secret', 'that would print the secret'],
    ['token-empty', 'it is about no token at all'],
    ['signed-by-other-configuration', 'the NAME of the other configuration'],
  ])('%s cannot be made for ERP, and it says why', async (code, reason) => {
    const { exitCode, stdout, stderr } = await run(
      ['generate', 'ERP', '--username', 'alice', '--broken', code],
      setting,
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: no token of ERP can give ${code}: `);
    expect(stderr).toContain(reason);
  });

  it('refuses when a further claim brings about that something else is said', async () => {
    const argv = ['generate', 'ERP', '--username', 'alice', '--broken', 'username-nested'];
    const { exitCode, stdout, stderr } = await run([...argv, '--claim', 'LoginName=x'], setting);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('would not give username-nested, but username-wrong-case');
  });
});

describe('generate refuses', () => {
  it.each<[string, string[], number, string]>([
    [
      'without NAME and username, naming both',
      ['generate'],
      2,
      '- NAME is missing\n  - --username is missing',
    ],
    ['without a username', ['generate', 'ERP'], 2, '--username is missing'],
    ['a blank username', ['generate', 'ERP', '--username', ' '], 2, '--username must not be empty or blank'],
    [
      'a claim without a name',
      ['generate', 'ERP', '--username', 'a', '--claim', '=x'],
      2,
      '--claim number 1 must be',
    ],
    [
      'a claim without a value',
      ['generate', 'ERP', '--username', 'a', '--claim', 'a=1', '--claim', 'hunter2'],
      2,
      '--claim number 2 must be NAME=VALUE',
    ],
    [
      'a number that would be rounded',
      ['generate', 'ERP', '--username', 'a', '--claim', 'id=12345678901234567890'],
      2,
      '--claim number 1 has a number that would be rounded',
    ],
    [
      'a lifetime of nothing',
      ['generate', 'ERP', '--username', 'a', '--lifetime', '0'],
      2,
      '--lifetime must be',
    ],
    [
      'a moment that is none',
      ['generate', 'ERP', '--username', 'a', '--at', 'noon'],
      2,
      '--at must be a time',
    ],
    [
      'a URL that is none',
      ['generate', 'ERP', '--username', 'a', '--url', 'home'],
      2,
      '--url must be a whole URL',
    ],
    [
      'a URL that has the parameter',
      ['generate', 'ERP', '--username', 'a', '--url', 'https://x.example?token=1'],
      2,
      '--url must not have the parameter token',
    ],
    [
      'a code that is none',
      ['generate', 'ERP', '--username', 'a', '--broken', 'expire'],
      2,
      'did you mean expired?',
    ],
    ['an unknown configuration', ['generate', 'CRM', '--username', 'a'], 3, 'there is no configuration'],
    ['a public key alone', ['generate', 'Portal', '--username', 'a'], 2, 'ES256 signs with a private key'],
    [
      'a private key of another pair',
      ['generate', 'Portal', '--username', 'a', '--private-key-file', 'other.pem'],
      2,
      'is the private key of another pair',
    ],
    [
      'a private key file that is missing',
      ['generate', 'Portal', '--username', 'a', '--private-key-file', 'none.pem'],
      2,
      'there is no such file',
    ],
    [
      'a private key for a shared secret',
      ['generate', 'ERP', '--username', 'a', '--private-key-file', 'private.pem'],
      2,
      '--private-key-file is for algorithms with a public key',
    ],
  ])('%s', async (_title, argv, code, message) => {
    const { exitCode, stdout, stderr } = await run(argv, setting);
    expect([exitCode, stdout]).toEqual([code, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
  });

  it('a secret that cannot be read', async () => {
    const { exitCode, stderr } = await run(['generate', 'ERP', '--username', 'alice'], { files });
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      'the secret of ERP cannot be read: the environment variable ERP_SECRET is not set',
    );
  });

  it('a key that cannot be used', async () => {
    const broken = { files: { 'jwtadm.json': storeOf({ ...portal, secretKey: 'no key' }) } };
    const { exitCode, stderr } = await run(['generate', 'Portal', '--username', 'alice'], broken);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the Secret Key of Portal cannot be used');
  });
});
