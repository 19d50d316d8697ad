import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { run } from '../support/run.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp) };
const commands = [
  'list',
  'show',
  'create',
  'edit',
  'delete',
  'enable',
  'disable',
  'verify',
  'decode',
  'explain',
  'generate',
  'check',
  'init',
  'help',
];

describe('help and version', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']], [['-q']]])(
    '%j prints the overview and is done',
    async (argv) => {
      const { exitCode, stdout, stderr } = await run(argv);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      for (const command of commands) expect(stdout).toContain(`  ${command}`);
      expect(stdout).toContain('--no-input');
    },
  );

  it.each(['--version', '-V'])('%s prints the version alone', async (flag) => {
    const { exitCode, stdout } = await run([flag]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${packageJson.version}\n` });
  });

  it.each(commands)('%s has help with examples and the global options', async (command) => {
    const { exitCode, stdout } = await run([command, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples:\n\s+# .+\n\s+.*jwtadm/);
    expect(stdout).toContain('--config <file>');
  });

  it.each(['create', 'ls', 'rm'])('help %s prints what --help prints', async (command) => {
    const [topic, flag] = await Promise.all([run(['help', command]), run([command, '--help'])]);
    expect(topic).toMatchObject({ exitCode: 0, stdout: flag.stdout });
  });

  it('help exit-codes prints each code and its meaning', async () => {
    const { exitCode, stdout } = await run(['help', 'exit-codes']);
    expect(exitCode).toBe(0);
    for (const code of [0, 1, 2, 3, 4, 70, 130]) expect(stdout).toMatch(new RegExp(`^ *${code}  \\S`, 'm'));
  });

  it.each(['help exit-codes', 'show --help', 'check --help', 'decode --help'])(
    'the last paragraph of %s is wrapped on a narrow terminal',
    async (line) => {
      const { stdout } = await run(line.split(' '), { isTerminal: true, columns: 60 });
      const lines = stdout.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];
      expect({ isWrapped: lines.length > 1, wide: lines.filter((each) => each.length > 60) }).toEqual({
        isWrapped: true,
        wide: [],
      });
    },
  );

  it('create names the defaults of its flags, and edit, which has none but for --grace, does not', async () => {
    const [create, edit] = await Promise.all([run(['create', '--help']), run(['edit', '--help'])]);
    const defaults = ({ stdout }: { stdout: string }) =>
      [
        ...(stdout
          .split('Global Options')[0]
          ?.replaceAll(/\s+/g, ' ')
          .matchAll(/\(default(?:: ([^)]*))?\)/g) ?? []),
      ].map(([, value]) => value);
    expect(defaults(create)).toEqual([
      'token',
      '86400',
      'HS256',
      undefined,
      '$JWTADM_USER, then the system user',
      'utf8',
    ]);
    expect(defaults(edit)).toEqual(['24h']);
  });

  it('knows what was meant by a topic that is nearly right', async () => {
    const { exitCode, stderr } = await run(['help', 'exit-code']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('did you mean `jwtadm help exit-codes`?');
  });
});

describe('global options', () => {
  it.each([
    [['--config', 'other.json', 'list', '--json']],
    [['list', '--config', 'other.json', '--json']],
    [['list', '--json', '--config=other.json']],
  ])('%j takes the store of --config', async (argv) => {
    const { exitCode, stdout } = await run(argv, { files: { ...files, 'other.json': storeOf() } });
    expect({ exitCode, document: JSON.parse(stdout) }).toEqual({ exitCode: 0, document: [] });
  });

  it('takes the store of $JWTADM_CONFIG', async () => {
    const { stdout } = await run(['list', '--json'], {
      files: { ...files, 'other.json': storeOf() },
      env: { JWTADM_CONFIG: 'other.json' },
    });
    expect(JSON.parse(stdout)).toEqual([]);
  });

  it('a store that is named and missing is an error', async () => {
    const { exitCode, stdout } = await run(['list', '--config', 'missing.json'], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
  });

  it('a store that is no store is an error, and is not quoted', async () => {
    const { exitCode, stderr } = await run(['list'], { files: { 'jwtadm.json': `{"version": ${SECRET}` } });
    expect(exitCode).toBe(4);
    expect(stderr).not.toContain(SECRET);
  });

  it.each([
    [['--color', 'always'], {}, true],
    [['--color', 'never'], { isTerminal: true }, false],
    [[], { isTerminal: true }, true],
    [[], {}, false],
    [[], { isTerminal: true, env: { NO_COLOR: '1' } }, false],
    [[], { env: { FORCE_COLOR: '1' } }, true],
  ])('%j with %j colours errors: %s', async (flags, setting, isColoured) => {
    const { stderr } = await run(['show', 'nothing', ...flags], { files, ...setting });
    expect(stderr.includes('\u001b[')).toBe(isColoured);
  });

  it.each([
    [['list', '--color', 'hunter2'], '--color must be one of auto, always, never'],
    [['list', '--config', ''], '--config must name a file'],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stderr } = await run(argv, { files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
  });
});

describe('a command line that cannot be read', () => {
  it.each([
    [['lst'], 'argument 1 is not a command of jwtadm', 'did you mean `jwtadm list`?'],
    [['-q', 'frobnicate'], 'argument 2 is not a command of jwtadm', '`jwtadm help` lists the commands'],
    [['-q', 'remove'], 'argument 2 is not a command of jwtadm', 'did you mean `jwtadm delete`?'],
    [
      ['rotate', 'ERP'],
      'argument 1 is not a command of jwtadm',
      'did you mean `jwtadm edit NAME --rotate-secret`?',
    ],
    [['version'], 'argument 1 is not a command of jwtadm', 'did you mean `jwtadm --version`?'],
    [['exit-codes'], 'argument 1 is not a command of jwtadm', 'did you mean `jwtadm help exit-codes`?'],
    [
      ['help', 'validate'],
      'argument 2 is neither a command nor a topic',
      'did you mean `jwtadm help verify`?',
    ],
    [['delete', 'ERP', '--force'], 'argument 3 is not a flag of `jwtadm delete`', 'did you mean --yes?'],
    [['rm', '-f', 'ERP'], 'argument 2 is not a flag of `jwtadm delete`', 'did you mean --yes?'],
    [
      ['create', 'ERP', '--secret-re', 'x'],
      'argument 3 is not a flag of `jwtadm create`',
      'did you mean --secret-ref?',
    ],
    [
      ['create', 'ERP', '--secrt-file', 'x'],
      'argument 3 is not a flag of `jwtadm create`',
      'did you mean --secret-file?',
    ],
    [
      ['create', '--expiration', '60'],
      'argument 2 is not a flag of `jwtadm create`',
      'did you mean --expiration-time?',
    ],
    [['create', '--password', 'x'], 'argument 2 is not a flag of `jwtadm create`', '--secret-stdin'],
    [['list', '--confg', 'x'], 'argument 2 is not a flag of `jwtadm list`', 'did you mean --config?'],
    [['list', '-z'], 'argument 2 is not a flag of `jwtadm list`', 'jwtadm list --help'],
    [['list', '--json=x'], 'argument 2: --json takes no value', 'jwtadm list --help'],
    [
      ['show', 'ERP', 'CRM'],
      'argument 3 is one too many for `jwtadm show`: it takes NAME only',
      'jwtadm show --help',
    ],
    [['list', 'ERP'], 'argument 2 is one too many for `jwtadm list`: it takes none', 'jwtadm list --help'],
    [['show', '--', 'ERP', '--json'], 'argument 4 is one too many', 'jwtadm show --help'],
    [['create', '--token-name'], '--token-name needs a value', 'jwtadm create --help'],
    [['list', '-qo'], '--output needs a value', 'jwtadm list --help'],
  ])('%j is told by the argument’s place', async (argv, message, hint) => {
    const { exitCode, stdout, stderr } = await run(argv, { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  it.each([
    [['create', 'ERP', '--secret', SECRET]],
    [['create', 'ERP', `--secret=${SECRET}`]],
    [['list', '--secret', SECRET]],
    [['--secret', SECRET, 'list']],
    [[`--secret=${SECRET}`]],
    [['create', 'ERP', '--secrt', SECRET]],
    [['create', 'ERP', `--sceret=${SECRET}`]],
    [['create', 'ERP', '--secrets', SECRET]],
    [['create', 'ERP', '-secret', SECRET]],
    [['create', 'ERP', '--password', SECRET]],
  ])('refuses a secret as a flag’s value and names the alternatives: %#', async (argv) => {
    const { exitCode, stdout, stderr } = await run(argv, { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    for (const way of [
      '--secret-stdin',
      '--secret-file',
      '--secret-env',
      '--generate-secret',
      '--secret-ref',
      'a secret that was typed here should be replaced',
    ]) {
      expect(stderr).toContain(way);
    }
    expect(stderr).not.toContain(SECRET);
  });

  it.each([
    [[SECRET]],
    [[`--${SECRET}`]],
    [['create', 'ERP', '--sceret', SECRET]],
    [['create', 'ERP', `--sceret=${SECRET}`]],
    [['create', 'ERP', `--secret-key=${SECRET}`]],
    [['create', 'ERP', `--secret-stdin=${SECRET}`]],
    [['create', 'ERP', '--generate-secret', SECRET]],
    [['create', 'ERP', `-${SECRET}`]],
    [['create', 'ERP', SECRET]],
    [['create', 'ERP', '--secret-ref', SECRET]],
    [['create', 'ERP', '--secret-file', SECRET, '--username-field', 'a']],
    [['create', 'ERP', '--secret-env', SECRET, '--username-field', 'a']],
    [['create', 'ERP', '--secret-encoding', SECRET]],
    [['create', 'ERP', '--user-type', SECRET]],
    [['create', 'ERP', '--expiration-time', SECRET]],
    [['edit', 'ERP', '--unset', SECRET]],
    [['edit', SECRET, '--enabled']],
    [['enable', 'ERP', SECRET]],
    [['delete', SECRET, '--yes']],
    [['list', '--sort', SECRET]],
    [['list', '--color', SECRET]],
    [['list', SECRET]],
    [['help', SECRET]],
    [['show', 'ERP', '--reveal', SECRET]],
    [['verify', 'ERP', '--at', SECRET]],
    [['verify', 'ERP', '--token', SECRET]],
  ])('does not echo a secret in a wrong place: %#', async (argv) => {
    const { exitCode, stdout, stderr, readStore } = await run(argv, {
      files: { 'jwtadm.json': storeOf({ ...erp, secretKey: 'x'.repeat(40) }) },
    });
    expect({ isRefused: exitCode === 2 || exitCode === 3, stdout }).toEqual({ isRefused: true, stdout: '' });
    expect(stderr).not.toContain(SECRET);
    expect(JSON.stringify(readStore())).not.toContain(SECRET);
  });
});

describe('what came from outside', () => {
  const hostile = '\u001b]0;owned\u0007\u202e';
  const store = storeOf({
    ...erp,
    issuer: `a${'\u202e'}b`,
    creator: `x${'\u200b'}y`,
    initializationRoles: [`r${'\ufeff'}`],
  });

  it.each([
    [['list'], {}],
    [['list'], { isTerminal: true }],
    [['list', '--wide'], { isTerminal: true }],
    [['list', '-o', 'json'], {}],
    [['list', '-o', 'csv'], {}],
    [['list', '-o', 'yaml'], {}],
    [['show', 'ERP'], {}],
    [['show', 'ERP', '--json'], {}],
    [['edit', 'ERP', '--issuer', 'c', '--creator', 'd', '--role', 'e'], {}],
    [['delete', 'ERP', '--yes', '--json'], {}],
  ])('%j in a setting of %j reaches the terminal escaped', async (argv, setting) => {
    const { exitCode, stdout, stderr } = await run(argv, {
      files: { 'jwtadm.json': store },
      env: { NO_COLOR: '1' },
      ...setting,
    });
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufeff]/u,
    );
  });

  it.each([
    [['show', hostile]],
    [['create', hostile, '--username-field', 'a', '--generate-secret']],
    [['create', 'N', '--username-field', hostile, '--generate-secret']],
    [[hostile]],
    [['list', `--${hostile}`]],
    [['list', '--config', hostile]],
  ])('a hostile argument is not echoed raw: %#', async (argv) => {
    const { stdout, stderr } = await run(argv, { files });
    expect(stdout + stderr).not.toMatch(/[\u001b\u0007\u202e]/u);
  });
});

describe('a bug', () => {
  it('ends with exit code 70 and a line on how to report it, without what it said', async () => {
    const { exitCode, stdout, stderr } = await run(['delete', 'ERP'], {
      files,
      isTerminal: true,
      answers: [],
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 70, stdout: '' });
    expect(stderr).toMatch(/^error: a bug in jwtadm \(Error at [\w.-]+\.ts:\d+:\d+\); please report/);
    expect(stderr).not.toContain('a question was asked');
  });
});
