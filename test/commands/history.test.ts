import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, run, type Setting } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };

/** Runs commands one after the other in one folder, each a minute later, and returns the last outcome. */
async function inTurn(commands: readonly (readonly string[])[], last: Setting = {}): Promise<Outcome> {
  let outcome: Outcome | undefined;
  for (const [index, argv] of commands.entries()) {
    const now = `2026-03-01T12:0${index}:00Z`;
    const setting = outcome === undefined ? { files, now } : { folder: outcome.folder, now };
    outcome = await run(argv, index === commands.length - 1 ? { ...setting, ...last } : setting);
  }
  if (!outcome) throw new Error('no command');
  return outcome;
}

describe('history', () => {
  it('tells who changed what and when, the newest first, a tab-separated line each', async () => {
    const { stdout, stderr, exitCode } = await inTurn([
      ['edit', 'ERP', '--issuer', 'x', '--expiration-time', '1h'],
      ['enable', 'ERP', 'CRM'],
      ['edit', 'CRM', '--name', 'CRM-2', '--issuer', 'y'],
      ['delete', 'ERP', '--yes'],
      ['history'],
    ]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: [
        '4\t2026-03-01T12:03:00.000Z\ttester\tdelete\tERP deleted\n',
        '3\t2026-03-01T12:02:00.000Z\ttester\tedit\tCRM renamed CRM-2: issuer\n',
        '2\t2026-03-01T12:01:00.000Z\ttester\tenable\tCRM: enabled\n',
        '1\t2026-03-01T12:00:00.000Z\ttester\tedit\tERP: expirationTime, issuer\n',
      ].join(''),
      stderr: '',
    });
  });

  it('is a table on a terminal, with what can be done', async () => {
    const { stdout, stderr } = await inTurn(
      [
        ['disable', 'ERP'],
        ['history', '--color', 'never'],
      ],
      {
        isTerminal: true,
        columns: 80,
      },
    );
    expect(stdout).toMatch(
      /^Restore {2}Changed +By +Command +What\n1 +2026-03-01 \d\d:00:00 {2}tester {2}disable {2}ERP: enabled\n$/,
    );
    expect(stderr).toBe('`jwtadm restore N` takes back change N and all after it.\n');
  });

  it('prints JSON', async () => {
    const { stdout } = await inTurn([
      ['disable', 'ERP'],
      ['history', '--json'],
    ]);
    expect(JSON.parse(stdout)).toEqual([
      {
        generation: 1,
        restorable: true,
        at: '2026-03-01T12:00:00.000Z',
        by: 'tester',
        command: 'disable',
        changes: [{ action: 'changed', name: 'ERP', fields: ['enabled'] }],
        fault: null,
      },
    ]);
  });

  it('names $JWTADM_USER', async () => {
    const { folder } = await run(['disable', 'ERP'], { files, env: { JWTADM_USER: 'ci bot' } });
    expect((await run(['history'], { folder })).stdout).toContain('\tci bot\tdisable\t');
  });

  it('says that a store is as it was made', async () => {
    const { stderr, stdout } = await run(['history'], { files });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^No change of \S+jwtadm\.json is known\.\n$/);
  });

  it('never shows a value', async () => {
    const { stdout, stderr, readText } = await inTurn([
      ['edit', 'ERP', '--generate-secret', '--issuer', 'a-new-issuer', '-q'],
      ['edit', 'ERP', '--secret-ref', 'env:ANOTHER'],
      ['history', '--json'],
    ]);
    for (const text of [stdout, stderr, readText('jwtadm.json.history')]) {
      expect(text).not.toMatch(/a-new-issuer|ANOTHER/);
      expect(text).not.toContain(SECRET.slice(0, 12));
    }
    expect(stdout).toContain('secretKey');
  });

  it('tells what was changed with an editor, and keeps it apart from what jwtadm did', async () => {
    const { folder } = await run(['disable', 'ERP'], { files });
    const path = join(folder, 'jwtadm.json');
    writeFileSync(path, JSON.stringify(storeOf({ ...erp, enabled: false, issuer: 'by hand' })));
    utimesSync(path, 1_772_366_460, 1_772_366_460);
    const { stdout } = await run(['enable', 'ERP'], { folder, now: '2026-03-01T12:02:00Z' });
    expect(stdout).toBe('');
    expect((await run(['history'], { folder })).stdout).toBe(
      [
        '2\t2026-03-01T12:02:00.000Z\ttester\tenable\tERP: enabled\n',
        '-\t2026-03-01T12:01:00.000Z\t-\twithout jwtadm\tERP: issuer; CRM deleted\n',
        '1\t2026-03-01T12:00:00.000Z\ttester\tdisable\tERP: enabled\n',
      ].join(''),
    );
  });

  it('tells of a store that an editor broke', async () => {
    const { folder } = await run(['disable', 'ERP'], { files });
    writeFileSync(join(folder, 'jwtadm.json'), `{"secretKey": "${SECRET}`);
    const { exitCode, stdout } = await run(['history'], { folder });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^-\t\S+\t-\twithout jwtadm\tno store: \S+jwtadm\.json:1:\d+: this is not JSON\n1\t/,
    );
  });

  it('tells by the generations alone what happened where the records are gone', async () => {
    const { folder } = await run(['disable', 'ERP'], { files });
    writeFileSync(join(folder, 'jwtadm.json.history'), '');
    expect((await run(['history'], { folder })).stdout).toMatch(
      /^1\t\S+\t-\twithout jwtadm\tERP: enabled\n$/,
    );
  });

  it.each(['none.json', 'none'])('of a store that is missing is an error: %s', async (path) => {
    const { exitCode, stdout, stderr } = await run(['history', '--config', path]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(stderr).toContain('there is no store');
  });
});
