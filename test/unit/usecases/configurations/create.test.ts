import { describe, expect, it } from 'vitest';
import {
  type CreateRequest,
  commitCreate,
  commitCreateUnread,
  planCreate,
  previewCreate,
  refuseCreate,
} from '../../../../src/usecases/configurations/create.ts';
import { newKeyPair, referencedSecret } from '../../../../src/usecases/secrets/chosen-secret.ts';
import { IDENTITY } from '../../../support/age-keys.ts';
import { changeNeeds, given, newSecret } from '../../../support/change-needs.ts';
import { encryptedStore } from '../../../support/encrypted-store.ts';
import { NOW, SIGNED } from '../../../support/run.ts';
import { erp } from '../../../support/stores.ts';

const OTHER_SECRET = 'Zx9v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';

const crmRequest: CreateRequest = {
  fields: { name: 'CRM', usernameField: 'sub' },
  secret: given(OTHER_SECRET),
};

/** What changes need of a store whose secrets are encrypted. */
async function encryptedNeeds(holding: { identity?: string } = {}) {
  const { document } = await encryptedStore([erp]);
  return changeNeeds(document.configurations, { encryption: document.encryption, ...holding });
}

describe('a plan to create', () => {
  it('completes the configuration with defaults, author and time', () => {
    const { configuration, notices } = planCreate(changeNeeds([]), crmRequest);
    expect(configuration).toMatchObject({
      name: 'CRM',
      enabled: false,
      tokenName: 'token',
      secretKey: OTHER_SECRET,
      expirationTime: 86_400,
      usernameField: 'sub',
      signatureAlgorithm: 'HS256',
      creator: 'tester',
      createdAt: NOW,
      ...SIGNED,
    });
    expect(notices).toEqual([]);
  });

  it('refuses a weak secret, unless it may be weak', () => {
    const needs = changeNeeds([]);
    const weak = { ...crmRequest, secret: given('hunter2') };
    expect(() => planCreate(needs, weak)).toThrow(
      expect.objectContaining({ kind: 'usage', reason: { kind: 'secret-weak' } }),
    );
    const { notices } = planCreate(needs, { ...weak, secret: { ...weak.secret, allowsWeak: true } });
    expect(notices).toEqual([{ kind: 'secret-weak', fault: expect.stringContaining('56 bits') }]);
  });

  it('says that a reference leads to nothing, and keeps it all the same', () => {
    const secret = newSecret(referencedSecret({ env: 'CRM_SECRET' }));
    const { configuration, notices } = planCreate(changeNeeds([]), { ...crmRequest, secret });
    expect(configuration.secretKey).toEqual({ env: 'CRM_SECRET' });
    expect(notices).toEqual([
      { kind: 'reference-unavailable', reason: 'the environment variable CRM_SECRET is not set' },
    ]);
  });

  it('writes nothing', async () => {
    const needs = changeNeeds([erp]);
    await previewCreate(needs, planCreate(needs, crmRequest));
    expect(needs.store.writes).toBe(0);
  });
});

describe.each([
  ['in a store that was read', commitCreate],
  ['in a store that was not read yet', commitCreateUnread],
])('creating %s', (_, commit) => {
  it('adds the configuration at the end, and says so', async () => {
    const needs = changeNeeds([erp]);
    const { notices } = await commit(needs, planCreate(needs, crmRequest));
    expect(needs.store.held.configurations).toMatchObject([
      { name: 'ERP' },
      { name: 'CRM', secretKey: OTHER_SECRET },
    ]);
    expect(notices).toEqual([{ kind: 'created', name: 'CRM', isEnabled: false }]);
  });

  it('encrypts the secret where the store encrypts', async () => {
    const needs = await encryptedNeeds({ identity: IDENTITY });
    const { configuration } = await commit(needs, planCreate(needs, crmRequest));
    expect(needs.store.held.configurations[1]?.secretKey).toEqual({ encrypted: expect.any(String) });
    expect(needs.secrets.of(configuration)).toMatchObject({ ok: true, text: OTHER_SECRET });
  });

  it('refuses without anything that opens an encrypted store, and writes nothing', async () => {
    const needs = await encryptedNeeds();
    await expect(commit(needs, planCreate(needs, crmRequest))).rejects.toMatchObject({
      kind: 'store',
      reason: { kind: 'store-locked' },
    });
    expect(needs.store.writes).toBe(0);
  });

  it('refuses a name that was taken since it was planned', async () => {
    const needs = changeNeeds([erp]);
    const plan = planCreate(needs, crmRequest);
    await commitCreate(needs, plan);
    await expect(commit(needs, plan)).rejects.toMatchObject({
      kind: 'usage',
      reason: { kind: 'name-taken-on-create', name: 'CRM' },
    });
  });

  it('writes a new private key with the change, and removes it when the change is refused', async () => {
    const needs = changeNeeds([erp]);
    const secret = newSecret(await newKeyPair(needs, '/keys/crm.pem', 'ES256'));
    const fields = { ...crmRequest.fields, signatureAlgorithm: 'ES256' } as const;
    const plan = planCreate(needs, { fields, secret });
    expect([...needs.writtenKeys.keys()]).toEqual([]);
    const { notices } = await commit(needs, plan);
    expect([...needs.writtenKeys.keys()]).toEqual(['/keys/crm.pem']);
    expect(notices.at(-1)).toEqual({ kind: 'private-key-written', path: '/keys/crm.pem' });
    needs.writtenKeys.clear();
    await expect(commit(needs, plan)).rejects.toMatchObject({ kind: 'usage' });
    expect([...needs.writtenKeys.keys()]).toEqual([]);
  });

  it('warns where what opens encrypted secrets was given and the store encrypts none', async () => {
    const needs = changeNeeds([erp], { identity: IDENTITY });
    const { notices } = await commit(needs, planCreate(needs, crmRequest));
    expect(notices[0]).toEqual({ kind: 'stored-in-plain-text' });
  });
});

describe('before anything is asked', () => {
  const nothing = { name: undefined, algorithm: 'HS256', isReference: false } as const;

  it('a name that is taken is refused, in whatever case', async () => {
    await expect(refuseCreate(changeNeeds([erp]), { ...nothing, name: 'erp' })).rejects.toMatchObject({
      reason: { kind: 'name-taken-on-create', name: 'ERP' },
    });
  });

  it('an encrypted store that cannot be unlocked is refused, unless no secret has to be encrypted', async () => {
    const needs = await encryptedNeeds();
    await expect(refuseCreate(needs, nothing)).rejects.toMatchObject({ reason: { kind: 'store-locked' } });
    await refuseCreate(needs, { ...nothing, isReference: true });
    await refuseCreate(needs, { ...nothing, algorithm: 'ES256' });
  });
});
