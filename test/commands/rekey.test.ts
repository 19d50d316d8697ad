import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  IDENTITY,
  IDENTITY_FILE,
  OTHER_IDENTITY,
  OTHER_RECIPIENT,
  PASSPHRASE,
  RECIPIENT,
} from '../support/age-keys.ts';
import { type EncryptedStore, encryptedStore } from '../support/encrypted-store.ts';
import { run } from '../support/run.ts';
import { CTRL_C } from '../support/scripted-prompt.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const hr = { ...erp, name: 'HR', secretKey: 'another-secret-of-HR' };
const env = { JWTADM_IDENTITY: IDENTITY };
let store: EncryptedStore['document'];

beforeAll(async () => {
  const { document } = await encryptedStore([erp, crm, hr]);
  store = {
    ...document,
    encryption: { ...document.encryption, note: 'of ours' } as typeof document.encryption,
  };
});

/** The secrets of ERP and HR as `show --reveal` prints them. */
async function revealed(folder: string, given: Record<string, string>): Promise<string[]> {
  const shown = ['ERP', 'HR'].map((name) => run(['show', name, '--reveal'], { folder, env: given }));
  return (await Promise.all(shown)).map(({ stdout }) => stdout.trimEnd());
}

describe('rekey', () => {
  it('encrypts every secret with a new key for the same recipients', async () => {
    const { exitCode, stdout, stderr, readStore, folder } = await run(['rekey'], {
      files: { 'jwtadm.json': store },
      env,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('Encrypted the secrets of ERP, HR with a new key.');
    const written = readStore() as EncryptedStore['document'];
    expect(written.encryption).toEqual({ ...store.encryption, dataKey: expect.any(String) });
    expect(written.encryption.dataKey).not.toBe(store.encryption.dataKey);
    const fresh = written.configurations.map(({ secretKey }) => secretKey);
    expect(fresh.filter((each, index) => each === store.configurations[index]?.secretKey)).toEqual([]);
    expect(written.configurations.map(({ secretKey: _, ...rest }) => rest)).toEqual(
      store.configurations.map(({ secretKey: _, ...rest }) => rest),
    );
    expect(await revealed(folder, env)).toEqual([SECRET, hr.secretKey]);
  });

  it('makes what was encrypted with the old key useless', async () => {
    const { readStore, folder } = await run(['rekey'], { files: { 'jwtadm.json': store }, env });
    const written = readStore() as EncryptedStore['document'];
    const replayed = { ...written, configurations: store.configurations };
    const { stdout } = await run(['check', '--json'], { folder, env, files: { 'jwtadm.json': replayed } });
    const { configurations } = JSON.parse(stdout) as { configurations: { findings: { code: string }[] }[] };
    expect(configurations.map(({ findings }) => findings[0]?.code)).toEqual([
      'key-unreadable',
      'secret-unavailable',
      'key-unreadable',
    ]);
  });

  it('removes what was kept of the store under the old key', async () => {
    const { folder } = await run(['edit', 'ERP', '--issuer', 'x'], { files: { 'jwtadm.json': store } });
    const { stderr, exists } = await run(['rekey'], { folder, env });
    expect([1, 2].map((number) => exists(`jwtadm.json.bak.${number}`))).toEqual([false, false]);
    expect(stderr).toContain('What was kept of the store from before is removed.');
  });

  it('takes other recipients, and shuts out who is not among them', async () => {
    const { exitCode, stderr, folder } = await run(['rekey', '--recipient', OTHER_RECIPIENT], {
      files: { 'jwtadm.json': store },
      env,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('cannot decrypt the secrets');
    expect(await revealed(folder, env)).toEqual(['', '']);
    expect(await revealed(folder, { JWTADM_IDENTITY: OTHER_IDENTITY })).toEqual([SECRET, hr.secretKey]);
  });

  it('makes a new identity, which alone opens the secrets', async () => {
    const { stdout, folder } = await run(['rekey', '--generate-identity', 'new.txt', '--json'], {
      files: { 'jwtadm.json': store },
      env,
    });
    expect(JSON.parse(stdout)).toEqual({
      path: join(folder, 'jwtadm.json'),
      changed: ['ERP', 'HR'],
      recipients: [expect.stringMatching(/^age1/)],
      identityFile: join(folder, 'new.txt'),
    });
    expect(await revealed(folder, env)).toEqual(['', '']);
    expect(await revealed(folder, { JWTADM_IDENTITY_FILE: 'new.txt' })).toEqual([SECRET, hr.secretKey]);
  });

  it('encrypts what stands there in plain text, too', async () => {
    const mixed = { ...store, configurations: [...store.configurations, { ...erp, name: 'Hand' }] };
    const { readText } = await run(['rekey'], { files: { 'jwtadm.json': mixed }, env });
    expect(readText()).not.toContain(SECRET);
  });

  it('goes from a passphrase to recipients', async () => {
    const { document } = await encryptedStore([erp, hr], { passphrase: PASSPHRASE });
    const { exitCode, folder } = await run(['rekey', '--recipients-file', 'admins.txt'], {
      files: { 'jwtadm.json': document, 'admins.txt': RECIPIENT },
      env: { JWTADM_PASSPHRASE: PASSPHRASE },
    });
    expect(exitCode).toBe(0);
    expect(await revealed(folder, env)).toEqual([SECRET, hr.secretKey]);
  });

  it('goes from recipients to a passphrase', async () => {
    const { exitCode, stdout, readStore, folder } = await run(
      ['rekey', '--new-passphrase-file', 'pass.txt', '--json'],
      { files: { 'jwtadm.json': store, 'pass.txt': `${PASSPHRASE}\n` }, env },
    );
    expect({ exitCode, recipients: JSON.parse(stdout).recipients }).toEqual({
      exitCode: 0,
      recipients: null,
    });
    expect(Object.keys((readStore() as EncryptedStore['document']).encryption).sort()).toEqual([
      'dataKey',
      'note',
    ]);
    const { stdout: shown } = await run(['show', 'ERP', '--reveal', '--passphrase-file', 'pass.txt'], {
      folder,
    });
    expect(shown).toBe(`${SECRET}\n`);
  }, 60_000);

  it('asks for another passphrase on a terminal, after the present one', async () => {
    const { document } = await encryptedStore([erp], { passphrase: PASSPHRASE });
    const { exitCode, questions, readStore } = await run(['rekey', '--change-passphrase'], {
      files: { 'jwtadm.json': document },
      isTerminal: true,
      answers: [PASSPHRASE, 'short', `${PASSPHRASE} 2`, CTRL_C],
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 130, store: document });
    expect(questions.map(({ message }) => message.replace(/of .*/, '…'))).toEqual([
      'Passphrase …',
      'New passphrase for the secrets',
      'Repeat the passphrase',
    ]);
  });

  it('encrypts for no one whom someone wrote into the store', async () => {
    const planted = {
      ...store,
      encryption: { ...store.encryption, recipients: [RECIPIENT, OTHER_RECIPIENT] },
    };
    const refused = await run(['rekey'], { files: { 'jwtadm.json': planted }, env });
    expect({ exitCode: refused.exitCode, store: refused.readStore() }).toEqual({
      exitCode: 2,
      store: planted,
    });
    expect(refused.stderr).toContain('"encryption.recipients" was changed by hand');
    const named = await run(['rekey', '--recipient', RECIPIENT], { folder: refused.folder, env });
    expect(named.exitCode).toBe(0);
    expect(await revealed(named.folder, { JWTADM_IDENTITY: OTHER_IDENTITY })).toEqual(['', '']);
  });

  it('does not lose what does not open: it names it and changes nothing', async () => {
    const [one, two, three] = store.configurations;
    const damaged = { ...store, configurations: [one, two, { ...three, secretKey: { encrypted: 'AAAA' } }] };
    const { exitCode, stderr, readStore, exists } = await run(['rekey', '--generate-identity', 'new.txt'], {
      files: { 'jwtadm.json': damaged },
      env,
    });
    expect({ exitCode, store: readStore(), isMade: exists('new.txt') }).toEqual({
      exitCode: 4,
      store: damaged,
      isMade: false,
    });
    expect(stderr).toContain('the secret of HR does not open');
  });

  it('says what it would do with --dry-run, and writes nothing', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(['rekey', '--dry-run', '--json'], {
      files: { 'jwtadm.json': store },
      env,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store });
    expect(JSON.parse(stdout)).toMatchObject({ changed: ['ERP', 'HR'] });
    expect(stderr).toContain('Would encrypt the secrets of ERP, HR with a new key.');
  });

  it.each([
    ['no identity', ['rekey'], {}, 4, 'no identity was given'],
    [
      'two ways at once',
      ['rekey', '--recipient', RECIPIENT, '--change-passphrase'],
      env,
      2,
      'one passphrase',
    ],
    ['no one to ask', ['rekey', '--change-passphrase'], env, 2, '--new-passphrase-file'],
    ['a short passphrase', ['rekey', '--new-passphrase-file', 'key.txt'], env, 2, 'at least 12 are required'],
    ['no such file', ['rekey', '--new-passphrase-file', 'none.txt'], env, 2, 'there is no such file'],
  ])('refuses with %s, and changes nothing', async (_, argv, given, expected, message) => {
    const { exitCode, stderr, readStore } = await run(argv, {
      files: { 'jwtadm.json': store, 'key.txt': 'too short' },
      env: given,
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: expected, store });
    expect(stderr).toContain(message);
  });

  it('names encrypt in a store that is not encrypted', async () => {
    const files = { 'jwtadm.json': storeOf(erp), 'key.txt': IDENTITY_FILE };
    const { exitCode, stderr, readStore } = await run(['rekey', '--identity-file', 'key.txt'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: files['jwtadm.json'] });
    expect(stderr).toContain('`jwtadm encrypt`');
  });
});
