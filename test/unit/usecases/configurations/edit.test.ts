import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldChanges } from '../../../../src/domain/configuration.ts';
import {
  commitEdit,
  type EditRequest,
  planEdit,
  refuseEdit,
} from '../../../../src/usecases/configurations/edit.ts';
import { IDENTITY } from '../../../support/age-keys.ts';
import { changeNeeds, given } from '../../../support/change-needs.ts';
import { encryptedStore } from '../../../support/encrypted-store.ts';
import { configurationOf } from '../../../support/memory-store.ts';
import { SIGNED } from '../../../support/run.ts';
import { crm, erp, SECRET } from '../../../support/stores.ts';

const OTHER_SECRET = 'Zx9v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';
const GRACE_END = '2026-03-02T12:00:00.000Z';
const rotation = { graceSeconds: 86_400 };

/** An edit of ERP that sets these fields and keeps its secret. */
function editOf(fields: FieldChanges, more: Partial<EditRequest> = {}): EditRequest {
  const kept = { secret: undefined, encoding: undefined, rotation: undefined };
  return { before: configurationOf(erp), fields, ...kept, ...more };
}

/** What changes need of a store in which the secret of ERP is encrypted, and ERP itself. */
async function encryptedErp(holding: { identity?: string } = { identity: IDENTITY }) {
  const { document } = await encryptedStore([erp]);
  const needs = changeNeeds(document.configurations, { encryption: document.encryption, ...holding });
  const [before = configurationOf(erp)] = needs.store.configurations;
  return { needs, before };
}

describe('a plan to edit', () => {
  it('holds what differs, signed, and writes nothing', async () => {
    const needs = changeNeeds([erp, crm]);
    const { after, changes, settings } = await planEdit(
      needs,
      editOf({ usernameField: 'sub', enabled: true }),
    );
    expect({ changes, settings }).toEqual({
      changes: { usernameField: 'sub' },
      settings: { usernameField: 'sub' },
    });
    expect(after).toEqual({ ...configurationOf(erp), usernameField: 'sub', ...SIGNED });
    expect(needs.store.writes).toBe(0);
  });

  it('has no changes when every field is as it was, whatever the fields', async () => {
    const fields = Object.keys(erp).filter((field) => field !== 'secretKey') as (keyof typeof erp)[];
    await fc.assert(
      fc.asyncProperty(fc.subarray(fields), async (subset) => {
        const same = Object.fromEntries(subset.map((field) => [field, erp[field]]));
        expect((await planEdit(changeNeeds([erp]), editOf(same))).changes).toEqual({});
      }),
      { numRuns: 25 },
    );
  });

  it('refuses the name of another configuration, and not another spelling of its own', async () => {
    const needs = changeNeeds([erp, crm]);
    await expect(planEdit(needs, editOf({ name: 'crm' }))).rejects.toMatchObject({
      reason: { kind: 'name-taken-on-rename', name: 'CRM' },
    });
    expect((await planEdit(needs, editOf({ name: 'Erp' }))).changes).toEqual({ name: 'Erp' });
  });

  it('says that the kept secret is too short for another algorithm', async () => {
    const { notices } = await planEdit(changeNeeds([erp]), editOf({ signatureAlgorithm: 'HS512' }));
    expect(notices).toEqual([
      { kind: 'kept-secret-faulty', name: 'ERP', fault: expect.stringContaining('HS512 needs 512') },
    ]);
  });

  it('refuses an encoding that the kept secret is not in', async () => {
    await expect(planEdit(changeNeeds([erp]), editOf({}, { encoding: 'hex' }))).rejects.toMatchObject({
      kind: 'usage',
      reason: { kind: 'kept-secret-unreadable' },
    });
  });

  it('says that a configuration gets enabled under which no token can log in', async () => {
    const disabled = { ...crm, secretKey: { env: 'KEY' }, signatureAlgorithm: 'RS256' };
    const needs = changeNeeds([disabled], { env: { KEY: SECRET } });
    const request = { ...editOf({ enabled: true }), before: configurationOf(disabled) };
    expect((await planEdit(needs, request)).notices).toEqual([
      { kind: 'secret-unusable', name: 'CRM', fault: expect.any(String) },
    ]);
  });
});

describe('a plan to rotate the secret', () => {
  const secret = given(OTHER_SECRET);

  it('keeps the present secret as the previous one for the time that was given', async () => {
    const { after, rotationNotices } = await planEdit(changeNeeds([erp]), editOf({}, { secret, rotation }));
    expect(after).toMatchObject({
      secretKey: OTHER_SECRET,
      previousSecret: { secretKey: SECRET, acceptedUntil: GRACE_END },
    });
    expect(rotationNotices).toMatchObject([{ kind: 'previous-secret-accepted' }]);
  });

  it.each([
    [
      'while the previous one is still accepted',
      { previousSecret: { secretKey: 'x', acceptedUntil: GRACE_END } },
      {},
      'previous-secret-still-accepted',
    ],
    ['together with the algorithm', {}, { signatureAlgorithm: 'HS512' }, 'rotation-of-algorithm'],
    [
      'when the present one cannot serve',
      { secretKey: 'x', signatureAlgorithm: 'RS256' },
      {},
      'rotation-of-no-secret',
    ],
  ] as const)('is refused %s, before a new one is asked for', async (_, configured, fields, kind) => {
    const before = configurationOf({ ...erp, ...configured });
    const outline = { before, fields, replacesSecret: true, rotation };
    await expect(refuseEdit(changeNeeds([before]), outline)).rejects.toMatchObject({
      kind: 'usage',
      reason: { kind },
    });
  });

  it('is refused when the new secret is the present one', async () => {
    const same = editOf({}, { secret: given(SECRET), rotation });
    await expect(planEdit(changeNeeds([erp]), same)).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('a planned edit', () => {
  it('is written as planned, and leaves the other configurations alone', async () => {
    const needs = changeNeeds([erp, crm]);
    const plan = await planEdit(needs, editOf({ expirationTime: 60, issuer: undefined }));
    const notices = await commitEdit(needs, plan);
    expect(needs.store.held.configurations).toEqual([plan.after, crm].map(configurationOf));
    expect(notices).toEqual([{ kind: 'changed', name: 'ERP' }]);
  });

  it('is refused when the configuration was changed meanwhile', async () => {
    const needs = changeNeeds([erp, crm]);
    const plan = await planEdit(needs, editOf({ expirationTime: 60 }));
    await needs.store.change((draft) => draft.patch('ERP', { usernameField: 'upn' }));
    await expect(commitEdit(needs, plan)).rejects.toMatchObject({
      kind: 'store',
      reason: { kind: 'changed-meanwhile', name: 'ERP' },
    });
    expect(needs.store.held.configurations[0]).toMatchObject({
      usernameField: 'upn',
      expirationTime: 86_400,
    });
  });

  it('is refused when the new name was taken meanwhile', async () => {
    const needs = changeNeeds([erp]);
    const plan = await planEdit(needs, editOf({ name: 'CRM' }));
    await needs.store.change((draft) => draft.add(configurationOf(crm)));
    await expect(commitEdit(needs, plan)).rejects.toMatchObject({ reason: { kind: 'name-taken-on-rename' } });
  });

  it('is refused when the encryption of the store was changed meanwhile', async () => {
    const { needs, before } = await encryptedErp();
    const plan = await planEdit(needs, { ...editOf({ expirationTime: 60 }), before });
    needs.store.held.encryption = undefined;
    await expect(commitEdit(needs, plan)).rejects.toMatchObject({ kind: 'store' });
    expect(needs.store.writes).toBe(0);
  });
});

describe('an edit in an encrypted store', () => {
  it('encrypts the kept secret again under another name, to which its ciphertext is bound', async () => {
    const { needs, before } = await encryptedErp();
    await commitEdit(needs, await planEdit(needs, { ...editOf({ name: 'SAP' }), before }));
    const [renamed = before] = needs.store.held.configurations;
    expect(renamed.secretKey).not.toEqual(before.secretKey);
    expect(needs.secrets.of(renamed)).toMatchObject({ ok: true, text: SECRET });
  });

  it('needs nothing that opens the store when the secret stays where it is', async () => {
    const { needs, before } = await encryptedErp({});
    await commitEdit(needs, await planEdit(needs, { ...editOf({ usernameField: 'sub' }), before }));
    expect(needs.store.held.configurations[0]).toMatchObject({
      usernameField: 'sub',
      secretKey: before.secretKey,
    });
  });

  it('is refused where the secret has to be encrypted and the store does not open', async () => {
    const { needs, before } = await encryptedErp({});
    const renaming = { ...editOf({ name: 'SAP' }), before };
    await expect(planEdit(needs, renaming)).rejects.toMatchObject({ reason: { kind: 'store-locked' } });
  });
});
