import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY, OTHER_IDENTITY, PASSPHRASE } from '../support/age-keys.ts';
import { type EncryptedStore, encryptedStore } from '../support/encrypted-store.ts';
import { run } from '../support/run.ts';
import { type Answer, CTRL_C } from '../support/scripted-prompt.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const hr = { ...erp, name: 'HR', secretKey: 'another-secret-of-HR' };
const env = { JWTADM_IDENTITY: IDENTITY };
let store: EncryptedStore['document'];

beforeAll(async () => {
  store = (await encryptedStore([erp, crm, hr])).document;
});

describe('decrypt', () => {
  it('writes every secret back as it was, and takes the encryption away', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(['decrypt', '--yes'], {
      files: { 'jwtadm.json': store },
      env,
    });
    expect({ exitCode, stdout, store: readStore() }).toEqual({
      exitCode: 0,
      stdout: '',
      store: storeOf(erp, crm, hr),
    });
    expect(stderr).toBe('Decrypted the secrets of ERP, HR.\n');
  });

  it('keeps encodings and unknown keys', async () => {
    const encoded = { value: 'c2VjcmV0IG9mIEhS', encoding: 'base64', note: 'of Eve' };
    const files = { 'jwtadm.json': storeOf({ ...hr, secretKey: encoded }) };
    const { folder } = await run(['encrypt'], { files, env });
    const { readStore } = await run(['decrypt', '--yes'], { folder, env });
    expect(readStore()).toEqual(files['jwtadm.json']);
  });

  it.each([
    ['yes', [true], storeOf(erp, crm, hr)],
    ['Enter alone', ['Enter' as const], undefined],
    ['no', [false], undefined],
  ])('asks for confirmation, and %s decides', async (_, answers, expected) => {
    const { exitCode, questions, readStore, folder } = await run(['decrypt'], {
      files: { 'jwtadm.json': store },
      env,
      isTerminal: true,
      answers,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: expected ?? store });
    const message = `Write 2 secrets to ${join(folder, 'jwtadm.json')} in plain text?`;
    expect(questions).toEqual([{ kind: 'confirm', message, faults: [] }]);
  });

  it('asks for the passphrase first where one is needed', async () => {
    const { document } = await encryptedStore([erp], { passphrase: PASSPHRASE });
    const { exitCode, questions, readStore } = await run(['decrypt'], {
      files: { 'jwtadm.json': document },
      isTerminal: true,
      answers: ['wrong', PASSPHRASE, true],
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: storeOf(erp) });
    expect(questions.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Passphrase of .*jwtadm\.json$/),
      'That is not the passphrase; try again',
      expect.stringContaining('in plain text?'),
    ]);
  });

  it.each<[string, readonly Answer[], number]>([
    ['wrong passphrases', ['one', 'two', 'three'], 4],
    ['Ctrl-C', [CTRL_C], 130],
  ])('changes nothing after %s', async (_, answers, expected) => {
    const { document } = await encryptedStore([erp], { passphrase: PASSPHRASE });
    const { exitCode, readStore } = await run(['decrypt', '--yes'], {
      files: { 'jwtadm.json': document },
      isTerminal: true,
      answers,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: expected, store: document });
  });

  it.each([
    ['no identity', {}, 'no identity was given'],
    [
      'another identity',
      { JWTADM_IDENTITY: OTHER_IDENTITY },
      'the identity in $JWTADM_IDENTITY does not open it',
    ],
    ['a passphrase', { JWTADM_PASSPHRASE: PASSPHRASE }, 'no identity was given'],
  ])('says with %s what is missing, and changes nothing', async (_, given, message) => {
    const { exitCode, stderr, readStore } = await run(['decrypt', '--yes'], {
      files: { 'jwtadm.json': store },
      env: given,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store });
    expect(stderr).toContain(message);
    expect(stderr).toContain('nothing was changed');
  });

  it('decrypts all or nothing: it names the one that does not open', async () => {
    const [one, two, three] = store.configurations;
    const swapped = { ...store, configurations: [one, two, { ...three, secretKey: one?.secretKey }] };
    for (const flag of ['--yes', '--dry-run']) {
      const { exitCode, stderr, readStore } = await run(['decrypt', flag], {
        files: { 'jwtadm.json': swapped },
        env,
      });
      expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store: swapped });
      expect(stderr).toContain('the secret of HR does not open');
    }
  });

  it('writes no secret to a store that is open to others', async () => {
    const { folder } = await run(['list'], { files: { 'jwtadm.json': store } });
    chmodSync(join(folder, 'jwtadm.json'), 0o644);
    const { exitCode, stderr, readStore } = await run(['decrypt', '--yes'], { folder, env });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store });
    expect(stderr).toContain('chmod 600');
  });

  it('asks no one where no one can be asked', async () => {
    const { exitCode, stderr, readStore } = await run(['decrypt'], { files: { 'jwtadm.json': store }, env });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store });
    expect(stderr).toContain('--yes');
  });

  it('has nothing to do in a store that is not encrypted', async () => {
    const files = { 'jwtadm.json': storeOf(erp) };
    const { exitCode, stdout, readStore } = await run(['decrypt', '--yes', '--json'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: files['jwtadm.json'] });
    expect(JSON.parse(stdout)).toMatchObject({ changed: [] });
  });

  it('says what it would do with --dry-run, and prints it with --json', async () => {
    const { exitCode, stdout, stderr, readStore, folder } = await run(['decrypt', '--dry-run', '--json'], {
      files: { 'jwtadm.json': store },
      env,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store });
    expect(JSON.parse(stdout)).toEqual({ path: join(folder, 'jwtadm.json'), changed: ['ERP', 'HR'] });
    expect(stderr).toContain('Would decrypt the secrets of ERP, HR.');
    expect(`${stdout}${stderr}`).not.toContain(SECRET);
  });

  it('does not overwrite what someone else encrypted anew meanwhile', async () => {
    const { document } = await encryptedStore([erp, crm, hr]);
    const { exitCode, stderr, readStore } = await run(['decrypt'], {
      files: { 'jwtadm.json': store },
      env,
      isTerminal: true,
      answers: [true],
      onQuestion: (folder) => writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(document)),
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store: document });
    expect(stderr).toContain('the encryption of');
    expect(stderr).toContain('changed by someone else meanwhile');
  });
});
