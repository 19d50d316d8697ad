import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

const files = {
  'sso.json': storeOf(erp, { ...crm, secretKey: 'too-short' }),
  'empty.json': storeOf(),
  'blank.json': '',
};
const fresh = ['--username-field', 'sub', '--generate-secret'];

/** Every command that a text suggests: in backticks, or alone on its line as in a report. */
function suggestions(text: string): string[] {
  return [...text.matchAll(/`(jwtadm [^`]*)`|^ +(jwtadm .*)$/gm)].map(
    ([, quoted, alone]) => quoted ?? alone ?? '',
  );
}

describe('every suggested command names the store of --config', () => {
  it.each([
    ['init', ['init', '--config', 'new.json']],
    ['init of a store that exists', ['init', '--config', 'sso.json']],
    ['create', ['create', 'HR', ...fresh, '--config', 'sso.json']],
    ['create of a name that is taken', ['create', 'ERP', ...fresh, '--config', 'sso.json']],
    ['create with too little', ['create', '--config', 'sso.json']],
    ['edit with nothing to change', ['edit', 'ERP', '--config', 'sso.json']],
    ['edit to a name that is taken', ['edit', 'ERP', '--name', 'CRM', '--config', 'sso.json']],
    [
      'edit to an algorithm that the secret does not fit',
      ['edit', 'ERP', '--algorithm', 'RS256', '--config', 'sso.json'],
    ],
    ['edit without a name', ['edit', '--disabled', '--config', 'sso.json']],
    ['list of an empty store', ['list', '--config', 'empty.json']],
    ['show in an empty store', ['show', 'ERP', '--config', 'empty.json']],
    ['check', ['check', '--config', 'sso.json']],
    ['check --json', ['check', '--json', '--config', 'sso.json']],
    ['generate under what is not enabled', ['generate', 'CRM', '--username', 'u', '--config', 'sso.json']],
    ['generate with too little', ['generate', 'ERP', '--config', 'sso.json']],
    ['an empty file', ['list', '--config', 'blank.json']],
    ['a file that is missing', ['list', '--config', 'missing.json']],
    ['a command that is mistyped', ['lst', '--config', 'sso.json']],
  ])('%s', async (_case, argv) => {
    const { stdout, stderr } = await run(argv, { files });
    const told = stdout.startsWith('{') ? commandsIn(stdout) : suggestions(stdout + stderr);
    const storeless = told.filter((command) => !/--config \S+\.json|--help/.test(command));
    expect({ isAny: told.length > 0, storeless }).toEqual({ isAny: true, storeless: [] });
  });

  it('which a run without --config does not name', async () => {
    const { stderr } = await run(['create', 'HR', ...fresh], { files: { 'jwtadm.json': storeOf() } });
    expect(suggestions(stderr)).toEqual(['jwtadm enable HR']);
  });
});

function commandsIn(json: string): string[] {
  const { configurations } = JSON.parse(json) as { configurations: { findings: { commands: string[] }[] }[] };
  return configurations.flatMap(({ findings }) => findings.flatMap(({ commands }) => commands));
}

describe('a store whose name does not end in .json', () => {
  const named = ['--config', 'sso'];

  it('is named once it was opened', async () => {
    const { stderr } = await run(['edit', 'ERP', '--disabled', ...named], { files: { sso: storeOf(erp) } });
    expect(stderr).toContain('Changed ERP');
    const listed = await run(['list', ...named], { files: { sso: storeOf() } });
    expect(listed.stderr).toContain('`jwtadm create --config sso`');
  });

  it('is not repeated where the command line is wrong: it may be a secret in a wrong place', async () => {
    for (const argv of [['edit', 'ERP'], ['creat'], ['show'], ['create']]) {
      const { exitCode, stderr } = await run([...argv, ...named], { files: { sso: storeOf(erp) } });
      expect([exitCode, stderr.includes('sso')]).toEqual([2, false]);
    }
  });
});
