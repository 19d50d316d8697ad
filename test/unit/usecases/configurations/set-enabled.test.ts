import { describe, expect, it } from 'vitest';
import {
  commitSetEnabled,
  planSetEnabled,
  reviewEnabled,
} from '../../../../src/usecases/configurations/set-enabled.ts';
import { changeNeeds } from '../../../support/change-needs.ts';
import { configurationOf } from '../../../support/memory-store.ts';
import { SIGNED } from '../../../support/run.ts';
import { crm, erp, SECRET } from '../../../support/stores.ts';

describe('a plan to enable', () => {
  it('tells what changes from what is so already, and writes nothing', () => {
    const needs = changeNeeds([erp, crm]);
    const plan = planSetEnabled(needs, { names: ['ERP', 'crm'], enabled: true });
    expect(plan).toMatchObject({ changed: ['CRM'], unchanged: ['ERP'] });
    expect(plan.after).toEqual([configurationOf(erp), { ...configurationOf(crm), enabled: true, ...SIGNED }]);
    expect(needs.store.writes).toBe(0);
  });

  it('is refused as a whole when one name is unknown', () => {
    expect(() => planSetEnabled(changeNeeds([crm]), { names: ['CRM', 'x'], enabled: true })).toThrow(
      expect.objectContaining({ kind: 'not-found' }),
    );
  });
});

describe.each([true, false])('a planned change to enabled: %s', (enabled) => {
  it('signs what changes, and nothing else', async () => {
    const needs = changeNeeds([erp, crm]);
    await commitSetEnabled(needs, planSetEnabled(needs, { names: ['ERP', 'CRM'], enabled }));
    const changed = enabled ? 'CRM' : 'ERP';
    expect(needs.store.held.configurations.map((each) => [each.enabled, each.lastModifiedBy])).toEqual(
      [erp, crm].map(({ name }) => [enabled, name === changed ? 'tester' : undefined]),
    );
  });

  it('writes nothing when all are so already', async () => {
    const needs = changeNeeds([{ ...erp, enabled }]);
    await commitSetEnabled(needs, planSetEnabled(needs, { names: ['ERP'], enabled }));
    expect(needs.store.writes).toBe(0);
  });
});

describe('what is said of configurations that get enabled', () => {
  const unusable = { ...crm, signatureAlgorithm: 'RS256' };

  it('names those whose secret cannot serve their algorithm', async () => {
    const needs = changeNeeds([erp, unusable], { env: { CRM_SECRET: SECRET } });
    const plan = planSetEnabled(needs, { names: ['ERP', 'CRM'], enabled: true });
    expect(await reviewEnabled(needs, plan)).toEqual([
      { kind: 'secret-unusable', name: 'CRM', fault: expect.any(String) },
    ]);
  });

  it('is nothing of a secret that is elsewhere, or when they get disabled', async () => {
    const elsewhere = changeNeeds([unusable]);
    const here = changeNeeds([unusable], { env: { CRM_SECRET: SECRET } });
    const plan = (needs: typeof here, enabled: boolean) => planSetEnabled(needs, { names: ['CRM'], enabled });
    expect(await reviewEnabled(elsewhere, plan(elsewhere, true))).toEqual([]);
    expect(await reviewEnabled(here, plan(here, false))).toEqual([]);
  });
});
