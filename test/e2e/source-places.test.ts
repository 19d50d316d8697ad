import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Runs a script of scripts/ in the repository. */
function runScript(name: string, ...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${name}`, ...argv], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('where a bug is', () => {
  it('is found in the source for a place in the built program', () => {
    const before = readFileSync('dist/jwtadm.cjs', 'utf8').split('error: a bug in jwtadm')[0] ?? '';
    const lines = before.split('\n');
    const place = `jwtadm.cjs:${lines.length}:${(lines.at(-1) ?? '').length}`;
    const line =
      readFileSync('src/main.ts', 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('a bug in jwtadm (')) + 1;
    const { status, stdout } = runScript('locate.js', place);
    expect([status, stdout.replace(/:\d+\n$/, '')]).toEqual([0, `src/main.ts:${line}`]);
  });

  it('is asked for as a bug report names it', () => {
    expect(runScript('locate.js', 'somewhere')).toMatchObject({ status: 2, stdout: '' });
  });

  it('is not sought for a program from source, which runs as the published one does', () => {
    const { status, stdout } = runScript('dev.js', 'list', '--config', 'config.example.json', '--json');
    const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
    expect([status, names.toSorted()]).toEqual([0, ['CRM', 'ERP', 'Portal']]);
    expect(runScript('dev.js', 'show', 'None', '--config', 'config.example.json').status).toBe(3);
  });
});
