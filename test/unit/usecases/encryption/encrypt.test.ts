import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { commitEncryption } from '../../../../src/usecases/encryption/commit-encryption.ts';
import { planDecrypt } from '../../../../src/usecases/encryption/decrypt.ts';
import { planEncrypt } from '../../../../src/usecases/encryption/encrypt.ts';
import type {
  EncryptionPlan,
  PlannedEncryption,
} from '../../../../src/usecases/encryption/encryption-plan.ts';
import {
  IDENTITY,
  OTHER_IDENTITY,
  OTHER_RECIPIENT,
  PASSPHRASE,
  RECIPIENT,
} from '../../../support/age-keys.ts';
import { encryptedStore } from '../../../support/encrypted-store.ts';
import { encryptionNeeds } from '../../../support/encryption-needs.ts';
import { documentIn, newFolder, open, put } from '../../../support/store-folder.ts';
import { crm, erp, SECRET, storeOf } from '../../../support/stores.ts';

const nobodyNamed = { named: undefined, isPassphraseNamed: false, canAsk: false };
const forRecipient = { ...nobodyNamed, named: { recipients: [RECIPIENT], newIdentityPath: undefined } };

function storeWith(...configurations: readonly object[]): string {
  return put(join(newFolder(), 'a.json'), storeOf(...(configurations as [object])));
}

/** The plan that a use case made; throws when it refused. */
function planOf(planned: PlannedEncryption): EncryptionPlan {
  if (!planned.ok) throw new Error(planned.refusal.kind);
  return planned;
}

describe('a plan to encrypt', () => {
  it('writes nothing, and names the configurations with a secret in plain text', async () => {
    const path = storeWith(erp, crm);
    const before = readFileSync(path, 'utf8');
    const plan = planOf(await planEncrypt(await encryptionNeeds(path), forRecipient));
    expect([plan.names, plan.notices, readFileSync(path, 'utf8')]).toEqual([['ERP'], [], before]);
  });

  it.each([
    ['who can open the secrets is not known', {}, nobodyNamed, { kind: 'no-key-holders' }],
    [
      'the passphrase is too short',
      { passphrase: 'hunter2' },
      nobodyNamed,
      { kind: 'passphrase-weak', fault: 'has 7 characters, but at least 12 are required' },
    ],
  ])('is refused where %s', async (_, holding, request, refusal) => {
    const needs = await encryptionNeeds(storeWith(erp), holding);
    expect(await planEncrypt(needs, request)).toEqual({ ok: false, refusal });
  });

  it('leaves the passphrase open where it can be asked for, and is not made without it', async () => {
    const path = storeWith(erp);
    const needs = await encryptionNeeds(path);
    const plan = planOf(await planEncrypt(needs, { ...nobodyNamed, canAsk: true }));
    expect(plan.next).toMatchObject({ kind: 'new key', keyHolders: undefined });
    await expect(commitEncryption(needs, plan)).rejects.toThrow('the new passphrase was not asked for');
    expect(documentIn(path)).toEqual(storeOf(erp));
  });

  it('prefers named recipients, then identities, then the passphrase, unless that is named', async () => {
    const holding = { identity: OTHER_IDENTITY, passphrase: PASSPHRASE };
    const needs = await encryptionNeeds(storeWith(erp), holding);
    const keyHolders = async (request: Parameters<typeof planEncrypt>[1]) => {
      const { next } = planOf(await planEncrypt(needs, request));
      return next.kind === 'new key' ? next.keyHolders : next.kind;
    };
    expect(await keyHolders(forRecipient)).toEqual({ recipients: [RECIPIENT] });
    expect(await keyHolders(nobodyNamed)).toEqual({ recipients: [OTHER_RECIPIENT] });
    expect(await keyHolders({ ...nobodyNamed, isPassphraseNamed: true })).toEqual({ passphrase: PASSPHRASE });
  });

  it('says when the user will not be able to open the secrets', async () => {
    const path = storeWith(erp);
    const notices = async (identity: string) =>
      planOf(await planEncrypt(await encryptionNeeds(path, { identity }), forRecipient)).notices;
    expect(await notices(OTHER_IDENTITY)).toEqual([{ kind: 'own-identity-excluded' }]);
    expect(await notices(IDENTITY)).toEqual([]);
  });

  it('makes an identity that is written with the change, and not before', async () => {
    const path = storeWith(erp);
    const needs = await encryptionNeeds(path);
    const newIdentityPath = join(dirname(path), 'identity.txt');
    const plan = planOf(
      await planEncrypt(needs, { ...nobodyNamed, named: { recipients: [RECIPIENT], newIdentityPath } }),
    );
    expect(existsSync(newIdentityPath)).toBe(false);
    const { encryption, identity } = await commitEncryption(needs, plan);
    expect([encryption?.recipients?.length, identity?.path]).toEqual([2, newIdentityPath]);
    expect(readFileSync(newIdentityPath, 'utf8')).toBe(identity?.text);
  });
});

describe('a store that is encrypted already', () => {
  it('gets what was added in plain text encrypted with its own key', async () => {
    const { document } = await encryptedStore([{ ...erp, name: 'Old', secretKey: 'x'.repeat(40) }]);
    const path = put(join(newFolder(), 'a.json'), {
      ...document,
      configurations: [...document.configurations, erp],
    });
    const needs = await encryptionNeeds(path, { identity: IDENTITY });
    const outcome = await commitEncryption(needs, planOf(await planEncrypt(needs, nobodyNamed)));
    expect(outcome).toEqual({ names: ['ERP'] });
    expect(documentIn(path)).toMatchObject({
      encryption: document.encryption,
      configurations: [document.configurations[0], { secretKey: { encrypted: expect.any(String) } }],
    });
  });

  it.each([
    [[OTHER_RECIPIENT], undefined],
    [[RECIPIENT, OTHER_RECIPIENT], undefined],
    [[RECIPIENT], '/new'],
  ])('is not encrypted for others: %j, new identity %j', async (recipients, newIdentityPath) => {
    const { document } = await encryptedStore([erp]);
    const needs = await encryptionNeeds(put(join(newFolder(), 'a.json'), document));
    const request = { ...nobodyNamed, named: { recipients, newIdentityPath } };
    expect(await planEncrypt(needs, request)).toEqual({
      ok: false,
      refusal: { kind: 'encrypted-for-others' },
    });
  });

  it('has nothing to do where every secret is encrypted, for whoever can open it', async () => {
    const { document } = await encryptedStore([erp]);
    const path = put(join(newFolder(), 'a.json'), document);
    const before = readFileSync(path, 'utf8');
    const needs = await encryptionNeeds(path);
    const plan = planOf(await planEncrypt(needs, forRecipient));
    expect([await commitEncryption(needs, plan), readFileSync(path, 'utf8')]).toEqual([
      { names: [] },
      before,
    ]);
  });
});

describe('a change of the encryption', () => {
  it('is refused when the encryption was changed since the store was opened', async () => {
    const path = storeWith(erp);
    const [first, second] = [await encryptionNeeds(path), await encryptionNeeds(path)];
    const plan = planOf(await planEncrypt(first, forRecipient));
    // Read before the other change.
    expect(second.store.encryption).toBeUndefined();
    const other = planOf(await planEncrypt(second, forRecipient));
    await commitEncryption(first, plan);
    const encrypted = readFileSync(path, 'utf8');
    await expect(commitEncryption(second, other)).rejects.toThrow('was changed by someone else meanwhile');
    expect(readFileSync(path, 'utf8')).toBe(encrypted);
  });

  it('is taken back by decrypting, whatever the secrets are', async () => {
    const secrets = fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(secrets, async (texts) => {
        const path = storeWith(
          ...texts.map((secretKey, index) => ({ ...erp, name: `C${index}`, secretKey })),
        );
        const before = (await open(path)).configurations;
        const encrypting = await encryptionNeeds(path);
        await commitEncryption(encrypting, planOf(await planEncrypt(encrypting, forRecipient)));
        const encrypted: readonly Configuration[] = (await open(path)).configurations;
        expect(encrypted.every(({ secretKey }) => typeof secretKey === 'object')).toBe(true);
        const decrypting = await encryptionNeeds(path, { identity: IDENTITY });
        const { names } = await commitEncryption(decrypting, await planDecrypt(decrypting));
        expect(names).toEqual(before.map(({ name }) => name));
        const { configurations, encryption } = await open(path);
        expect([configurations, encryption]).toEqual([before, undefined]);
      }),
      { numRuns: 15 },
    );
  });

  it('leaves no secret in the file', async () => {
    const path = storeWith(erp);
    const needs = await encryptionNeeds(path);
    await commitEncryption(needs, planOf(await planEncrypt(needs, forRecipient)));
    expect(readFileSync(path, 'utf8')).not.toContain(SECRET);
  });
});
