import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mint } from '../support/mint-token.ts';
import { run, SIGNED } from '../support/run.ts';
import { type Answers, CTRL_C } from '../support/scripted-prompt.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };

/** Runs jwtadm alone on a terminal; what is done at "What next?" ends with Quit. */
function runMenu(next: readonly string[], answers: Answers = {}, more: object = {}) {
  return run(['--color', 'never'], {
    files,
    isTerminal: true,
    answers: { 'What next?': [...next, 'Quit'], ...answers },
    ...more,
  });
}

describe('jwtadm alone on a terminal', () => {
  it('shows the list and what can be done, until someone quits', async () => {
    const { exitCode, stdout, questions } = await runMenu([]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Name.*Enabled.*\n.*\n.*CRM.*No.*\n.*ERP.*Yes/);
    expect(questions).toMatchObject([
      {
        message: 'What next?',
        labels: [
          'Open a configuration',
          'Create one',
          'Edit one',
          'Enable or disable one',
          'Verify a pasted token',
          'Check them all',
          'Delete some',
          'Show the list again',
          'Quit',
        ],
      },
    ]);
  });

  it('opens one that is searched for', async () => {
    const { exitCode, stdout } = await runMenu(['Open'], { Configuration: ['CRM'] });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Token Name +jwt/);
  });

  it('creates one, and shows the new list', async () => {
    const { exitCode, stdout, readStore } = await runMenu(['Create'], {
      Name: ['Portal'],
      'Username Field': ['sub'],
      'The secret': [SECRET],
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Portal/);
    expect(readStore()).toMatchObject({ configurations: [{}, {}, { name: 'Portal', secretKey: SECRET }] });
  });

  it('edits one', async () => {
    const { readStore } = await runMenu(['Edit'], {
      Configuration: ['ERP'],
      'What about ERP?': ['Change a field'],
      'Which field?': ['Token Name'],
      'Token Name': ['jwt'],
      'Change it like this?': ['Submit'],
    });
    expect(readStore()).toEqual(storeOf({ ...erp, tokenName: 'jwt', ...SIGNED }, crm));
  });

  it.each([
    ['ERP', [{ enabled: false }, {}]],
    ['CRM', [{}, { enabled: true }]],
  ])('enables or disables %s, whichever it is not', async (name, configurations) => {
    const { stderr, readStore } = await runMenu(['Enable or disable'], { Configuration: [name] });
    expect(readStore()).toMatchObject({ configurations });
    expect(stderr).toMatch(new RegExp(`(?:En|Dis)abled: ${name}`));
  });

  it('verifies a pasted token, and comes back whatever the verdict is', async () => {
    const token = mint();
    const { exitCode, stdout } = await runMenu(['Verify'], { Configuration: ['ERP'], Token: [token] });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('REJECTED');
  });

  it('checks them all', async () => {
    const { stdout } = await runMenu(['Check']);
    expect(stdout).toMatch(/CRM(?:.*\n)*.*ERP/);
  });

  it('deletes those that are picked, after asking', async () => {
    const { stderr, questions, readStore } = await runMenu(['Delete'], {
      'Delete which?': [['ERP', 'CRM']],
      'Delete ERP': [true],
    });
    expect(questions.map(({ message }) => message)).toContain('Delete ERP (enabled), CRM?');
    expect(stderr).toContain('Deleted');
    expect(readStore()).toEqual(storeOf());
    expect(questions.at(-1)?.labels).toEqual(['Create one', 'Quit']);
  });

  it('shows the list again when that is wished', async () => {
    const { stdout } = await runMenu(['Show the list']);
    expect(stdout.match(/CRM/g)).toHaveLength(2);
  });

  it('tells what went wrong with one action, and goes on', async () => {
    let questions = 0;
    const { exitCode, stderr, readStore } = await runMenu(
      ['Edit'],
      {
        Configuration: ['ERP'],
        'What about ERP?': ['Change a field'],
        'Which field?': ['Token Name'],
        'Token Name': ['jwt'],
        'Change it like this?': ['Submit'],
      },
      {
        onQuestion(folder: string) {
          questions += 1;
          // While the form is filled in.
          if (questions !== 4) return;
          const path = join(folder, 'jwtadm.json');
          writeFileSync(path, readFileSync(path, 'utf8').replace('loginname', 'upn'));
        },
      },
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('ERP was changed by someone else meanwhile');
    expect(readStore()).toEqual(storeOf({ ...erp, usernameField: 'upn' }, crm));
  });

  it('offers the first configuration where there is no store, and makes none itself', async () => {
    const { exitCode, stderr, questions, exists } = await run([], {
      isTerminal: true,
      answers: { 'What next?': ['Quit'] },
    });
    expect([exitCode, exists('xdg')]).toEqual([0, false]);
    expect(stderr).toContain('the first configuration makes it');
    expect(questions).toMatchObject([{ labels: ['Create one', 'Quit'] }]);
  });

  it('ends with 130 on Ctrl-C, at its question and at those of an action', async () => {
    const atQuestion = await run([], { files, isTerminal: true, answers: { 'What next?': [CTRL_C] } });
    expect([atQuestion.exitCode, atQuestion.stderr]).toEqual([
      130,
      expect.stringContaining('Changes you submitted before are kept'),
    ]);
    const inAction = await runMenu(['Open'], { Configuration: [CTRL_C] });
    expect(inAction.exitCode).toBe(130);
  });

  it('ends with 4 when the store is broken', async () => {
    const { exitCode } = await run([], { files: { 'jwtadm.json': '{' }, isTerminal: true, answers: {} });
    expect(exitCode).toBe(4);
  });

  it.each([
    ['elsewhere', {}, []],
    ['with CI set', { isTerminal: true, env: { CI: '1' } }, []],
    ['with --no-input', { isTerminal: true }, ['--no-input']],
  ])('is the help %s', async (_where, setting, argv) => {
    const { exitCode, stdout, questions } = await run(argv, { files, ...setting });
    expect([exitCode, questions]).toEqual([0, []]);
    expect(stdout).toContain('Usage: jwtadm');
  });
});
