import { describe, expect, it } from 'vitest';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';
import { keys, startOnTerminal } from '../support/terminal-run.ts';

describe('create on a real terminal', () => {
  it('asks, hides the secret, shows the form and submits', async () => {
    const terminal = startOnTerminal(['create'], storeOf());
    await terminal.waitFor('Name');
    terminal.type(`CRM${keys.enter}`);
    await terminal.waitFor('Username Field');
    terminal.type(`sub${keys.enter}`);
    await terminal.waitFor('Secret Key');
    terminal.type(`${SECRET}${keys.ctrlT}${keys.enter}`);
    await terminal.waitFor('Submit?');
    terminal.type(keys.enter);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({
      configurations: [{ name: 'CRM', usernameField: 'sub', secretKey: SECRET }],
    });
    expect(terminal.raw()).not.toContain(SECRET);
  });

  it('tells a wrong answer at once and lets it be mended', async () => {
    const terminal = startOnTerminal(
      ['create', '--username-field', 'sub', '--generate-secret'],
      storeOf(erp),
    );
    await terminal.waitFor('Name');
    terminal.type(`erp${keys.enter}`);
    await terminal.waitFor('there is a configuration of that name already');
    terminal.type(`2${keys.enter}`);
    await terminal.waitFor('Submit?');
    terminal.type(`y${keys.enter}`);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({ configurations: [{ name: 'ERP' }, { name: 'erp2' }] });
  });

  it('changes nothing when the answer to Submit is no', async () => {
    const terminal = startOnTerminal(['create', 'CRM', '--generate-secret'], storeOf(erp));
    await terminal.waitFor('Username Field');
    terminal.type(`sub${keys.enter}`);
    await terminal.waitFor('Submit?');
    terminal.type(`n${keys.enter}`);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toEqual(storeOf(erp));
    expect(terminal.shown()).toContain('nothing was changed');
  });

  it.each([
    ['Ctrl-C', keys.ctrlC],
    ['Ctrl-D', keys.ctrlD],
  ])('%s at a question changes nothing and exits with 130', async (_name, key) => {
    const terminal = startOnTerminal(['create', 'CRM', '--username-field', 'sub'], storeOf(erp));
    await terminal.waitFor('Secret Key');
    terminal.type(key);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.readStore()).toEqual(storeOf(erp));
  });

  it('shows no colours when NO_COLOR is set', async () => {
    const terminal = startOnTerminal(['create'], storeOf(), { NO_COLOR: '1' });
    await terminal.waitFor('Name');
    terminal.type(keys.ctrlC);
    await terminal.exitCode;
    expect(terminal.raw()).not.toMatch(/\u001b\[(?:[1-9]|[34]\d)(?:;\d+)*m/);
  });
});

describe('edit on a real terminal', () => {
  it('asks for the new secret of a rotation, and shows neither of the two', async () => {
    const terminal = startOnTerminal(['edit', 'ERP', '--rotate-secret'], storeOf(erp));
    await terminal.waitFor('Secret Key');
    terminal.type(`${SECRET}${keys.enter}`);
    await terminal.waitFor('the new secret is the one that ERP has');
    expect(await terminal.exitCode).toBe(2);
    const again = startOnTerminal(['edit', 'ERP', '--rotate-secret'], storeOf(erp));
    await again.waitFor('Secret Key');
    again.type(`${SECRET}-and-more${keys.enter}`);
    expect(await again.exitCode).toBe(0);
    expect(again.readStore()).toMatchObject({
      configurations: [{ secretKey: `${SECRET}-and-more`, previousSecret: { secretKey: SECRET } }],
    });
    expect(terminal.raw() + again.raw()).not.toContain(SECRET);
  });
});

describe('delete on a real terminal', () => {
  it('deletes when the answer is yes', async () => {
    const terminal = startOnTerminal(['delete', 'ERP'], storeOf(erp, crm));
    await terminal.waitFor('Delete ERP (enabled)?');
    terminal.type(`y${keys.enter}`);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toEqual(storeOf(crm));
  });

  it('takes Enter alone for no', async () => {
    const terminal = startOnTerminal(['delete', 'ERP'], storeOf(erp));
    await terminal.waitFor('Delete ERP (enabled)?');
    terminal.type(keys.enter);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toEqual(storeOf(erp));
  });

  it('Ctrl-C changes nothing and exits with 130', async () => {
    const terminal = startOnTerminal(['delete', 'ERP'], storeOf(erp));
    await terminal.waitFor('Delete ERP (enabled)?');
    terminal.type(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.readStore()).toEqual(storeOf(erp));
  });

  it('asks nobody when CI is set', async () => {
    const terminal = startOnTerminal(['delete', 'ERP'], storeOf(erp), { CI: 'true' });
    expect(await terminal.exitCode).toBe(2);
    expect(terminal.readStore()).toEqual(storeOf(erp));
  });
});
