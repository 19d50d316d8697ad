import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onlyOne } from '../support/only-one.ts';
import { NOW, run } from '../support/run.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const local = { 'jwtadm.json': storeOf() };

const required = ['--username-field', 'loginname'];

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

  it('does not show a secret that no one will ever use', async () => {
    const { stdout } = await run(['create', 'CRM', ...required, '--generate-secret', '--dry-run'], {
      files: local,
    });
    expect(stdout).toBe('');
  });
});
