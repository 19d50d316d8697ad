import { describe, expect, it } from 'vitest';
import { run, SIGNED } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };

describe('enable and disable', () => {
  it('enable says which configuration changed, and only that one changes', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(['enable', 'CRM'], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('Enabled: CRM.');
    expect(readStore()).toEqual(storeOf(erp, { ...crm, enabled: true, ...SIGNED }));
  });

  it('disable says which changed and which were disabled already', async () => {
    const { exitCode, stderr, readStore } = await run(['disable', 'ERP', 'CRM'], { files });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Disabled: ERP.');
    expect(stderr).toContain('Already disabled: CRM.');
    expect(readStore()).toEqual(storeOf({ ...erp, enabled: false, ...SIGNED }, crm));
  });

  it('does not touch the file when nothing has to change', async () => {
    const text = JSON.stringify(storeOf(erp));
    const { exitCode, stderr, readText } = await run(['enable', 'ERP'], { files: { 'jwtadm.json': text } });
    expect({ exitCode, text: readText() }).toEqual({ exitCode: 0, text });
    expect(stderr).toContain('Already enabled: ERP.');
  });

  it('changes nothing at all when one of the names is unknown', async () => {
    const { exitCode, stderr, readStore } = await run(['enable', 'CRM', 'ERQ'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 3, store: files['jwtadm.json'] });
    expect(stderr).toContain('name 2');
    expect(stderr).toContain('did you mean ERP?');
  });

  it('prints one object for one name and an array for several', async () => {
    const one = await run(['enable', 'CRM', '--json'], { files });
    const several = await run(['disable', 'ERP', 'CRM', '--json'], { files });
    expect(JSON.parse(one.stdout)).toMatchObject({ name: 'CRM', enabled: true, ...SIGNED });
    expect(JSON.parse(several.stdout)).toMatchObject([
      { name: 'ERP', enabled: false },
      { name: 'CRM', enabled: false },
    ]);
    expect(several.stdout).not.toContain(SECRET);
  });

  it('writes nothing with --dry-run', async () => {
    const { exitCode, stderr, readStore } = await run(['enable', 'CRM', '--dry-run'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: files['jwtadm.json'] });
    expect(stderr).toContain('Would be enabled: CRM.');
  });

  it.each([
    ['does not fit', { signatureAlgorithm: 'ES256' }, 'its secret is a shared secret, and ES256 needs'],
    ['cannot be used', { secretKey: { value: 'zz', encoding: 'hex' } }, 'its secret is not hex'],
    ['is empty', { secretKey: '' }, 'its secret is empty'],
  ])('warns of a secret that %s, and enables all the same', async (_case, changes, told) => {
    const store = storeOf({ ...erp, enabled: false, ...changes });
    const { exitCode, stderr, readStore } = await run(['enable', 'ERP', '-q'], {
      files: { 'jwtadm.json': store },
    });
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ enabled: true }] },
    });
    expect(stderr).toContain(`warning: no token can log in under ERP: ${told}`);
  });

  it.each([
    ['a secret that is not on this machine', ['enable', 'CRM', '-q']],
    ['a good one', ['enable', 'ERP', '-q']],
  ])('does not warn of %s', async (_case, argv) => {
    const { stderr } = await run(argv, { files });
    expect(stderr).toBe('');
  });

  it('lets several be picked on a terminal', async () => {
    const { exitCode, questions, readStore } = await run(['enable'], {
      files,
      isTerminal: true,
      answers: [['CRM']],
    });
    expect({ exitCode, asked: questions.map(({ message }) => message) }).toEqual({
      exitCode: 0,
      asked: ['Enable which?'],
    });
    expect(readStore()).toMatchObject({ configurations: [{}, { name: 'CRM', enabled: true }] });
  });

  it.each(['enable', 'disable'])('%s needs a name where no one can be asked', async (command) => {
    const { exitCode, stderr } = await run([command], { files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`jwtadm ${command} ERP`);
  });
});
