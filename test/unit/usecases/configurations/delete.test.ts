import { describe, expect, it } from 'vitest';
import { commitDelete, planDelete } from '../../../../src/usecases/configurations/delete.ts';
import { changeNeeds } from '../../../support/change-needs.ts';
import { crm, erp } from '../../../support/stores.ts';

const hr = { ...crm, name: 'HR' };

describe('a plan to delete', () => {
  it('finds each configuration once, in whatever spelling, and writes nothing', () => {
    const needs = changeNeeds([erp, crm, hr]);
    const { configurations } = planDelete(needs, ['hr', 'ERP', 'HR']);
    expect(configurations.map(({ name }) => name)).toEqual(['HR', 'ERP']);
    expect(needs.store.writes).toBe(0);
  });

  it('is refused when one name is unknown, which is called by its place', () => {
    expect(() => planDelete(changeNeeds([erp, crm]), ['ERP', 'hunter2'])).toThrow(
      expect.objectContaining({
        kind: 'not-found',
        message: 'there is no configuration of name 2 of the 2 given; nothing was changed',
        reason: { kind: 'unknown-names', typed: ['hunter2'], names: ['ERP', 'CRM'] },
      }),
    );
  });
});

describe('a planned deletion', () => {
  it('takes the configurations out in one change', async () => {
    const needs = changeNeeds([erp, crm, hr]);
    await commitDelete(needs, planDelete(needs, ['ERP', 'HR']));
    expect(needs.store.held.configurations.map(({ name }) => name)).toEqual(['CRM']);
    expect(needs.store.writes).toBe(1);
  });

  it('deletes nothing when one of them is gone meanwhile', async () => {
    const needs = changeNeeds([erp, crm]);
    const plan = planDelete(needs, ['ERP', 'CRM']);
    await needs.store.change((draft) => draft.remove('CRM'));
    await expect(commitDelete(needs, plan)).rejects.toMatchObject({ kind: 'not-found' });
    expect(needs.store.held.configurations.map(({ name }) => name)).toEqual(['ERP']);
  });
});
