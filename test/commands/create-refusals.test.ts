import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { storeOf } from '../support/stores.ts';

const local = { 'jwtadm.json': storeOf() };

const required = ['--username-field', 'loginname'];

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
