import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyFor } from '../support/mint-token.ts';
import { NOW, run, type Setting, SIGNED } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const NEW_SECRET = 'Zx9v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';
const OLDER_SECRET = 'Ab9v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';
const TOMORROW = '2026-03-02T12:00:00.000Z';

const files = { 'jwtadm.json': storeOf(erp, crm) };
const rotated = {
  ...erp,
  secretKey: NEW_SECRET,
  previousSecret: { secretKey: SECRET, acceptedUntil: TOMORROW },
};
const rotatedFiles = { 'jwtadm.json': storeOf(rotated) };
const portal = {
  ...erp,
  name: 'Portal',
  signatureAlgorithm: 'ES256',
  secretKey: keyFor('ES256').publicPem,
};

/** The first configuration that a run left, and how the run ended. */
async function edit(argv: readonly string[], setting: Setting = {}) {
  const { exitCode, stdout, stderr, readStore, questions } = await run(['edit', ...argv], {
    files,
    ...setting,
  });
  const { configurations } = readStore() as { configurations: [Record<string, unknown>] };
  return { exitCode, stdout, stderr, first: configurations[0], store: readStore(), questions };
}

describe('edit --rotate-secret', () => {
  it('makes the present secret the previous one for a day, and tells until when', async () => {
    const { exitCode, stdout, stderr, store } = await edit(['ERP', '--rotate-secret', '--secret-stdin'], {
      stdin: NEW_SECRET,
    });
    expect({ exitCode, stdout, store }).toEqual({
      exitCode: 0,
      stdout: '',
      store: storeOf({ ...rotated, ...SIGNED }, crm),
    });
    expect(stderr).toContain('The previous secret is accepted until 2026-03-02T12:00:00Z');
    expect(stderr).not.toContain(SECRET);
    expect(stderr).not.toContain(NEW_SECRET);
  });

  it('shows old and new as fingerprints, which change places', async () => {
    const { stderr } = await edit(['ERP', '--rotate-secret', '--secret-stdin', '--dry-run'], {
      stdin: NEW_SECRET,
    });
    const prints = [...stderr.replaceAll(/\s+/g, ' ').matchAll(/fingerprint ([0-9a-f]{16})/g)].map(
      ([, print]) => print,
    );
    expect(prints).toEqual([prints[0], prints[1], prints[0]]);
    expect(prints[0]).not.toBe(prints[1]);
    expect(stderr).toMatch(/Previous Secret\s+- → HMAC secret of 344 bits/);
  });

  it.each([
    ['1', '2026-03-01T12:00:01.000Z'],
    ['90m', '2026-03-01T13:30:00.000Z'],
    ['366d', '2027-03-02T12:00:00.000Z'],
  ])('with --grace %s accepts it until %s', async (grace, acceptedUntil) => {
    const { first } = await edit(['ERP', '--rotate-secret', '--grace', grace, '--generate-secret']);
    expect(first.previousSecret).toEqual({ secretKey: SECRET, acceptedUntil });
  });

  it('generates the new secret, prints it alone, and the whole with --json', async () => {
    const { stdout, first } = await edit(['ERP', '--rotate-secret', '--generate-secret', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      generatedSecret: first.secretKey,
      previousSecret: { source: 'literal', kind: 'HMAC secret', bits: 344, acceptedUntil: TOMORROW },
    });
    expect(stdout).not.toContain(SECRET);
  });

  it('writes nothing with --dry-run', async () => {
    const { exitCode, store } = await edit(['ERP', '--rotate-secret', '--generate-secret', '--dry-run']);
    expect({ exitCode, store }).toEqual({ exitCode: 0, store: files['jwtadm.json'] });
  });

  it('asks for the new secret on a terminal', async () => {
    const { first, questions } = await edit(['ERP', '--rotate-secret'], {
      isTerminal: true,
      answers: { 'The secret': [NEW_SECRET] },
    });
    expect(questions.map(({ kind }) => kind)).toEqual(['choose', 'secret']);
    expect(first).toMatchObject({ secretKey: NEW_SECRET, previousSecret: { secretKey: SECRET } });
  });

  it('rotates references, which it does not follow', async () => {
    const { exitCode, store } = await edit(['CRM', '--rotate-secret', '--secret-ref', 'env:CRM_NEW']);
    expect({ exitCode, store }).toMatchObject({
      exitCode: 0,
      store: {
        configurations: [
          {},
          {
            secretKey: { env: 'CRM_NEW' },
            previousSecret: { secretKey: { env: 'CRM_SECRET' }, acceptedUntil: TOMORROW },
          },
        ],
      },
    });
  });

  it('rotates a public key', async () => {
    const { first } = await edit(['Portal', '--rotate-secret', '--secret-file', 'new.pem'], {
      files: { 'jwtadm.json': storeOf(portal), 'new.pem': keyFor('ES256', 'new').publicPem },
    });
    expect(first).toMatchObject({
      secretKey: keyFor('ES256', 'new').publicPem.trimEnd(),
      previousSecret: { secretKey: portal.secretKey },
    });
  });

  it('takes the place of a previous secret whose time is over', async () => {
    const over = { secretKey: OLDER_SECRET, acceptedUntil: NOW };
    const { first } = await edit(['ERP', '--rotate-secret', '--generate-secret'], {
      files: { 'jwtadm.json': storeOf({ ...erp, previousSecret: over }) },
    });
    expect(first.previousSecret).toEqual({ secretKey: SECRET, acceptedUntil: TOMORROW });
  });

  it('can turn back to the secret before, while the new one stays accepted', async () => {
    const over = { secretKey: OLDER_SECRET, acceptedUntil: NOW };
    const { exitCode, first } = await edit(['ERP', '--rotate-secret', '--secret-stdin'], {
      files: { 'jwtadm.json': storeOf({ ...erp, previousSecret: over }) },
      stdin: OLDER_SECRET,
    });
    expect({ exitCode, first }).toMatchObject({
      exitCode: 0,
      first: { secretKey: OLDER_SECRET, previousSecret: { secretKey: SECRET } },
    });
  });

  it('never overwrites what someone else changed meanwhile', async () => {
    const { exitCode, store } = await edit(['ERP', '--rotate-secret'], {
      isTerminal: true,
      answers: { 'The secret': [NEW_SECRET] },
      onQuestion(folder) {
        const path = join(folder, 'jwtadm.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('loginname', 'upn'));
      },
    });
    expect({ exitCode, store }).toEqual({
      exitCode: 4,
      store: storeOf({ ...erp, usernameField: 'upn' }, crm),
    });
  });
});

describe('edit --rotate-secret refuses', () => {
  it.each([
    [['ERP', '--grace', '2h'], '--grace goes with --rotate-secret'],
    [['ERP', '--rotate-secret', '--grace', '0', '--generate-secret'], '--grace must be 1 second to 366 days'],
    [['ERP', '--rotate-secret', '--grace', '367d', '--generate-secret'], '--grace must be 1 second to 366'],
    [['ERP', '--rotate-secret', '--grace', 'soon', '--generate-secret'], '--grace must be 1 second to 366'],
    [['ERP', '--rotate-secret'], '--rotate-secret needs the new secret (--secret-stdin'],
    [['ERP', '--rotate-secret'], 'for example: `jwtadm edit ERP --rotate-secret --generate-secret`'],
    [
      ['ERP', '--rotate-secret', '--algorithm', 'RS256', '--secret-file', 'x.pem'],
      '--rotate-secret and another algorithm exclude each other',
    ],
    [
      ['ERP', '--rotate-secret', '--algorithm', 'HS512', '--generate-secret'],
      'only HS512 would be accepted from now on',
    ],
    [
      ['ERP', '--rotate-secret', '--generate-secret', '--unset', 'previousSecret'],
      'previousSecret cannot be both set and unset',
    ],
    [['CRM', '--rotate-secret', '--secret-ref', 'env:CRM_SECRET'], 'the new reference is the present one'],
  ])('%j', async (argv, message) => {
    const { exitCode, stderr, store } = await edit(argv);
    expect({ exitCode, store }).toEqual({ exitCode: 2, store: files['jwtadm.json'] });
    expect(stderr).toContain(message);
  });

  it.each([
    ['as text', ['--secret-stdin'], SECRET],
    [
      'in another encoding',
      ['--secret-stdin', '--secret-encoding', 'hex'],
      Buffer.from(SECRET).toString('hex'),
    ],
    ['in a variable', ['--secret-ref', 'env:SAME'], ''],
  ])('the same secret %s', async (_how, flags, stdin) => {
    const { exitCode, stderr, store } = await edit(['ERP', '--rotate-secret', ...flags], {
      stdin,
      env: { SAME: SECRET },
    });
    expect({ exitCode, store }).toEqual({ exitCode: 2, store: files['jwtadm.json'] });
    expect(stderr).toContain('the new secret is the one that ERP has');
    expect(stderr).not.toContain(SECRET);
  });

  it('a second one while the first is under way, and says how to end that', async () => {
    const { exitCode, stderr, store } = await edit(['ERP', '--rotate-secret', '--generate-secret'], {
      files: rotatedFiles,
    });
    expect({ exitCode, store }).toEqual({ exitCode: 2, store: rotatedFiles['jwtadm.json'] });
    expect(stderr).toContain('still accepted until 2026-03-02T12:00:00Z');
    expect(stderr).toContain('`jwtadm edit ERP --unset previous-secret`');
  });

  it('to keep a secret that no token can have been signed with', async () => {
    const { exitCode, stderr } = await edit(['ERP', '--rotate-secret', '--generate-secret'], {
      files: { 'jwtadm.json': storeOf({ ...erp, secretKey: '' }) },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('there is nothing to keep: the present secret of ERP is empty');
  });
});

describe('a previous secret', () => {
  it.each(['previousSecret', 'previous-secret', '--previous-secret'])(
    'ends at once with --unset %s',
    async (field) => {
      const { exitCode, stderr, first } = await edit(['ERP', '--unset', field], { files: rotatedFiles });
      expect({ exitCode, first }).toEqual({
        exitCode: 0,
        first: { ...erp, secretKey: NEW_SECRET, ...SIGNED },
      });
      expect(stderr).toContain('The previous secret is accepted no longer.');
    },
  );

  it('stays when only the current one is replaced, which is told', async () => {
    const { stderr, first } = await edit(['ERP', '--generate-secret'], { files: rotatedFiles });
    expect(first.previousSecret).toEqual(rotated.previousSecret);
    expect(stderr).toContain('The previous secret is still accepted until 2026-03-02T12:00:00Z');
  });

  it('stays unmentioned when something else changes', async () => {
    const { stderr, first } = await edit(['ERP', '--disabled'], { files: rotatedFiles });
    expect(first.previousSecret).toEqual(rotated.previousSecret);
    expect(stderr).not.toMatch(/previous/i);
  });

  it('is of no use under another kind of algorithm, which is warned of', async () => {
    const { exitCode, stderr } = await edit(['ERP', '--algorithm', 'ES256', '--secret-file', 'new.pem'], {
      files: { ...rotatedFiles, 'new.pem': keyFor('ES256').publicPem },
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: the previous secret is a shared secret, and ES256 needs');
  });

  it('keeps a store closed whose current secret is a reference', async () => {
    const store = storeOf({ ...rotated, secretKey: { env: 'ERP_NEW' } });
    const { folder } = await run(['list'], { files: { 'jwtadm.json': store } });
    chmodSync(join(folder, 'jwtadm.json'), 0o644);
    const { exitCode, stderr } = await run(['list'], { folder });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('holds a secret and is open to others');
  });
});
