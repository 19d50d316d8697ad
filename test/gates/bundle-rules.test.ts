import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  allRuleNames,
  exclusionFor,
  partsApart,
  refuseIdleRules,
  replacementFor,
} from '../../scripts/bundle-rules.js';
import { repository } from '../support/generated-file.ts';

describe('a rule of the build', () => {
  it('that applies to nothing any more is refused by name', () => {
    const [first = '', second = '', ...others] = allRuleNames();
    expect(refuseIdleRules(allRuleNames(), new Set([first, second, ...others]))).toBeUndefined();
    expect(refuseIdleRules(allRuleNames(), new Set(others))).toMatch(
      new RegExp(`\n- ${first}\n- ${second}$`),
    );
  });

  it('has a name of its own', () => {
    expect(new Set(allRuleNames()).size).toBe(allRuleNames().length);
  });

  it('replaces an import only where the named file makes it', () => {
    expect(replacementFor('chalk', '/clone/src/terminal/style.ts')?.asked).toBe('chalk');
    expect(replacementFor('chalk', '/clone/src/terminal/wrap.ts')).toBeUndefined();
  });

  it.each([
    ['./threads/start-evaluators.ts', 'src/cli.ts', true],
    ['./stores/json-file/open-store.ts', 'src/cli.ts', false],
    ['../list.ts', 'src/commands/line/declare-commands.ts', true],
    ['../verify.ts', 'src/commands/line/declare-commands.ts', false],
    ['./verify-batch.ts', 'src/commands/verify.ts', true],
  ])('decides whether the script of verify leaves out %s of %s: %s', (specifier, importer, isLeftOut) => {
    expect(exclusionFor('verify', specifier, `/clone/${importer}`) !== undefined).toBe(isLeftOut);
  });

  it('names files that exist', () => {
    expect(partsApart.filter(({ entry }) => !existsSync(new URL(entry, repository)))).toEqual([]);
  });
});
