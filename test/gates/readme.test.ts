import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';
import { fencedBlocks } from '../support/replayed-document.ts';
import { exampleFolder } from '../support/store-folder.ts';
import { screenOf, textOf } from '../support/terminal-screen.ts';
import { playSession } from '../support/terminal-session.ts';

const readme = readFileSync(new URL('README.md', repository), 'utf8');
const [session = ''] = fencedBlocks(readme, 'console');
const shellBlocks = fencedBlocks(readme, 'sh').map((block) => block.trim());

describe('the README', () => {
  it('begins with the two commands, before any session', () => {
    expect(readme.match(/^```\w+$/gm)?.slice(0, 3)).toEqual(['```sh', '```sh', '```console']);
  });

  it('shows the list of configurations and two tokens', () => {
    const commands = [...session.matchAll(/^\$ jwtadm (\w+)/gm)].map(([, name]) => name);
    expect(commands).toEqual(['list', 'verify', 'verify']);
  });

  it('shows an accepted and a rejected token', () => {
    expect(session).toMatch(/^ACCEPTED .*alice/m);
    expect(session).toMatch(/^REJECTED .*\[signed-by-other-configuration\]/ms);
  });

  it('installs and verifies with one line', async () => {
    const [, command = ''] = shellBlocks[0]?.split('npm ci && npx ') ?? [];
    const steps = [{ command }, { command: 'echo $?' }];
    const [output = '', exitCode = ''] = await playSession(steps, { folder: exampleFolder() });
    const [verdict] = textOf(await screenOf(output)).split('\n');
    expect([verdict, exitCode.trim()]).toEqual(['ACCEPTED  this token logs in as carol under Portal', '0']);
  });

  it('installs and tests with the line that CI runs', () => {
    const ci = readFileSync(new URL('.ci/run', repository), 'utf8');
    expect(shellBlocks[1]).toBe('npm ci && npm test');
    const steps = ci.trim().split('\n').slice(-3);
    expect(steps.slice(0, 2).join(' && ')).toBe(shellBlocks[1]);
    expect(steps[2]).toMatch(/^npm run test:matrix -- --node 22 --node 24 --node 26 /);
  });

  it('has at most 120 lines of at most 120 characters, commands to copy aside', () => {
    const lines = readme.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(120);
    const long = lines.filter((line) => line.length > 120 && !shellBlocks.includes(line));
    expect(long).toEqual([]);
  });
});
