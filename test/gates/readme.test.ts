import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expectGenerated, repository } from '../support/generated-file.ts';
import { run } from '../support/run.ts';

const readme = readFileSync(new URL('README.md', repository), 'utf8');
const session = /```console\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
const shellBlocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim());

/** Runs a session's commands as on a terminal of 80 columns, and gives back what it should look like. */
async function play(commands: readonly string[]): Promise<string> {
  const env: Record<string, string> = { NO_COLOR: '1' };
  const lines: string[] = [];
  for (const command of commands) {
    lines.push(`$ ${command}`);
    const [, name, value] = /^export (\w+)=(.*)$/.exec(command) ?? [];
    if (name !== undefined) env[name] = value ?? '';
    else lines.push((await runHere(command, env)).stdout.trimEnd());
  }
  return `${lines.join('\n')}\n`;
}

function runHere(command: string, env: Record<string, string>) {
  const [program, ...argv] = command.split(' ');
  expect(program).toBe('jwtadm');
  return run(argv, {
    env,
    folder: fileURLToPath(repository),
    isTerminal: true,
    columns: 80,
    now: '2026-11-23T18:00:00Z',
  });
}

describe('the README', () => {
  it('opens with a session that is what the tool prints', async () => {
    const commands = session
      .split('\n')
      .filter((line) => line.startsWith('$ '))
      .map((line) => line.slice(2));
    expect(commands.filter((command) => command.startsWith('jwtadm verify')).length).toBe(2);
    expectGenerated(
      'README.md',
      readme.replace(session, () => '').replace('```console\n', `\`\`\`console\n${await play(commands)}`),
    );
  });

  it('shows an accepted and a rejected token', () => {
    expect(session).toMatch(/^ACCEPTED .*alice/m);
    expect(session).toMatch(/^REJECTED /m);
  });

  it('installs and verifies with one line', async () => {
    const [, command = ''] = shellBlocks[0]?.split('npm ci && npx ') ?? [];
    const { exitCode, stdout } = await runHere(command, { NO_COLOR: '1' });
    expect([exitCode, stdout.split('\n')[0]]).toEqual([
      0,
      'ACCEPTED  this token logs in as carol under Portal',
    ]);
  });

  it('installs and tests with the line that CI runs', () => {
    const ci = readFileSync(new URL('.ci/run', repository), 'utf8');
    expect(shellBlocks[1]).toBe('npm ci && npm test');
    expect(ci.trim().split('\n').at(-1)).toBe(shellBlocks[1]);
  });

  it('has at most 150 lines', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(151);
  });
});
