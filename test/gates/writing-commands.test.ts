import { describe, expect, it } from 'vitest';
import { writingCommands } from '../faults/writing-commands.js';
import { run } from '../support/run.ts';

/** The commands that never write a store. */
const readers = [
  'check',
  'completion',
  'decode',
  'explain',
  'export',
  'generate',
  'help',
  'history',
  'list',
  'show',
  'verify',
];

describe('the commands whose faults are tried', () => {
  it('are all that write a store', async () => {
    const { stdout } = await run(['help']);
    const list = /\nCommands:\n(.*?)\n\n/s.exec(stdout)?.[1] ?? '';
    const commands = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
    const tried = new Set(writingCommands.map(({ argv }) => argv[0]));
    expect([...tried].sort()).toEqual(commands.filter((name) => !readers.includes(name)).sort());
  });
});
