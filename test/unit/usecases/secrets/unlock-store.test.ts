import { describe, expect, it } from 'vitest';
import type { CredentialSource } from '../../../../src/usecases/ports.ts';
import { unlockStore } from '../../../../src/usecases/secrets/unlock-store.ts';
import { IDENTITY, OTHER_IDENTITY, PASSPHRASE } from '../../../support/age-keys.ts';
import { encryptedStore } from '../../../support/encrypted-store.ts';
import { credentialsOf } from '../../../support/encryption-needs.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { erp } from '../../../support/stores.ts';

const author = { by: 'tester', command: 'test', at: 0 };

/** A store in memory that is encrypted for an identity, or with a passphrase. */
async function storeFor(holder: 'identity' | 'passphrase') {
  const { document } =
    holder === 'identity'
      ? await encryptedStore([erp])
      : await encryptedStore([erp], { passphrase: PASSPHRASE });
  return memoryStore(document.configurations, author, document.encryption);
}

/** Credentials that somebody types, and how often they were asked. */
function typing(...passphrases: readonly string[]) {
  const attempts: number[] = [];
  const credentials: CredentialSource = {
    ...credentialsOf({}),
    async askPassphrase(_label, attempt) {
      attempts.push(attempt);
      return passphrases[attempt - 1] ?? 'none';
    },
  };
  return { credentials, attempts };
}

describe('an encrypted store', () => {
  it.each([
    ['identity', { identity: IDENTITY }],
    ['passphrase', { passphrase: PASSPHRASE }],
  ] as const)('opens with the %s that was given, which is then told', async (by, holding) => {
    const opened: string[] = [];
    const credentials = { ...credentialsOf(holding), opened: (each: string) => opened.push(each) };
    expect(await unlockStore({ store: await storeFor(by), credentials }, false)).toMatchObject({ ok: true });
    expect(opened).toEqual([by]);
  });

  it.each([
    ['identity', {}, 'no identity was given'],
    ['identity', { identity: OTHER_IDENTITY }, 'the identity in the test does not open it'],
    ['passphrase', {}, 'no passphrase was given'],
    ['passphrase', { passphrase: 'another' }, 'the passphrase that was given is not the right one'],
  ] as const)('encrypted with an %s stays locked with %j', async (by, holding, reason) => {
    const credentials = credentialsOf(holding);
    expect(await unlockStore({ store: await storeFor(by), credentials }, true)).toEqual({
      ok: false,
      kind: 'locked',
      reason,
    });
  });

  it('asks for a passphrase up to three times, and only where that is allowed', async () => {
    const store = await storeFor('passphrase');
    const right = typing('wrong', PASSPHRASE);
    expect(await unlockStore({ store, ...right }, true)).toMatchObject({ ok: true });
    expect(right.attempts).toEqual([1, 2]);
    const wrong = typing();
    expect(await unlockStore({ store, ...wrong }, true)).toMatchObject({ ok: false, kind: 'locked' });
    expect(wrong.attempts).toEqual([1, 2, 3]);
    const unasked = typing(PASSPHRASE);
    expect(await unlockStore({ store, ...unasked }, false)).toMatchObject({ ok: false, kind: 'locked' });
    expect(unasked.attempts).toEqual([]);
  });

  it('of which "encryption" is gone cannot be read, whatever was given', async () => {
    const store = memoryStore([erp], author);
    const unlocked = await unlockStore({ store, credentials: credentialsOf({ identity: IDENTITY }) }, true);
    expect(unlocked).toMatchObject({ ok: false, kind: 'unreadable' });
  });
});
