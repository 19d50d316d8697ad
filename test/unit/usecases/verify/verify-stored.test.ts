import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import type { SecretResult } from '../../../../src/domain/secret-key.ts';
import { verifyAny, verifyStored } from '../../../../src/usecases/verify/verify-stored.ts';
import { mint, NOW, SECRET } from '../../../support/mint-token.ts';
import { erp } from '../../../support/verify.ts';

const crm: Configuration = { ...erp, name: 'CRM', secretKey: `${SECRET}-of-crm` };
const expiring: Configuration = { ...erp, name: 'Expiring', issuer: 'https://other.example' };

/** A store of those configurations, and the unlocking that it was asked for. `locked` ones open on request. */
function storeOf(configurations: readonly Configuration[], locked: readonly string[] = []) {
  const unlocking: string[] = [];
  const open = new Set(configurations.map(({ name }) => name).filter((name) => !locked.includes(name)));
  const of = ({ name, secretKey }: Configuration): SecretResult =>
    open.has(name)
      ? { ok: true, text: String(secretKey), encoding: 'utf8' }
      : { ok: false, kind: 'locked', reason: 'it is locked' };
  const secrets = {
    of,
    previousOf: () => undefined,
    async unlockFor(asked: readonly Configuration[], asks: 'asks' | 'without asking') {
      unlocking.push(`${asked.map(({ name }) => name).join(' ')}: ${asks}`);
      const isNew = asked.some(({ name }) => !open.has(name));
      for (const { name } of asked) open.add(name);
      return isNew;
    },
  };
  return { needs: { store: { configurations, fingerprintKey: undefined }, secrets }, unlocking };
}

const trial = (text: string) => ({ text, now: NOW, ignoresDisabled: false });

describe('a token under one configuration of a store', () => {
  it('opens no other secret when its signature is right', async () => {
    const { needs, unlocking } = storeOf([erp, crm], ['CRM']);
    const { verification } = await verifyStored(needs, trial(mint()), erp);
    expect(verification.accepted).toBe(true);
    expect(unlocking).toEqual(['ERP: asks']);
  });

  it('opens the other secrets when its signature is wrong, without asking, and says whose it is', async () => {
    const { needs, unlocking } = storeOf([erp, crm], ['CRM']);
    const { verification } = await verifyStored(needs, trial(mint({ key: String(crm.secretKey) })), erp);
    expect(verification.diagnosis.map(({ code }) => code)).toEqual(['signed-by-other-configuration']);
    expect(unlocking).toEqual(['ERP: asks', 'ERP CRM: without asking']);
  });
});

describe('a token under any configuration', () => {
  it.each([
    ['the one that accepts it', [crm, expiring, erp], mint(), 'ERP'],
    ['the one whose secret signed it', [crm, expiring], mint(), 'Expiring'],
    ['the first of equally far ones', [crm, { ...crm, name: 'HR' }], mint(), 'CRM'],
  ])('is explained by %s', async (_which, configurations, text, nearest) => {
    const { needs } = storeOf(configurations);
    const answer = await verifyAny(needs, trial(text), configurations);
    expect(answer.nearest.configuration.name).toBe(nearest);
    expect(answer.answers.map(({ configuration }) => configuration.name)).toEqual(
      configurations.map(({ name }) => name),
    );
  });
});
