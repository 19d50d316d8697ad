import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitEncryption } from '../../../../src/usecases/encryption/commit-encryption.ts';
import { planDecrypt } from '../../../../src/usecases/encryption/decrypt.ts';
import { planRekey } from '../../../../src/usecases/encryption/rekey.ts';
import {
  IDENTITY,
  OTHER_IDENTITY,
  OTHER_RECIPIENT,
  PASSPHRASE,
  RECIPIENT,
} from '../../../support/age-keys.ts';
import { encryptedStore } from '../../../support/encrypted-store.ts';
import { encryptionNeeds, type Holding } from '../../../support/encryption-needs.ts';
import { documentIn, newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { erp, storeOf } from '../../../support/stores.ts';

/** The file of a store whose only secret is encrypted. */
async function encryptedFile(change: object = {}): Promise<string> {
  const { document } = await encryptedStore([erp]);
  return put(join(newFolder(), 'a.json'), { ...document, encryption: { ...document.encryption, ...change } });
}

/** The secrets of a store in plain text, for a user who can open them. */
async function plainSecrets(path: string, holding: Holding): Promise<unknown[]> {
  const needs = await encryptionNeeds(path, holding);
  const { rewrite } = await planDecrypt(needs);
  return needs.store.configurations.map((each) => rewrite(each).secretKey);
}

describe('a new key', () => {
  it('is for the same recipients, and encrypts the same secrets', async () => {
    const path = await encryptedFile();
    const before = (await open(path)).encryption;
    const needs = await encryptionNeeds(path, { identity: IDENTITY });
    const plan = await planRekey(needs, { kind: 'same' });
    if (!plan.ok) throw new Error(plan.refusal.kind);
    const { names, encryption } = await commitEncryption(needs, plan);
    expect([names, encryption?.recipients]).toEqual([['ERP'], [RECIPIENT]]);
    expect(encryption?.dataKey).not.toBe(before?.dataKey);
    expect(await plainSecrets(path, { identity: IDENTITY })).toEqual([erp.secretKey]);
  });

  it('is for those who are named, and then not for the others', async () => {
    const path = await encryptedFile();
    const needs = await encryptionNeeds(path, { identity: IDENTITY });
    const named = { recipients: [OTHER_RECIPIENT], newIdentityPath: undefined };
    const plan = await planRekey(needs, { kind: 'recipients', named });
    if (!plan.ok) throw new Error(plan.refusal.kind);
    expect(plan.notices).toEqual([{ kind: 'own-identity-excluded' }]);
    await commitEncryption(needs, plan);
    expect(await plainSecrets(path, { identity: OTHER_IDENTITY })).toEqual([erp.secretKey]);
    expect((await problemOf(() => plainSecrets(path, { identity: IDENTITY }))).message).toContain(
      'does not open it',
    );
  });

  it('is encrypted with a passphrase that the caller asked for', async () => {
    const path = await encryptedFile();
    const needs = await encryptionNeeds(path, { identity: IDENTITY });
    const plan = await planRekey(needs, { kind: 'passphrase', given: undefined });
    if (!plan.ok) throw new Error(plan.refusal.kind);
    await commitEncryption(needs, plan, PASSPHRASE);
    expect(await plainSecrets(path, { passphrase: PASSPHRASE })).toEqual([erp.secretKey]);
  });
});

describe('a new key is refused', () => {
  it('where the store is not encrypted', async () => {
    const needs = await encryptionNeeds(put(join(newFolder(), 'a.json'), storeOf(erp)));
    expect(await planRekey(needs, { kind: 'same' })).toEqual({
      ok: false,
      refusal: { kind: 'not-encrypted' },
    });
  });

  it('for recipients that were added to the file by hand: they must not get it unseen', async () => {
    const path = await encryptedFile({ recipients: [RECIPIENT, OTHER_RECIPIENT] });
    const before = documentIn(path);
    const needs = await encryptionNeeds(path, { identity: IDENTITY });
    expect(await planRekey(needs, { kind: 'same' })).toEqual({
      ok: false,
      refusal: { kind: 'recipients-changed-by-hand' },
    });
    expect(documentIn(path)).toEqual(before);
  });

  it.each([
    [
      'cannot be read',
      { ok: false, kind: 'missing', reason: 'the file is gone' } as const,
      { kind: 'credentials-unreadable', reason: 'the file is gone' },
    ],
    [
      'is too short',
      { ok: true, text: 'x', encoding: 'utf8' } as const,
      { kind: 'passphrase-weak', fault: 'has 1 character, but at least 12 are required' },
    ],
  ])('where the new passphrase %s', async (_, given, refusal) => {
    const needs = await encryptionNeeds(await encryptedFile(), { identity: IDENTITY });
    expect(await planRekey(needs, { kind: 'passphrase', given })).toEqual({ ok: false, refusal });
  });
});
