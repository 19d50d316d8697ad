import { describe, expect, it } from 'vitest';
import { type ConflictChoice, planImport } from '../../../src/domain/import-plan.ts';
import { sampleConfiguration } from '../../support/samples.ts';

const named = (name: string, tokenName = 'token') => sampleConfiguration({ name, tokenName });

/** What is planned, as `action name to`. */
function plan(present: readonly string[], incoming: readonly string[], choice: ConflictChoice): string[] {
  return planImport(
    present.map((name) => named(name)),
    incoming.map((name) => named(name, 'other')),
    choice,
  ).map(({ action, name, configuration }) => `${action} ${name} ${configuration.name}`);
}

describe('a planned import', () => {
  it.each<[ConflictChoice, string]>([
    ['skip', 'skipped'],
    ['replace', 'replaced'],
    ['fail', 'conflict'],
  ])('with %s has what is %s first', (choice, action) => {
    expect(plan(['ERP'], ['New', 'erp'], choice)).toEqual([`${action} erp erp`, 'added New New']);
  });

  it('renames to what neither the store nor the import has', () => {
    expect(plan(['A', 'a-2'], ['A', 'A-3'], 'rename')).toEqual(['renamed A A-4', 'added A-3 A-3']);
  });

  it('renames the longest names, whatever their letters', () => {
    const long = 'a'.repeat(64);
    expect(plan([long], [long], 'rename')).toEqual([`renamed ${long} ${'a'.repeat(62)}-2`]);
    const wide = '\u{20000}'.repeat(32);
    expect(plan([wide], [wide], 'rename')).toEqual([`renamed ${wide} ${'\u{20000}'.repeat(31)}-2`]);
  });

  it('leaves alone what is the same', () => {
    const [step] = planImport([named('ERP')], [named('ERP')], 'fail');
    expect(step?.action).toBe('unchanged');
  });
});
