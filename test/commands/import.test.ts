import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IDENTITY_FILE } from '../support/age-keys.ts';
import { dataforErp } from '../support/datafor.ts';
import { encryptedStore } from '../support/encrypted-store.ts';
import { run } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const strong = { ...dataforErp, secret: SECRET, initpwd: `${SECRET}-password` };
const list = { success: true, data: [strong, { ...strong, name: 'Portal' }] };
const files = { 'jwtadm.json': storeOf(erp, crm), 'list.json': list };

/** The names in a store. */
function namesIn(store: unknown): string[] {
  return (store as { configurations: { name: string }[] }).configurations.map(({ name }) => name);
}

describe('import and export', () => {
  it("bring the server's list through a store unchanged", async () => {
    const first = await run(['import', 'list.json', '--config', 'new.json'], { files });
    expect({ exitCode: first.exitCode, stdout: first.stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(first.stderr).toContain('Added: ERP, Portal.');
    const { folder } = first;
    const { stdout } = await run(['export', '--format', 'datafor', '--reveal', '--config', 'new.json'], {
      folder,
    });
    expect(JSON.parse(stdout)).toEqual(list.data);
  });

  it('bring a store with all its keys into another one', async () => {
    const noted = {
      ...erp,
      note: { a: 1 },
      previousSecret: { secretKey: SECRET, acceptedUntil: '2027-01-01T00:00:00Z' },
    };
    const exported = await run(['export', '--reveal', '--file', 'all.json'], {
      files: { 'jwtadm.json': storeOf(noted, crm) },
    });
    expect(exported).toMatchObject({ exitCode: 0, stdout: '' });
    const { folder } = exported;
    const { stderr, readStore } = await run(['import', 'all.json', '--config', 'copy.json'], { folder });
    expect(stderr).toContain('CRM');
    expect(readStore('copy.json')).toMatchObject({ configurations: [noted, { ...crm, enabled: false }] });
  });

  it('keep a secret in an encrypted store encrypted, the initial password too', async () => {
    const { document } = await encryptedStore([{ ...crm, name: 'X', secretKey: SECRET }]);
    const args = ['--identity-file', 'key.txt'];
    const { exitCode, folder, readText } = await run(['import', 'list.json', ...args], {
      files: { 'jwtadm.json': document, 'list.json': list, 'key.txt': IDENTITY_FILE },
    });
    expect(exitCode).toBe(0);
    expect(readText()).not.toContain(SECRET);
    const { stdout } = await run(['export', 'ERP', '--format', 'datafor', '--reveal', ...args], { folder });
    expect(JSON.parse(stdout)).toEqual([strong]);
    const renamed = await run(['edit', 'ERP', '--name', 'Finance', ...args], { folder });
    expect(renamed.exitCode).toBe(0);
    const after = await run(['export', 'Finance', '--format', 'datafor', '--reveal', ...args], { folder });
    expect(JSON.parse(after.stdout)).toMatchObject([{ name: 'Finance', initpwd: strong.initpwd }]);
  });
});

describe('import', () => {
  it('refuses names that are taken, and changes nothing', async () => {
    const { exitCode, stderr, readStore } = await run(['import', 'list.json'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: files['jwtadm.json'] });
    expect(stderr).toContain('ERP: this name is taken; nothing was changed');
    expect(stderr).toContain('--on-conflict');
  });

  it.each([
    ['skip', ['ERP', 'CRM', 'Portal'], 'Skipped: ERP.'],
    ['replace', ['ERP', 'CRM', 'Portal'], 'Replaced: ERP.'],
    ['rename', ['ERP', 'CRM', 'ERP-2', 'Portal'], 'Renamed: ERP to ERP-2.'],
  ])('with --on-conflict %s leaves %j', async (choice, names, told) => {
    const { exitCode, stderr, readStore } = await run(['import', 'list.json', '--on-conflict', choice], {
      files,
    });
    expect({ exitCode, names: namesIn(readStore()) }).toEqual({ exitCode: 0, names });
    expect(stderr).toContain(told);
    expect(stderr.indexOf(told)).toBeLessThan(stderr.indexOf('Added: Portal.'));
  });

  it('replaces the whole configuration, and the history tells its fields', async () => {
    const { folder, readStore } = await run(['import', 'list.json', '--on-conflict', 'replace'], { files });
    const [replaced] = (readStore() as { configurations: object[] }).configurations;
    expect(replaced).not.toHaveProperty('issuer');
    expect(replaced).toMatchObject({
      lastModified: '2025-01-23T02:58:34.115Z',
      initialPassword: strong.initpwd,
    });
    expect((await run(['history'], { folder })).stdout).toContain('issuer');
    const again = await run(['import', 'list.json', '--on-conflict', 'replace'], { folder });
    expect(again.stderr).toContain('Unchanged: ERP, Portal.');
  });

  it('replaces it for a later date alone, too', async () => {
    const argv = ['import', '-', '--on-conflict', 'replace'];
    const { folder } = await run(argv, { stdin: JSON.stringify(strong) });
    const later = { ...strong, lastModifiedDate: strong.lastModifiedDate + 1 };
    const { stderr } = await run(argv, { folder, stdin: JSON.stringify(later) });
    expect(stderr).toContain('Replaced: ERP.');
    const { stdout } = await run(['export', '--format', 'datafor', '--reveal'], { folder });
    expect(JSON.parse(stdout)).toEqual([later]);
  });

  it('does not replace what someone else changed meanwhile', async () => {
    const before = { ...crm, name: 'ERP', secretKey: SECRET };
    const passphrase = 'correct horse battery';
    const { document } = await encryptedStore([before], { passphrase });
    const changedText = JSON.stringify(document).replace('3600', '3601');
    const { exitCode, stderr, readText } = await run(['import', 'list.json', '--on-conflict', 'replace'], {
      files: { 'jwtadm.json': document, 'list.json': list },
      isTerminal: true,
      answers: [passphrase],
      onQuestion: (folder) => writeFileSync(join(folder, 'jwtadm.json'), changedText),
    });
    expect({ exitCode, text: readText() }).toEqual({ exitCode: 4, text: changedText });
    expect(stderr).toContain('changed by someone else meanwhile');
    expect(stderr).not.toContain('Replaced');
  });

  it('shows in a dry run what would become of each, and writes nothing', async () => {
    const argv = ['import', 'list.json', '--on-conflict', 'rename', '--dry-run', '--json'];
    const { exitCode, stdout, stderr, readStore } = await run(argv, { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: files['jwtadm.json'] });
    expect(stderr).toContain('Would be added: Portal.');
    expect(JSON.parse(stdout)).toMatchObject({
      steps: [
        { name: 'ERP', action: 'renamed', to: 'ERP-2' },
        { name: 'Portal', action: 'added' },
      ],
    });
  });

  it('takes weak secrets with a warning', async () => {
    const weak = [dataforErp, { ...dataforErp, name: 'B', secret: 'kx4q' }];
    const { exitCode, stderr } = await run(['import', '-'], { stdin: JSON.stringify(weak) });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: the secret of ERP is a well-known placeholder');
    expect(stderr).toContain('warning: the secret of B has 32 bits');
  });

  it('tells every fault of a document at once, and takes nothing of it', async () => {
    const { secret: _, ...poor } = strong;
    const { exitCode, stderr, exists } = await run(['import', 'a.json', '--config', 'new.json'], {
      files: { 'a.json': [strong, { ...poor, name: 'B' }, { ...strong, name: 'C', expire: 0 }] },
    });
    expect({ exitCode, made: exists('new.json') }).toEqual({ exitCode: 2, made: false });
    expect(stderr).toContain('[1].secret is missing');
    expect(stderr).toContain('[2].expire must be at least 1 second');
  });

  it.each([
    ['{', 'line 1, column 2: this is not JSON'],
    ['{"a":1,"a":2}', 'a name that occurs twice'],
    ['[12345678901234567890]', 'more digits than jwtadm can keep'],
  ])('refuses %s', async (stdin, fault) => {
    const { exitCode, stderr } = await run(['import', '-'], { stdin });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(fault);
  });

  it('refuses a file that is not there', async () => {
    const { exitCode, stderr } = await run(['import', 'no.json']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('there is no such file');
  });
});
