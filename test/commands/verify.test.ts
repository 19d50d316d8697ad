import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { mint, NOW, SECRET } from '../support/mint-token.ts';
import { run, type Setting } from '../support/run.ts';
import { FINGERPRINT_KEY, storeOf } from '../support/stores.ts';

const token = mint();

const erp = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: { env: 'ERP_SECRET' },
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'HS256',
  userType: 'Reader',
  initializationRoles: ['Report Author'],
};

const files = { 'jwtadm.json': storeOf(erp), 'erp.jwt': `${token}\n`, 'erp.secret': SECRET };
const env = { ERP_SECRET: SECRET, ERP_TOKEN: token };
const setting: Setting = { files, env };

describe('verify', () => {
  it('accepts a good token with exit code 0 and says who logs in', async () => {
    const { exitCode, stdout, stderr } = await run(['verify', 'ERP', token], setting);
    expect([exitCode, stdout.split('\n')[0], stderr]).toEqual([
      0,
      'ACCEPTED  this token logs in as alice under ERP',
      '',
    ]);
  });

  it('rejects with exit code 1 and gives issue, cause, solution and command', async () => {
    const { exitCode, stdout } = await run(['verify', 'ERP', mint({ key: 'other' })], setting);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('REJECTED');
    expect(stdout).toContain('JWT authentication fails [secret-mismatch]');
    expect(stdout).toContain('jwtadm edit ERP --secret-stdin');
  });

  it('names the store that --config named in the commands that it prints', async () => {
    const { stdout } = await run(
      ['verify', 'ERP', '--config', 'jwtadm.json', mint({ key: 'other' }), '--json'],
      setting,
    );
    expect(JSON.parse(stdout).diagnosis[0].commands).toEqual([
      'jwtadm edit ERP --secret-stdin --config jwtadm.json',
    ]);
  });

  it('prints exactly the document of the contract with --json', async () => {
    const { stdout } = await run(['verify', 'ERP', token, '--json'], setting);
    expect(JSON.parse(stdout)).toEqual({
      accepted: true,
      configuration: { name: 'ERP', enabled: true, signatureAlgorithm: 'HS256' },
      user: { username: 'alice', name: null, email: null, userType: 'Reader', roles: ['Report Author'] },
      evaluatedAt: '2026-03-01T12:00:00.000Z',
      signedWith: 'current',
      token: {
        header: { alg: 'HS256', typ: 'JWT' },
        claims: { loginname: 'alice', iat: NOW - 60, exp: NOW + 3540 },
        issuedAt: '2026-03-01T11:59:00.000Z',
        notBefore: null,
        expiresAt: '2026-03-01T12:59:00.000Z',
        effectiveExpiry: '2026-03-01T12:59:00.000Z',
      },
      stages: {
        config: 'passed',
        token: 'passed',
        header: 'passed',
        key: 'passed',
        signature: 'passed',
        time: 'passed',
        claims: 'passed',
        mapping: 'passed',
      },
      diagnosis: [],
    });
  });

  it('accepts a token of the previous secret, says so, and reads that only when it is needed', async () => {
    const previousSecret = { secretKey: { file: 'old.secret' }, acceptedUntil: '2026-03-02T12:00:00Z' };
    const rotated = { 'jwtadm.json': storeOf({ ...erp, previousSecret }) };
    const late = mint({ key: `${SECRET}-of-last-year` });
    const without = await run(['verify', 'ERP', token, '--json'], { ...setting, files: rotated });
    const accepted = await run(['verify', 'ERP', late, '--json'], {
      ...setting,
      files: { ...rotated, 'old.secret': `${SECRET}-of-last-year` },
    });
    const untried = await run(['verify', 'ERP', late], { ...setting, files: rotated });
    expect(JSON.parse(without.stdout)).toMatchObject({
      accepted: true,
      signedWith: 'current',
      diagnosis: [],
    });
    expect(JSON.parse(accepted.stdout)).toMatchObject({
      accepted: true,
      signedWith: 'previous',
      diagnosis: [{ code: 'signed-with-previous-secret', severity: 'warning' }],
    });
    expect(untried.stdout.replaceAll(/\s+/g, ' ')).toContain('old.secret cannot be read');
  });

  it('prints findings with --json under the keys of the contract', async () => {
    const { stdout } = await run(['verify', 'ERP', '--json', mint({ claims: { exp: NOW + 60 } })], setting);
    const { user, stages, diagnosis } = JSON.parse(stdout);
    expect(user).toBeNull();
    expect(stages.mapping).toBe('failed');
    expect(diagnosis).toEqual([
      {
        code: 'username-missing',
        severity: 'error',
        stage: 'mapping',
        issue: 'User cannot log in via JWT',
        cause: 'The token has no claim loginname; it has exp.',
        solution:
          'Set Username Field to the claim that holds the login name, or have the issuing system send it.',
        proved: false,
        evidence: { usernameField: 'loginname', present: ['exp'] },
        commands: [],
        forIssuer: 'Please put the login name into the claim "loginname".',
      },
    ]);
  });

  it.each([
    ['an argument', ['verify', 'ERP', token], {}],
    ['a pipe', ['verify', 'ERP'], { stdin: `${token}\n` }],
    ['a pipe that is named', ['verify', 'ERP', '-'], { stdin: token }],
    ['a file', ['verify', 'ERP', '--token-file', 'erp.jwt'], {}],
    ['a variable', ['verify', 'ERP', '--token-env', 'ERP_TOKEN'], {}],
    ['a name in another case', ['verify', 'erp', token], {}],
  ])('takes the token from %s', async (_source, argv, more) => {
    const { exitCode, stderr } = await run(argv, { ...setting, ...more });
    expect([exitCode, stderr]).toEqual([0, '']);
  });

  it.each([
    [`https://bi.example.com/?token=${token}`, 'The token was taken from the field token of the URL.'],
    [`Authorization: Bearer ${token}`, 'The token was taken from the Authorization header.'],
    [`Cookie: a=1; token=${token}`, 'The token was taken from the field token of the Cookie header.'],
    [`a=1&token=${token}`, 'The token was taken from the field token of the form body.'],
  ])('finds it in %s, and says so on stderr', async (text, note) => {
    const { exitCode, stderr } = await run(['verify', 'ERP', text], setting);
    expect([exitCode, stderr.trim()]).toEqual([0, note]);
  });

  it.each([
    [
      `My token is ${token}, thanks.`,
      'More than the token was given: 12 characters before it and 9 characters behind it.',
    ],
    [`> ${token}`, 'The lines begin with ">"'],
    [`\ufeff${token}`, 'The text begins with a byte order mark'],
    [new TextDecoder().decode(Buffer.from(token, 'utf16le')), 'The text is UTF-16'],
    ['./erp.jwt', 'Give the name with `--token-file`'],
    [Buffer.from(token).toString('base64'), 'it is the base64 form of a token'],
  ])('explains %j without a word for the issuer', async (text, clause) => {
    const { exitCode, stdout } = await run(['verify', 'ERP', text], setting);
    expect(exitCode).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(clause);
    expect(stdout).not.toContain('developer');
  });

  it('evaluates at another moment with --at', async () => {
    const before = await run(['verify', 'ERP', token, '--at', String(NOW + 3539)], setting);
    const after = await run(['verify', 'ERP', token, '--at', '2026-03-01T12:59:00Z'], setting);
    expect([before.exitCode, after.exitCode]).toEqual([0, 1]);
    expect(after.stdout).toContain('[expired]');
  });

  it('rehearses a configuration that is not enabled with --ignore-disabled', async () => {
    const disabled = { ...setting, files: { ...files, 'jwtadm.json': storeOf({ ...erp, enabled: false }) } };
    const refused = await run(['verify', 'ERP', token, '--json'], disabled);
    const rehearsed = await run(['verify', 'ERP', token, '--ignore-disabled', '--json'], disabled);
    const [finding] = JSON.parse(refused.stdout).diagnosis;
    expect([refused.exitCode, rehearsed.exitCode]).toEqual([1, 0]);
    expect(finding.cause).toContain('Once enabled, this token logs in as alice.');
    expect(JSON.parse(rehearsed.stdout).configuration.enabled).toBe(false);
  });

  it('compares secrets by a keyed fingerprint', async () => {
    const { stdout } = await run(['verify', 'ERP', '--json', mint({ key: 'other' })], setting);
    const [{ evidence }] = JSON.parse(stdout).diagnosis;
    expect(FINGERPRINT_KEY.length).toBe(43);
    expect(evidence.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['an empty token', ['verify', 'ERP', ''], {}, 'token-empty'],
    ['a line break alone', ['verify', 'ERP'], { stdin: '\n' }, 'token-empty'],
    ['the secret', ['verify', 'ERP', SECRET], {}, 'token-is-the-secret'],
    ['ten megabytes', ['verify', 'ERP'], { stdin: 'A'.repeat(10_000_000) }, 'token-too-large'],
    [
      'bytes that are no text',
      ['verify', 'ERP'],
      { stdin: new Uint8Array([0xff, 0xfe, 0x00, 0x41]) },
      'token-opaque',
    ],
  ])('rejects %s as a token, not as a usage error', async (_what, argv, more, code) => {
    const { exitCode, stdout, stderr } = await run([...argv, '--json'], { ...setting, ...more });
    const codes = JSON.parse(stdout).diagnosis.map((finding: { code: string }) => finding.code);
    expect([exitCode, codes]).toEqual([1, expect.arrayContaining([code])]);
    expect(`${stdout}${stderr}`).not.toContain(SECRET);
  });

  it.each([
    ['no token', ['verify', 'ERP'], {}, 'the token is missing'],
    ['no name', ['verify'], {}, 'NAME is missing'],
    [
      'two tokens',
      ['verify', 'ERP', token, '--token-file', 'erp.jwt'],
      {},
      'the token is given more than once',
    ],
    ['a file that is not there', ['verify', 'ERP', '--token-file', 'none.jwt'], {}, 'there is no such file'],
    ['a variable that is not set', ['verify', 'ERP', '--token-env', 'NONE'], {}, '--token-env is not set'],
    ['a moment that is none', ['verify', 'ERP', token, '--at', 'yesterday'], {}, '--at must be a time'],
    ['a token too much', ['verify', 'ERP', token, token], {}, 'argument 4 is one too many'],
    ['a flag that is none', ['verify', 'ERP', '--tokenfile', token], {}, 'did you mean --token-file?'],
  ])('refuses %s with exit code 2, and prints nothing on stdout', async (_what, argv, more, message) => {
    const { exitCode, stdout, stderr } = await run(argv, { ...setting, ...more });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain(token);
  });

  it('does not know a configuration that is not there: exit code 3', async () => {
    const { exitCode, stderr } = await run(['verify', 'ERPP', token], setting);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('did you mean ERP?')]);
  });

  it('asks for the token on a terminal', async () => {
    const { exitCode, questions } = await run(['verify', 'ERP'], {
      ...setting,
      isTerminal: true,
      answers: [token],
    });
    expect([exitCode, questions.map(({ message }) => message)]).toEqual([0, ['Token (not shown)']]);
  });

  it.each([
    ['is not set', {}, 'the environment variable ERP_SECRET is not set'],
    ['is empty', { ERP_SECRET: '' }, 'the environment variable ERP_SECRET is empty'],
  ])('says that the secret’s variable %s, as a finding', async (_state, variables, cause) => {
    const { exitCode, stdout } = await run(['verify', 'ERP', token, '--json'], { files, env: variables });
    const [finding] = JSON.parse(stdout).diagnosis;
    expect([exitCode, finding.code, finding.cause]).toEqual([
      1,
      'secret-unavailable',
      `There is no Secret Key: ${cause}.`,
    ]);
  });

  it('reads a secret from a file beside the store', async () => {
    const store = storeOf({ ...erp, secretKey: { file: 'erp.secret' } });
    const { exitCode } = await run(['verify', 'ERP', token], { files: { ...files, 'jwtadm.json': store } });
    expect(exitCode).toBe(0);
  });

  it('lets nothing from a token act on the terminal', async () => {
    const claims = {
      loginname: 'al\u001b]0;owned\u0007ice',
      '\u001b[2J': 1,
      iat: NOW - 5,
      exp: NOW + 60,
      aud: '\u202e',
    };
    const { stdout, stderr } = await run(['verify', 'ERP', mint({ claims })], {
      ...setting,
      isTerminal: true,
      env: { ...env, NO_COLOR: '1' },
    });
    const { stdout: json } = await run(['verify', 'ERP', mint({ claims }), '--json'], setting);
    expect(`${stdout}${stderr}${json}`).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(stdout).toContain('[username-has-invisible-characters]');
    expect(JSON.parse(json).token.claims.loginname).toBe(claims.loginname);
  });
});

describe('verify --any', () => {
  const crmSecret = 'the-secret-of-the-crm-that-is-long-enough';
  const crm = { ...erp, name: 'CRM', secretKey: { env: 'CRM_SECRET' } };
  const old = { ...erp, name: 'Old', enabled: false };
  const several: Setting = {
    files: { ...files, 'jwtadm.json': storeOf(crm, old, erp) },
    env: { ...env, CRM_SECRET: crmSecret },
  };

  it('finds the enabled configuration that accepts the token', async () => {
    const { exitCode, stdout } = await run(['verify', '--any', token], several);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, 'Accepted by 1 of 2 enabled configurations']);
    expect(stdout).toContain('ACCEPTED  this token logs in as alice under ERP');
    expect(stdout).toContain('CRM rejects it: secret-mismatch');
    expect(stdout).toContain('ERP accepts it: it logs in as alice');
    expect(stdout).not.toContain('Old');
  });

  it('explains the one whose key fits when none accepts it', async () => {
    const expired = mint({
      key: crmSecret,
      claims: { loginname: 'bob', iat: NOW - 60_000, exp: NOW - 50_000 },
    });
    const { exitCode, stdout } = await run(['verify', '--any', '--json', expired], several);
    const { accepted, configuration, diagnosis } = JSON.parse(stdout);
    expect([exitCode, accepted, configuration.name]).toEqual([1, false, 'CRM']);
    expect(diagnosis.map(({ code }: { code: string }) => code)).toEqual(['expired']);
  });

  it('proves that the token belongs to a configuration that is not enabled', async () => {
    const { stdout } = await run(
      ['verify', '--any', '--json', mint({ key: 'the-secret-of-the-old-one-long-enough' })],
      {
        ...several,
        files: { 'jwtadm.json': storeOf(erp, { ...old, secretKey: { env: 'OLD_SECRET' } }) },
        env: { ...env, OLD_SECRET: 'the-secret-of-the-old-one-long-enough' },
      },
    );
    expect(JSON.parse(stdout).diagnosis[0].code).toBe('signed-by-other-configuration');
  });

  it('takes the token from a pipe, too', async () => {
    const { exitCode } = await run(['verify', '--any'], { ...several, stdin: token });
    expect(exitCode).toBe(0);
  });

  it('is refused beside a NAME', async () => {
    const { exitCode, stderr } = await run(['verify', '--any', 'ERP', token], several);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--any takes the place of NAME')]);
  });

  it('has nothing to ask where no configuration is enabled', async () => {
    const { exitCode, stderr } = await run(['verify', '--any', token], {
      files: { 'jwtadm.json': storeOf(old) },
    });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('no configuration is enabled')]);
  });
});

describe('verify with other configurations in the store', () => {
  it('proves that the token was signed with another’s secret, and where to verify it', async () => {
    const crm = { ...erp, name: 'CRM', enabled: false, secretKey: { file: 'crm.secret' } };
    const crmSecret = 'the-secret-of-the-crm-that-is-long-enough';
    const store = { ...files, 'jwtadm.json': storeOf(erp, crm), 'crm.secret': `${crmSecret}\n` };
    const { exitCode, stdout } = await run(['verify', 'ERP', mint({ key: crmSecret })], {
      files: store,
      env,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('[signed-by-other-configuration] proved');
    expect(stdout).toContain('jwtadm verify CRM');
    expect(stdout).not.toContain(crmSecret);
  });
});
