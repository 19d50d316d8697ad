import { describe, expect, it } from 'vitest';
import { mint } from '../support/mint-token.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';
import { answer, keys, startOnTerminal } from '../support/terminal-run.ts';

const { enter } = keys;

/** Every question of create with an answer, and what the store then holds. */
const wholeForm: readonly (readonly [string, string])[] = [
  ['Enable', `y${enter}`],
  ['Name', `Café 漢字${enter}`],
  ['Token Name', enter],
  ['Signature Algorithm', `${keys.down}${enter}`],
  ['Secret Key', enter],
  ['The secret', `${SECRET}-and-more${keys.ctrlT}${enter}`],
  ['Expiration Time', `12h${enter}`],
  ['Username Field', `/user/naïve${enter}`],
  ['Name Field', `name${enter}`],
  ['Email Field', enter],
  ['User Type', `${keys.down}${enter}`],
  ['Initialization Role', `${keys.space}${enter}`],
  ['Further roles', `Größe, Author${enter}`],
  ['Issuer', enter],
  ['Audience', `bi, ${'x'.repeat(20)}${enter}`],
  ['Clock tolerance', `2m${enter}`],
];
const wholeConfiguration = {
  name: 'Café 漢字',
  enabled: true,
  tokenName: 'token',
  secretKey: `${SECRET}-and-more`,
  expirationTime: 43_200,
  usernameField: '/user/naïve',
  nameField: 'name',
  signatureAlgorithm: 'HS384',
  userType: expect.any(String),
  initializationRoles: ['Power User', 'Größe', 'Author'],
  audience: ['bi', 'x'.repeat(20)],
  clockTolerance: 120,
  createdAt: expect.any(String),
  lastModified: expect.any(String),
  lastModifiedBy: expect.any(String),
  creator: expect.any(String),
};

describe('create on a real terminal', () => {
  it('asks for every field, hides the secret, shows the form and submits', async () => {
    const terminal = startOnTerminal(['create'], storeOf(erp));
    await answer(terminal, [...wholeForm, ['Create it?', enter]]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({ configurations: [erp, wholeConfiguration] });
    const { configurations } = terminal.readStore() as { configurations: object[] };
    expect(Object.keys(configurations[1] ?? {}).sort()).toEqual(Object.keys(wholeConfiguration).sort());
    expect(terminal.raw()).not.toContain(SECRET);
  });

  it('tells wrong answers at once and lets them be fixed', async () => {
    const terminal = startOnTerminal(['create'], storeOf(erp));
    const fixed = (typed: string) => `${keys.backspace.repeat(30)}${typed}${enter}`;
    await answer(terminal, [
      ['Enable', enter],
      ['Name', `erp${enter}`],
      ['there is a configuration of that name already', fixed('a/b')],
      ['Name must be', fixed('HR')],
      ['Token Name', `a b${enter}`],
      ['Token Name must be', fixed('token')],
      ['Signature Algorithm', enter],
      ['Secret Key', enter],
      ['The secret', enter],
      ['the secret is empty', `short${enter}`],
      ['use it anyway?', enter],
      ['Secret Key', enter],
      ['The secret', `${SECRET}${enter}`],
      ['Expiration Time', `soon${enter}`],
      ['Expiration Time must be', fixed('1h')],
      ['Username Field', enter],
      ['Username Field must be', `sub${enter}`],
      ['Name Field', `/~${enter}`],
      ['Name Field', fixed('name')],
      ['Email Field', `/~${enter}`],
      ['Email Field', fixed('')],
      ['User Type', enter],
      ['Initialization Role', enter],
      ['Further roles', enter],
      ['Issuer', enter],
      ['Audience', enter],
      ['Clock tolerance', `99d${enter}`],
      ['Clock tolerance must be', fixed('')],
      ['Create it?', enter],
    ]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({
      configurations: [erp, { name: 'HR', usernameField: 'sub', expirationTime: 3600, secretKey: SECRET }],
    });
  });

  it('goes on when the terminal gets narrow in the midst of it', async () => {
    const terminal = startOnTerminal(['create'], storeOf(erp));
    for (const [index, [question, typed]] of wholeForm.entries()) {
      await terminal.waitFor(question);
      if (index % 4 === 1) terminal.resize(index % 8 === 1 ? 60 : 150);
      terminal.type(typed);
    }
    await answer(terminal, [['Create it?', enter]]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({ configurations: [erp, wholeConfiguration] });
  });

  it('lets a field be changed before it is submitted', async () => {
    const terminal = startOnTerminal(['create', 'HR', '--username-field', 'sub'], storeOf(erp));
    const rest = wholeForm.filter(([question]) => !/^(?:Name|Username Field)$/.test(question));
    await answer(terminal, [
      ...rest,
      ['Create it?', `${keys.down}${enter}`],
      ['Which field?', 'issuer'],
      ['❯ Issuer', enter],
      ['? Issuer', `https://hr.example${enter}`],
      ['Create it?', enter],
    ]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({ configurations: [erp, { issuer: 'https://hr.example' }] });
  });

  it('changes nothing when it is cancelled', async () => {
    const terminal = startOnTerminal(['create'], storeOf(erp));
    await answer(terminal, [...wholeForm, ['Create it?', `${keys.down}${keys.down}${enter}`]]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toEqual(storeOf(erp));
    expect(terminal.shown()).toContain('Cancelled: nothing was changed.');
  });

  it.each([
    ['Ctrl-C', keys.ctrlC, 5],
    ['Ctrl-D', keys.ctrlD, 5],
    ['Ctrl-C', keys.ctrlC, 4],
    ['Ctrl-C', keys.ctrlC, 11],
    ['Ctrl-C', keys.ctrlC, 16],
  ])('%s at a question changes nothing and exits with 130 (%#)', async (_name, key, place) => {
    const terminal = startOnTerminal(['create'], storeOf(erp));
    await answer(terminal, wholeForm.slice(0, place));
    await terminal.waitFor(wholeForm[place]?.[0] ?? 'Create it?');
    terminal.type(key);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.readStore()).toEqual(storeOf(erp));
  });

  it('shows no colours when NO_COLOR is set', async () => {
    const terminal = startOnTerminal(['create'], storeOf(erp), { NO_COLOR: '1' });
    await answer(terminal, [...wholeForm, ['Create it?', keys.ctrlC]]);
    await terminal.exitCode;
    expect(terminal.raw()).not.toMatch(/\u001b\[(?:[1-9]|[34]\d)(?:;\d+)*m/);
  });
});

describe('edit on a real terminal', () => {
  it('shows the configuration, lets fields be changed, and submits what changes', async () => {
    const terminal = startOnTerminal(['edit'], storeOf(erp, crm));
    await answer(terminal, [
      ['Configuration', 'er'],
      ['❯ ERP', enter],
      ['What about ERP?', enter],
      ['Which field?', 'username'],
      ['❯ Username', enter],
      ['? Username Field', `${keys.backspace.repeat(30)}sub${enter}`],
      ['loginname → sub', ''],
      ['Change it like this?', enter],
    ]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({
      configurations: [{ name: 'ERP', usernameField: 'sub' }, crm],
    });
    expect(terminal.raw()).not.toContain(SECRET);
  });

  it('asks for the new secret of a rotation, and shows neither of the two', async () => {
    const terminal = startOnTerminal(['edit', 'ERP', '--rotate-secret'], storeOf(erp));
    await answer(terminal, [
      ['Secret Key', enter],
      ['The secret', `${SECRET}${enter}`],
      ['the new secret is the one that ERP has', ''],
    ]);
    expect(await terminal.exitCode).toBe(2);
    const again = startOnTerminal(['edit', 'ERP', '--rotate-secret'], storeOf(erp));
    await answer(again, [
      ['Secret Key', enter],
      ['The secret', `${SECRET}-and-more${enter}`],
    ]);
    expect(await again.exitCode).toBe(0);
    expect(again.readStore()).toMatchObject({
      configurations: [{ secretKey: `${SECRET}-and-more`, previousSecret: { secretKey: SECRET } }],
    });
    expect(terminal.raw() + again.raw()).not.toContain(SECRET);
  });

  it.each([
    ['Cancel', `${keys.down}${enter}`, 0],
    ['Ctrl-C', keys.ctrlC, 130],
  ])('%s changes nothing', async (_name, typed, expected) => {
    const terminal = startOnTerminal(['edit', 'ERP'], storeOf(erp));
    await answer(terminal, [['What about ERP?', typed]]);
    expect(await terminal.exitCode).toBe(expected);
    expect(terminal.readStore()).toEqual(storeOf(erp));
    expect(terminal.shown()).toContain('nothing was changed');
  });
});

describe('pickers on a real terminal', () => {
  it('show finds one by a few letters', async () => {
    const terminal = startOnTerminal(['show'], storeOf(erp, crm));
    await answer(terminal, [
      ['Configuration', 'er'],
      ['❯ ERP', enter],
      ['loginname', ''],
    ]);
    expect(await terminal.exitCode).toBe(0);
  });

  it('disable takes those that are ticked', async () => {
    const terminal = startOnTerminal(['disable'], storeOf(erp, crm));
    await answer(terminal, [['Disable which?', `${keys.down}${keys.space}${enter}`]]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({ configurations: [{ name: 'ERP', enabled: false }, crm] });
  });

  it('verify takes a pasted token of 4 kB', async () => {
    const token = mint({ key: SECRET, claims: { loginname: 'ada', padding: 'x'.repeat(3000) } });
    expect(token.length).toBeGreaterThan(4096);
    const terminal = startOnTerminal(['verify'], storeOf(erp, crm));
    await answer(terminal, [
      ['Configuration', 'er'],
      ['❯ ERP', enter],
      ['Token', `${token}${enter}`],
      ['REJECTED', ''],
    ]);
    expect(await terminal.exitCode).toBe(1);
    expect(terminal.shown()).toContain('expiry-missing');
    expect(terminal.shown()).not.toContain('signature failed');
  });

  it('delete asks which ones, then whether', async () => {
    const terminal = startOnTerminal(['delete'], storeOf(erp, crm));
    await answer(terminal, [
      ['Delete which?', `${keys.space}${keys.down}${keys.space}${enter}`],
      ['Delete CRM, ERP (enabled)?', `y${enter}`],
    ]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toEqual(storeOf());
  });
});

describe('delete on a real terminal', () => {
  it.each([
    ['yes deletes', `y${enter}`, 0, storeOf(crm)],
    ['Enter alone is no', enter, 0, storeOf(erp, crm)],
    ['Ctrl-C changes nothing', keys.ctrlC, 130, storeOf(erp, crm)],
  ])('%s', async (_name, typed, expected, store) => {
    const terminal = startOnTerminal(['delete', 'ERP'], storeOf(erp, crm));
    await answer(terminal, [['Delete ERP (enabled)?', typed]]);
    expect(await terminal.exitCode).toBe(expected);
    expect(terminal.readStore()).toEqual(store);
  });
});

describe('the menu on a real terminal', () => {
  it('shows the list, does what is chosen, comes back and quits', async () => {
    const terminal = startOnTerminal([], storeOf(erp, crm));
    await answer(terminal, [
      ['Last Modified Date', ''],
      ['What next?', `Enable${enter}`],
      ['❯ CRM', enter],
      ['Enabled: CRM', ''],
      ['What next?', `Verify${enter}`],
      ['Configuration', 'er'],
      ['❯ ERP', enter],
      ['Token', `${mint()}${enter}`],
      ['REJECTED', ''],
      ['What next?', `Quit${enter}`],
    ]);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({ configurations: [erp, { name: 'CRM', enabled: true }] });
  });

  it('ends with 130 on Ctrl-C', async () => {
    const terminal = startOnTerminal([], storeOf(erp));
    await answer(terminal, [['What next?', keys.ctrlC]]);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.readStore()).toEqual(storeOf(erp));
  });
});

describe('where no one is to be asked', () => {
  const commands = [
    ['create'],
    ['create', 'HR', '--username-field', 'sub'],
    ['edit'],
    ['edit', 'ERP', '--rotate-secret'],
    ['show'],
    ['enable'],
    ['disable'],
    ['delete'],
    ['delete', 'ERP'],
    ['verify'],
    ['generate'],
    ['encrypt', '--passphrase'],
  ];

  it.each(commands)(
    '%s %s %s ends at once with --no-input, and with CI set',
    async (...words) => {
      const argv = words.filter((word) => word !== undefined);
      const runs = [
        startOnTerminal([...argv, '--no-input'], storeOf(erp)),
        startOnTerminal(argv, storeOf(erp), { CI: 'true' }),
      ];
      expect(await Promise.all(runs.map(({ exitCode }) => exitCode))).toEqual([2, 2]);
      for (const { readStore } of runs) expect(readStore()).toEqual(storeOf(erp));
    },
    5000,
  );
});
