import { describe, expect, it } from 'vitest';
import {
  factsEverywhere,
  factsInStore,
} from '../../../../src/usecases/configurations/configuration-facts.ts';
import { IDENTITY } from '../../../support/age-keys.ts';
import { changeNeeds } from '../../../support/change-needs.ts';
import { encryptedStore } from '../../../support/encrypted-store.ts';
import { configurationOf } from '../../../support/memory-store.ts';
import { crm, erp, SECRET } from '../../../support/stores.ts';

describe('the facts of a configuration', () => {
  it('tell kind, size and fingerprint of a secret in the store, and nothing of its text', () => {
    const facts = factsInStore(changeNeeds([erp]), configurationOf(erp));
    expect(facts.secretKey).toMatchObject({ facts: { kind: 'HMAC secret', bits: 344 } });
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });

  it('follow a reference only where that is asked for', () => {
    const needs = changeNeeds([crm], { env: { CRM_SECRET: SECRET } });
    expect(factsInStore(needs, configurationOf(crm)).secretKey).toEqual({});
    expect(factsEverywhere(needs, configurationOf(crm)).secretKey).toMatchObject({ facts: { bits: 344 } });
  });

  it('say why a secret cannot be used where that is asked for', () => {
    const { secretKey } = factsEverywhere(changeNeeds([crm]), configurationOf(crm));
    expect(secretKey.facts).toBeUndefined();
    expect(secretKey.trouble).toContain('CRM_SECRET is not set');
  });

  it('are those of an encrypted secret once the store is unlocked', async () => {
    const { document } = await encryptedStore([erp]);
    const needs = changeNeeds(document.configurations, {
      encryption: document.encryption,
      identity: IDENTITY,
    });
    const [configuration = configurationOf(erp)] = needs.store.configurations;
    expect(factsInStore(needs, configuration).secretKey).toEqual({});
    await needs.secrets.unlockFor([configuration], 'without asking');
    expect(factsInStore(needs, configuration).secretKey).toMatchObject({ facts: { bits: 344 } });
  });
});
