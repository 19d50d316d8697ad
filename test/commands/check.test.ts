import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';
import { run, type Setting } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

/** A configuration whose secret others have too, and which lives for long. */
const shared = { ...erp, name: 'HR', expirationTime: 2_592_000 };

const healthy: Setting = { files: { 'jwtadm.json': storeOf(erp) } };
const mixed: Setting = { files: { 'jwtadm.json': storeOf(erp, crm, shared) }, env: { CRM_SECRET: 'abcd' } };

/** The codes that --json tells of each configuration. */
function codes(stdout: string): [string, string[]][] {
  const { configurations } = JSON.parse(stdout) as {
    configurations: { name: string; findings: { code: string }[] }[];
  };
  return configurations.map(({ name, findings }) => [name, findings.map(({ code }) => code)]);
}

/** Runs check once the store has a mode. */
async function checkWithMode(mode: number, argv: readonly string[], setting: Setting) {
  const { folder } = await run(['help'], setting);
  chmodSync(join(folder, 'jwtadm.json'), mode);
  return run(['check', ...argv], { env: setting.env ?? {}, folder });
}

describe('check', () => {
  it('says in two lines that nothing was found, with exit code 0', async () => {
    const { exitCode, stdout, stderr } = await run(['check'], healthy);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '✓ ERP: nothing found\n\n1 configuration checked: nothing found.\n',
      stderr: '',
    });
  });

  it('reports each configuration with its findings, and counts', async () => {
    const { exitCode, stdout } = await run(['check', 'ERP', 'HR'], {
      files: { 'jwtadm.json': storeOf({ ...erp, secretKey: { env: 'NONE' } }, shared) },
    });
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`✗ ERP: 1 error

✗ error: Configuration is not usable [secret-unavailable]
  Possible cause  There is no Secret Key: the environment variable NONE is not
                  set.
  Solution        Set the variable or put the file in its place, for the user
                  who runs this.

! HR: 1 warning

! warning: [expiration-time-too-long]
  Possible cause  Expiration Time is 30 days, more than 7 days: who finds an old
                  token in a log, a bookmark or the history of a browser can
                  still log in with it.
  Solution        Let tokens live for a day at most: the issuing system makes a
                  new one for each login.
      jwtadm edit HR --expiration-time 86400

2 configurations checked: 1 error, 1 warning.
`);
  });

  it('says why a secret cannot be read', async () => {
    const { stdout, folder } = await run(['check', 'ERP', '--json'], {
      files: { 'jwtadm.json': storeOf({ ...erp, secretKey: { file: '.' } }) },
    });
    const [configuration] = JSON.parse(stdout).configurations;
    expect(configuration.findings[0]).toMatchObject({
      code: 'key-unreadable',
      cause: `The Secret Key cannot be read: the file ${folder} cannot be read: it is a folder, not a file (EISDIR).`,
    });
  });

  it('does not fail for warnings alone', async () => {
    const { exitCode, stdout } = await run(['check', '--json'], mixed);
    expect({ exitCode, ok: JSON.parse(stdout).ok, codes: codes(stdout) }).toEqual({
      exitCode: 0,
      ok: true,
      codes: [
        ['ERP', ['secret-shared']],
        ['CRM', ['secret-too-short', 'secret-is-placeholder', 'no-issuer-or-audience']],
        ['HR', ['secret-shared', 'expiration-time-too-long']],
      ],
    });
  });

  it('prints exactly the document of the contract with --json', async () => {
    const { exitCode, stdout, stderr, folder } = await run(['check', '--json'], {
      files: { 'jwtadm.json': storeOf({ ...erp, signatureAlgorithm: 'RS256' }) },
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      store: join(folder, 'jwtadm.json'),
      configurations: [
        {
          name: 'ERP',
          findings: [
            {
              code: 'key-not-for-algorithm',
              severity: 'error',
              stage: 'key',
              issue: 'Configuration is not usable',
              cause: 'RS256 needs an RSA public key, but the Secret Key is a shared secret.',
              solution: 'Store the key that the algorithm needs, or set the algorithm that fits the key.',
              proved: false,
              evidence: { found: 'a shared secret', needed: 'an RSA public key' },
              commands: ['jwtadm edit ERP --secret-file KEY_FILE'],
              forIssuer: null,
            },
          ],
        },
      ],
      findings: [],
    });
  });

  it('tells of the named configurations only, in the store’s order, compared with all', async () => {
    const { stdout } = await run(['check', 'hr', 'CRM', 'HR', '--json'], mixed);
    expect(codes(stdout)).toEqual([
      ['CRM', ['secret-too-short', 'secret-is-placeholder', 'no-issuer-or-audience']],
      ['HR', ['secret-shared', 'expiration-time-too-long']],
    ]);
  });

  it.each([
    [['ERPP'], 'did you mean ERP?'],
    [['ERP', 'HRR'], 'did you mean HR?'],
    [['ERP', SECRET], 'there are ERP, CRM, HR'],
  ])('does not know a configuration that is not there: %#', async (names, hint) => {
    const { exitCode, stdout, stderr } = await run(['check', ...names], mixed);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain(SECRET);
  });

  it('has nothing to find in an empty store', async () => {
    const empty: Setting = { files: { 'jwtadm.json': storeOf() } };
    const [text, json] = await Promise.all([run(['check'], empty), run(['check', '--json'], empty)]);
    expect([text.exitCode, text.stdout]).toEqual([0, '0 configurations checked: nothing found.\n']);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, configurations: [], findings: [] });
  });

  it('reads a secret from a file beside the store', async () => {
    const { stdout } = await run(['check', '--json'], {
      files: {
        'jwtadm.json': storeOf({ ...erp, secretKey: { file: 'erp.secret' } }, shared),
        'erp.secret': `${SECRET}\n`,
      },
    });
    expect(codes(stdout)[0]).toEqual(['ERP', ['secret-shared']]);
  });

  it('compares secrets in a store without a fingerprint key', async () => {
    const store = { version: 1, configurations: [erp, { ...erp, name: 'HR' }] };
    const { stdout } = await run(['check', '--json'], { files: { 'jwtadm.json': store } });
    expect(codes(stdout)).toEqual([
      ['ERP', ['secret-shared']],
      ['HR', ['secret-shared']],
    ]);
  });

  it('finds no error in the example store but secrets that are not there', async () => {
    const { stdout } = await run(['check', '--config', 'config.example.json', '--json'], {
      folder: fileURLToPath(repository),
    });
    const { configurations } = JSON.parse(stdout) as {
      configurations: { findings: { code: string; severity: string }[] }[];
    };
    const errors = configurations
      .flatMap(({ findings }) => findings)
      .filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['secret-unavailable']));
  });

  it('shows no secret', async () => {
    const encoded = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
    const setting: Setting = {
      files: { 'jwtadm.json': storeOf(erp, shared, { ...erp, name: 'Old', secretKey: encoded }) },
    };
    const [text, json] = await Promise.all([run(['check'], setting), run(['check', '--json'], setting)]);
    expect(codes(json.stdout).at(-1)).toEqual(['Old', ['secret-looks-encoded']]);
    for (const secret of [SECRET, encoded]) expect(text.stdout + json.stdout).not.toContain(secret);
  });
});

describe('check of the store’s file', () => {
  it('finds a store with secrets that is open to others, where that is allowed', async () => {
    const { exitCode, stdout } = await checkWithMode(0o644, ['--allow-insecure-permissions'], healthy);
    const [, heading] = stdout.split('\n');
    expect({ exitCode, heading }).toEqual({ exitCode: 1, heading: '' });
    expect(stdout).toMatch(/jwtadm\.json: 1 error\n/);
    expect(stdout).toContain('[store-too-open]');
    expect(stdout).toMatch(/^ {6}chmod 600 .*jwtadm\.json$/m);
    expect(stdout).toMatch(/\n\n✓ ERP: nothing found\n\n1 configuration checked: 1 error\.\n$/);
  });

  it('is refused where that is not allowed, as by every command', async () => {
    const { exitCode, stdout, stderr } = await checkWithMode(0o644, ['--json'], healthy);
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(stderr).toContain('chmod 600');
  });

  it.each([
    [0o644, []],
    [0o664, ['store-too-open warning']],
  ])('with references only and mode %o finds %j', async (mode, expected) => {
    const { exitCode, stdout } = await checkWithMode(mode, ['--json'], {
      files: { 'jwtadm.json': storeOf({ ...erp, secretKey: { env: 'ERP_SECRET' } }) },
      env: { ERP_SECRET: SECRET },
    });
    const { findings } = JSON.parse(stdout) as { findings: { code: string; severity: string }[] };
    expect({ exitCode, findings: findings.map(({ code, severity }) => `${code} ${severity}`) }).toEqual({
      exitCode: 0,
      findings: expected,
    });
  });
});

describe('check --ignore', () => {
  const unset: Setting = { files: { 'jwtadm.json': storeOf({ ...shared, secretKey: { env: 'NONE' } }) } };

  it('neither tells what has such a code nor fails for it', async () => {
    const all = await run(['check', '--json'], unset);
    expect(codes(all.stdout)).toEqual([['HR', ['secret-unavailable', 'expiration-time-too-long']]]);
    const some = await run(['check', '--ignore', 'secret-unavailable', '--json'], unset);
    expect([all.exitCode, some.exitCode, codes(some.stdout)]).toEqual([
      1,
      0,
      [['HR', ['expiration-time-too-long']]],
    ]);
    const none = await run(
      ['check', '--ignore', 'secret-unavailable', '--ignore', 'expiration-time-too-long'],
      unset,
    );
    expect(none.stdout).toContain('1 configuration checked: nothing found.');
  });

  it('leaves out what concerns the store, too', async () => {
    const argv = ['--allow-insecure-permissions', '--ignore', 'store-too-open', '--json'];
    const { exitCode, stdout } = await checkWithMode(0o644, argv, healthy);
    expect([exitCode, (JSON.parse(stdout) as { findings: unknown[] }).findings]).toEqual([0, []]);
  });

  it('knows the codes that check can say', async () => {
    const slip = await run(['check', '--ignore', 'secret-unavailabel'], unset);
    expect([slip.exitCode, slip.stderr]).toEqual([
      2,
      expect.stringContaining('did you mean secret-unavailable?'),
    ]);
    const other = await run(['check', '--ignore', 'expired'], unset);
    expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining('--ignore must be one of ')]);
  });
});

describe('the report of check', () => {
  it('stays within a narrow terminal, commands apart', async () => {
    const { stdout } = await run(['check'], {
      ...mixed,
      isTerminal: true,
      columns: 44,
      env: { NO_COLOR: '1', CRM_SECRET: 'abcd' },
    });
    const wide = stdout.split('\n').filter((line) => [...line].length > 44 && !/^ {6}jwtadm /.test(line));
    expect(wide).toEqual([]);
  });

  it('marks in colour where it may', async () => {
    const { stdout } = await run(['check', '--color', 'always'], healthy);
    expect(stdout).toContain('\u001b[32m✓\u001b[39m \u001b[1mERP\u001b[22m: nothing found');
  });

  it('lets nothing from a store act on the terminal', async () => {
    const file = 'A\u001b]0;owned\u0007\u202e';
    const setting: Setting = {
      files: { 'jwtadm.json': storeOf({ ...erp, secretKey: { file } }) },
    };
    const [text, json] = await Promise.all([run(['check'], setting), run(['check', '--json'], setting)]);
    expect([text.exitCode, json.exitCode]).toEqual([1, 1]);
    expect(text.stdout + json.stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});
