import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allRuleNames, partsApart, refuseIdleRules, replacementFor } from '../../scripts/bundle-rules.js';
import { repository } from '../support/generated-file.ts';

describe('a rule of the build', () => {
  it('that applies to nothing any more is refused by name', () => {
    const [first = '', second = '', ...others] = allRuleNames();
    expect(refuseIdleRules(allRuleNames(), new Set([first, second, ...others]))).toBeUndefined();
    const refusal = refuseIdleRules(allRuleNames(), new Set(others));
    expect(refusal?.split('\n').slice(1)).toEqual([`- ${first}`, `- ${second}`]);
  });

  it('has a name of its own', () => {
    expect(new Set(allRuleNames()).size).toBe(allRuleNames().length);
  });

  it('replaces an import only where the named file makes it', () => {
    expect(replacementFor('chalk', '/clone/src/terminal/style.ts')?.asked).toBe('chalk');
    expect(replacementFor('chalk', '/clone/src/terminal/wrap.ts')).toBeUndefined();
  });

  it('names files that exist', () => {
    expect(partsApart.filter(({ entry }) => !existsSync(new URL(entry, repository)))).toEqual([]);
  });
});
