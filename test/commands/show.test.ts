import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };

describe('show', () => {
  it('shows every field, and of the secret its kind, size and fingerprint', async () => {
    const { exitCode, stdout, stderr } = await run(['show', 'ERP'], { files });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const shown of [
      'Username Field',
      'loginname',
      'Power User',
      'https://erp.example',
      'HMAC secret',
      '344',
    ]) {
      expect(stdout).toContain(shown);
    }
    expect(stdout).not.toContain(SECRET);
  });

  it('shows what is known of the previous secret, and why it cannot be used', async () => {
    const previousSecret = { secretKey: { env: 'OLD_SECRET' }, acceptedUntil: '2026-03-02T12:00:00Z' };
    const rotated = { files: { 'jwtadm.json': storeOf({ ...erp, previousSecret }) } };
    const [known, unknown] = await Promise.all([
      run(['show', 'ERP', '--json'], { ...rotated, env: { OLD_SECRET: `${SECRET}-old` } }),
      run(['show', 'ERP', '--json'], rotated),
    ]);
    expect(JSON.parse(known.stdout).previousSecret).toEqual({
      source: 'env',
      env: 'OLD_SECRET',
      encoding: 'utf8',
      kind: 'HMAC secret',
      bits: 376,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      acceptedUntil: '2026-03-02T12:00:00Z',
    });
    expect(JSON.parse(unknown.stdout).previousSecret).toMatchObject({
      trouble: 'the environment variable OLD_SECRET is not set',
    });
  });

  it('prints the whole configuration as JSON, its secret left out', async () => {
    const { stdout } = await run(['show', 'ERP', '--json'], { files });
    const { secretKey: _, ...fields } = erp;
    expect(JSON.parse(stdout)).toEqual({
      ...fields,
      previousSecret: null,
      lastModifiedBy: null,
      secretKey: {
        source: 'literal',
        encoding: 'utf8',
        kind: 'HMAC secret',
        bits: 344,
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    });
  });

  it('says why there is no fingerprint in a store that has no key for them', async () => {
    const { stdout, stderr } = await run(['show', 'ERP'], {
      files: { 'jwtadm.json': { version: 1, configurations: [erp] } },
    });
    expect(stdout).not.toContain('fingerprint');
    expect(stderr).toBe(
      'No fingerprint: the store has no key for them yet, and gets one at its next change.\n',
    );
  });

  it('says in its help what fingerprints compare', async () => {
    const { stdout } = await run(['show', '--help']);
    expect(stdout).toContain('Equal fingerprints are equal secrets within one store');
    expect(stdout).not.toContain('compare with another store');
  });

  it('takes -o json for --json', async () => {
    const [long, short] = await Promise.all([
      run(['show', 'ERP', '--json'], { files }),
      run(['show', 'ERP', '-o', 'json'], { files }),
    ]);
    expect(short.stdout).toBe(long.stdout);
  });

  it('finds a name whatever its case', async () => {
    const { exitCode, stdout } = await run(['show', 'erp', '--json'], { files });
    expect({ exitCode, name: JSON.parse(stdout).name }).toEqual({ exitCode: 0, name: 'ERP' });
  });

  it('follows a reference for the size of the key', async () => {
    const { stdout } = await run(['show', 'CRM', '--json'], { files, env: { CRM_SECRET: SECRET } });
    expect(JSON.parse(stdout).secretKey).toMatchObject({ source: 'env', env: 'CRM_SECRET', bits: 344 });
    expect(stdout).not.toContain(SECRET);
  });

  it('says what is wrong with a reference that leads nowhere, and is done', async () => {
    const { exitCode, stdout } = await run(['show', 'CRM', '--json'], { files });
    expect({ exitCode, secretKey: JSON.parse(stdout).secretKey }).toEqual({
      exitCode: 0,
      secretKey: { source: 'env', env: 'CRM_SECRET', encoding: 'utf8', trouble: expect.any(String) },
    });
  });

  it('shows a public key by its kind and size', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const secretKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const store = storeOf({ ...crm, secretKey, signatureAlgorithm: 'ES256' });
    const { stdout } = await run(['show', 'CRM', '--json'], { files: { 'jwtadm.json': store } });
    expect(JSON.parse(stdout).secretKey).toMatchObject({ kind: 'EC public key', bits: 256 });
  });

  it('prints the secret alone with --reveal', async () => {
    const { exitCode, stdout, stderr } = await run(['show', 'ERP', '--reveal'], { files });
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${SECRET}\n`, stderr: '' });
  });

  it('reveals what a reference leads to', async () => {
    const { stdout } = await run(['show', 'CRM', '--reveal'], { files, env: { CRM_SECRET: SECRET } });
    expect(stdout).toBe(`${SECRET}\n`);
  });

  it('escapes a revealed secret that would act on the terminal', async () => {
    const store = storeOf({ ...crm, secretKey: 'a\u001b[2Jb\nc' });
    const { stdout } = await run(['show', 'CRM', '--reveal'], {
      files: { 'jwtadm.json': store },
      isTerminal: true,
    });
    expect(stdout).toBe('a\\u{1b}[2Jb\nc\n');
  });

  it('cannot reveal a secret that is not there', async () => {
    const { exitCode, stdout, stderr } = await run(['show', 'CRM', '--reveal'], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(stderr).toContain('CRM');
  });

  it('offers the configurations on a terminal', async () => {
    const { exitCode, questions } = await run(['show'], {
      files,
      isTerminal: true,
      answers: ['ERP'],
    });
    expect({ exitCode, questions }).toEqual({
      exitCode: 0,
      questions: [
        { kind: 'search', message: 'Configuration', faults: [], labels: ['CRM (disabled)', 'ERP'] },
      ],
    });
  });

  it('needs a name where no one can be asked', async () => {
    const { exitCode, stderr } = await run(['show'], { files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('NAME is missing');
    expect(stderr).toContain('jwtadm show ERP');
  });

  it('knows what was meant by a name that is nearly right', async () => {
    const { exitCode, stderr } = await run(['show', 'ERPP'], { files });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('did you mean ERP?');
  });

  it('does not echo a name that is of no configuration, since it may be a secret', async () => {
    const { exitCode, stderr, stdout } = await run(['show', SECRET], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).not.toContain(SECRET);
  });

  it.each([[['--reveal', '--json']], [['-o', 'text', '--json']], [['-o', 'xml']]])(
    'refuses %j as a usage error',
    async (flags) => {
      const { exitCode, stdout } = await run(['show', 'ERP', ...flags], { files });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    },
  );
});
