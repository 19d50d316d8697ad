import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { CTRL_C } from '../support/scripted-prompt.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };
const untouched = files['jwtadm.json'];

describe('delete', () => {
  it('deletes without asking with --yes', async () => {
    const { exitCode, stdout, stderr, readStore } = await run(['delete', 'ERP', '--yes'], { files });
    expect({ exitCode, stdout, store: readStore() }).toEqual({
      exitCode: 0,
      stdout: '',
      store: storeOf(crm),
    });
    expect(stderr).toContain('Deleted ERP.');
  });

  it('deletes several together under its alias rm', async () => {
    const { exitCode, readStore } = await run(['rm', 'ERP', 'crm', '-y'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: storeOf() });
  });

  it('asks on a terminal, names what goes and says what is enabled', async () => {
    const { exitCode, questions, readStore } = await run(['delete', 'ERP', 'CRM'], {
      files,
      isTerminal: true,
      answers: [true],
    });
    expect({ exitCode, questions, store: readStore() }).toEqual({
      exitCode: 0,
      questions: [{ kind: 'confirm', message: 'Delete ERP (enabled), CRM?', faults: [] }],
      store: storeOf(),
    });
  });

  it.each([[false], ['Enter']])('changes nothing when the answer is %s', async (answer) => {
    const { exitCode, stderr, readStore } = await run(['delete', 'ERP'], {
      files,
      isTerminal: true,
      answers: [answer],
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: untouched });
    expect(stderr).toContain('Nothing was changed.');
  });

  it('changes nothing when Ctrl-C is pressed', async () => {
    const { exitCode, readStore } = await run(['delete', 'ERP'], {
      files,
      isTerminal: true,
      answers: [CTRL_C],
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 130, store: untouched });
  });

  it('lets several be picked on a terminal', async () => {
    const { exitCode, readStore } = await run(['delete'], {
      files,
      isTerminal: true,
      answers: [['CRM', 'ERP'], true],
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: storeOf() });
  });

  it('changes nothing when none is picked', async () => {
    const { exitCode, stderr, readStore } = await run(['delete'], { files, isTerminal: true, answers: [[]] });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: untouched });
    expect(stderr).toContain('nothing was changed');
  });

  it('deletes nothing at all when one of the names is unknown', async () => {
    const { exitCode, stderr, readStore } = await run(['delete', 'ERP', SECRET, '--yes'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 3, store: untouched });
    expect(stderr).toContain('nothing was changed');
    expect(stderr).not.toContain(SECRET);
  });

  it.each([
    ['without --yes', ['delete', 'ERP'], {}],
    ['with --no-input on a terminal', ['delete', 'ERP', '--no-input'], { isTerminal: true }],
    ['in CI', ['delete', 'ERP'], { isTerminal: true, env: { CI: 'true' } }],
    ['without a name', ['delete', '--yes'], {}],
  ])('%s is a usage error where no one can be asked', async (_case, argv, setting) => {
    const { exitCode, stderr, readStore } = await run(argv, { files, ...setting });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: untouched });
    expect(stderr).toContain('--yes');
  });

  it('prints what was deleted as JSON', async () => {
    const { stdout } = await run(['delete', 'ERP', '--yes', '--json'], { files });
    expect(JSON.parse(stdout)).toMatchObject({ name: 'ERP', usernameField: 'loginname' });
    expect(stdout).not.toContain(SECRET);
  });

  it('prints an array for several names', async () => {
    const { stdout } = await run(['delete', 'ERP', 'CRM', '--yes', '--json'], { files });
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'ERP' }, { name: 'CRM' }]);
  });

  it('writes nothing with --dry-run', async () => {
    const { exitCode, stderr, readStore } = await run(['delete', 'ERP', '--dry-run'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 0, store: untouched });
    expect(stderr).toContain('Would delete ERP.');
  });
});
