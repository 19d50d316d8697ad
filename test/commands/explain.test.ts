import { describe, expect, it } from 'vitest';
import { auditCodes } from '../../src/diagnosis/audit-code.ts';
import { diagnosisCodes } from '../../src/diagnosis/diagnosis-code.ts';
import { run, type Setting } from '../support/run.ts';

const codes = [...diagnosisCodes, ...auditCodes];
const plainTerminal: Setting = { isTerminal: true, columns: 80, env: { NO_COLOR: '1' } };

describe('explain', () => {
  it('lists every code with stage, severity and issue, a line each, where it is piped', async () => {
    const { exitCode, stdout, stderr } = await run(['explain']);
    const lines = stdout.trimEnd().split('\n');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(lines.map((line) => line.split('\t')[0]).sort()).toEqual([...codes].sort());
    expect(lines).toContain('secret-mismatch\tsignature\terror\tJWT authentication fails');
    const issues = lines.map((line) => line.split('\t')[3]);
    expect(new Set(issues.filter((issue, index) => issue !== issues[index - 1])).size).toBe(6);
  });

  it('lists them on a terminal under their issues', async () => {
    const { stdout } = await run(['explain'], plainTerminal);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'JWT authentication fails',
      '  Code                               Stage      Severity',
      '  token-name-mismatch                token      error',
    ]);
    expect(stdout).toContain('\n\nConfiguration is not usable\n');
  });

  it('prints all of them as one array with --json', async () => {
    const { stdout } = await run(['explain', '--json']);
    const entries = JSON.parse(stdout);
    expect(entries.map(({ code }: { code: string }) => code).sort()).toEqual([...codes].sort());
    expect(Object.keys(entries[0])).toEqual(['code', 'stage', 'severity', 'issue', 'cause', 'solution']);
  });

  it('shows the page of a code with an example and what verify says of it', async () => {
    const { exitCode, stdout } = await run(['explain', 'secret-is-hex'], plainTerminal);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^secret-is-hex\n {2}Issue {11}JWT authentication fails\n/);
    expect(stdout).toContain('  Evaluated at   2026-03-01T12:00:00Z\n');
    expect(stdout).toMatch(/\n {2}Token\n {2}eyJ[\w-]+\.[\w-]+\.[\w-]+\n/);
    expect(stdout).toContain('✗ error: JWT authentication fails [secret-is-hex] proved\n');
    expect(stdout).toContain('jwtadm edit ERP --secret-encoding hex');
  });

  it.each(codes)('has a page of %s, for people and as JSON, and shows no private key', async (code) => {
    const [page, json] = await Promise.all([run(['explain', code]), run(['explain', code, '--json'])]);
    expect([page.exitCode, json.exitCode]).toEqual([0, 0]);
    expect(page.stdout).toContain(`[${code}]`);
    expect(Math.max(...page.stdout.split('\n').map((line) => line.length))).toBeLessThan(500);
    const { example, ...entry } = JSON.parse(json.stdout);
    expect(Object.keys(entry)).toEqual(['code', 'stage', 'severity', 'issue', 'cause', 'solution']);
    expect(Object.keys(example)).toEqual(['configuration', 'token', 'evaluatedAt', 'finding']);
    expect(example.finding.code).toBe(code);
    expect(page.stdout + json.stdout).not.toMatch(/PRIVATE KEY-----\s+M/);
  });

  it('shows the previous secret of an example that has one', async () => {
    const { stdout } = await run(['explain', 'signed-with-previous-secret'], plainTerminal);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Previous Secret the-secret-of-the-examples-until-it-was-rotated; accepted until 2026-03-01T14:00:00Z',
    );
  });

  it('takes a code in capitals', async () => {
    const { exitCode, stdout } = await run(['explain', 'EXPIRED']);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, 'expired']);
  });

  it.each([
    ['secret-missmatch', 'did you mean `jwtadm explain secret-mismatch`?'],
    ['hunter2', '`jwtadm explain` lists all codes'],
  ])('knows no code %s', async (code, hint) => {
    const { exitCode, stdout, stderr } = await run(['explain', code]);
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      '',
      `error: there is no such diagnosis code\n  ${hint}\n`,
    ]);
  });
});
