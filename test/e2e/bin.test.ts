import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { program, programInShell } from '../support/built-program.ts';
import { repository } from '../support/generated-file.ts';
import { healthyClaims, mint, SECRET } from '../support/mint-token.ts';
import { erp, storeOf } from '../support/stores.ts';

interface Call {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Record<string, string>;
}

/** Runs the built program as a shell script would: nothing is a terminal. */
function jwtadm(argv: readonly string[], { cwd, input = '', env = {} }: Call) {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(program.file, [...program.argv, ...argv], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH, HOME: cwd, ...env },
    timeout: 15_000,
  });
  return { status, stdout, stderr };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'jwtadm-e2e-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('the built program', () => {
  it('keeps a configuration from its making to its deletion', () => {
    const cwd = folder();
    const steps = [
      jwtadm(['init', '--local'], { cwd }),
      jwtadm(['create', 'ERP', '--username-field', 'loginname', '--secret-stdin'], {
        cwd,
        input: `${SECRET}\n`,
      }),
      jwtadm(['enable', 'ERP'], { cwd }),
      jwtadm(['edit', 'ERP', '--expiration-time', '1h', '--name', 'Finance'], { cwd }),
      jwtadm(['verify', 'Finance', '--at', String(healthyClaims.iat)], { cwd, input: mint() }),
      jwtadm(['disable', 'Finance'], { cwd }),
      jwtadm(['delete', 'Finance', '--yes'], { cwd }),
      jwtadm(['list', '-o', 'json'], { cwd }),
    ];
    expect(steps.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(steps.map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain(SECRET);
    expect(steps.at(-1)?.stdout).toBe('[]\n');
    expect(statSync(join(cwd, 'jwtadm.json')).mode & 0o777).toBe(0o600);
  });

  it('rotates a key pair without a failed login', () => {
    const cwd = folder();
    const argv = (words: string) => words.split(' ');
    const token = (key: string, more = '') =>
      jwtadm(argv(`generate Portal --username carol --private-key-file ${key}${more}`), { cwd }).stdout;
    const login = (text: string) => jwtadm(['verify', 'Portal', '--json'], { cwd, input: text });
    const made = jwtadm(
      argv(
        'create Portal --username-field sub --algorithm ES256 --enabled --generate-key old.pem --config jwtadm.json',
      ),
      { cwd },
    );
    const before = login(token('old.pem'));
    const rotated = jwtadm(argv('edit Portal --rotate-secret --grace 1h --generate-key new.pem'), { cwd });
    const late = login(token('old.pem', ' --previous-secret'));
    const changed = login(token('new.pem'));
    const ended = jwtadm(argv('edit Portal --unset previous-secret'), { cwd });
    expect([made, before, rotated, late, changed, ended].map(({ status }) => status)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    expect([before, late, changed].map(({ stdout }) => JSON.parse(stdout).signedWith)).toEqual([
      'current',
      'previous',
      'current',
    ]);
    expect(statSync(join(cwd, 'new.pem')).mode & 0o777).toBe(0o600);
  });

  it.each([
    // An RSA key is larger than what the system takes of a file; an EC key is not, but the store is.
    ['the private key', 'RS256', 2, /the private key cannot be written to .*new.pem.*EFBIG/],
    ['the store', 'ES256', 4, /jwtadm.json cannot be written.*EFBIG.*new.pem was removed again/],
  ])(
    'leaves store and folder as they were when only a part of %s finds room',
    (_what, algorithm, code, told) => {
      const cwd = folder();
      const file = join(cwd, 'jwtadm.json');
      writeFileSync(file, `{"version":1,"configurations":[],"note":"${'x'.repeat(2500)}"}`, { mode: 0o600 });
      const before = readFileSync(file, 'utf8');
      const words = `create Portal --username-field sub --algorithm ${algorithm} --generate-key new.pem`;
      // Two blocks of 512 bytes.
      const shell = `trap "" XFSZ; ulimit -f 2; exec ${programInShell} ${words}`;
      const { status, stderr } = spawnSync('sh', ['-c', shell], {
        cwd,
        encoding: 'utf8',
        env: { HOME: cwd },
      });
      expect([status, readFileSync(file, 'utf8')]).toEqual([code, before]);
      expect(stderr).toMatch(told);
      // The executable has no room for the library that locks, and goes on without.
      const names = readdirSync(cwd).filter((name) => name !== 'jwtadm.json.lock');
      expect(names).toEqual(['jwtadm.json']);
    },
  );

  it.each([
    [0, ['--version'], ''],
    [0, ['help', 'exit-codes'], ''],
    [0, [], ''],
    [1, ['verify', 'ERP', 'not-a-token'], ''],
    [2, ['verify', 'ERP'], ''],
    [2, ['lst'], ''],
    [3, ['show', 'CRM'], ''],
    [4, ['list', '--config', 'none.json'], ''],
  ])('ends with %d for %j', (code, argv) => {
    const cwd = folder();
    jwtadm(
      [
        'create',
        'ERP',
        '--username-field',
        'loginname',
        '--secret-ref',
        'env:ERP_SECRET',
        '--config',
        'jwtadm.json',
      ],
      { cwd },
    );
    const { status, stderr } = jwtadm(argv, { cwd });
    expect(status).toBe(code);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+|node:internal/);
  });

  it.each([
    ['cut off', '{"version":1,"configurations":[{"name":"ERP","secretKey":"hush-hush-hush'],
    ['empty', ''],
    ['null', 'null'],
    ['with a byte order mark', '\ufeff{"version":1,"configurations":[]}'],
    ['of a newer version', '{"version":2,"configurations":[],"hush-hush-hush":1}'],
  ])('leaves a store that is %s as it is, and quotes nothing of it', (_state, text) => {
    const cwd = folder();
    const file = join(cwd, 'jwtadm.json');
    writeFileSync(file, text, { mode: 0o600 });
    const argv = ['create', 'CRM', '--username-field', 'sub', '--secret-ref', 'env:X'];
    const { status, stdout, stderr } = jwtadm(argv, { cwd });
    expect([status, stdout, readFileSync(file, 'utf8')]).toEqual([4, '', text]);
    expect(stderr).toContain('jwtadm.json');
    expect(stderr).not.toContain('hush');
  });

  it('verifies alike whether flags stand before the command or behind it', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'store.json'), JSON.stringify(storeOf(erp)), { mode: 0o600 });
    const config = ['--config', 'store.json'];
    const verify = ['verify', 'ERP', '--at', String(healthyClaims.iat)];
    const call = { cwd, input: mint({ claims: { ...healthyClaims, iss: 'https://erp.example.com' } }) };
    for (const more of [
      [],
      ['--json'],
      ['--batch', '-', '--json'],
      ['--help'],
      ['--bogus'],
      ['--expect-user', 'x'],
    ]) {
      const behind = jwtadm([...verify, ...config, ...more], call);
      expect(jwtadm([...config, ...verify, ...more], call)).toEqual(behind);
      expect(behind.status).not.toBe(70);
    }
  });

  it('ends quietly when its reader goes away', () => {
    const cwd = fileURLToPath(repository);
    const pipe = `${programInShell} help | head -n 1`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', pipe], { cwd, encoding: 'utf8' });
    expect([status, stdout.split('\n').length, stderr]).toEqual([0, 2, '']);
  });

  it('never waits for input without a terminal', () => {
    const { status, stderr } = jwtadm(['create'], { cwd: folder(), input: '' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/NAME.*--username-field/s);
  });
});
