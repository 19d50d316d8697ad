import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-code.ts';
import { topics } from '../../src/topics/topics.ts';
import { run } from '../support/run.ts';

describe('the overview', () => {
  it.each([60, 80])('lists every topic, aligned and within %d columns', async (columns) => {
    const { stdout } = await run(['--help'], { isTerminal: true, columns });
    const list = stdout.split('\nTopics of `jwtadm help`:\n')[1]?.trimEnd().split('\n') ?? [];
    for (const topic of Object.keys(topics)) expect(list.join('\n')).toContain(`  ${topic}  `);
    expect(list.filter((line) => line.length > columns)).toEqual([]);
  });
});

describe('a topic of help', () => {
  it.each(Object.entries(topics))('%s is a page of its own', async (name, { title, parts }) => {
    const { exitCode, stdout, stderr } = await run(['help', name]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe(title);
    expect(parts.some((part) => typeof part !== 'string' && 'commands' in part)).toBe(true);
  });

  it.each(Object.keys(topics))(
    '%s fits into 60 columns, but for commands, which are to be copied',
    async (name) => {
      const { stdout } = await run(['help', name], { isTerminal: true, columns: 60 });
      const wide = stdout
        .split('\n')
        .filter((line, index, lines) => line.length > 60 && !lines[index - 1]?.startsWith('  # '));
      expect(wide).toEqual([]);
    },
  );

  it('exit-codes prints each code and its meaning', async () => {
    const { stdout } = await run(['help', 'exit-codes']);
    for (const code of Object.values(exitCodes))
      expect(stdout).toMatch(new RegExp(`^ +${code} {2,}\\S`, 'm'));
  });

  it.each([
    [['help', 'exit-code'], 'jwtadm help exit-codes'],
    [['help', 'env'], 'jwtadm help environment'],
    [['help', 'secret'], 'jwtadm help secrets'],
    [['help', 'validate'], 'jwtadm help verify'],
    [['help', 'secret-is-hex'], 'jwtadm explain secret-is-hex'],
    [['secrets'], 'jwtadm help secrets'],
    [['store'], 'jwtadm help store'],
  ])('is suggested for what is nearly one: %j', async (argv, command) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`did you mean \`${command}\`?`);
  });

  it('is none when nothing is near: then all are listed, and nothing that only scripts call', async () => {
    const { exitCode, stderr } = await run(['help', 'frobnicate']);
    expect(exitCode).toBe(2);
    for (const topic of Object.keys(topics)) expect(stderr).toContain(topic);
    expect(stderr).not.toContain('__complete');
  });
});
