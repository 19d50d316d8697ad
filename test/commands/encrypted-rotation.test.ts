import { describe, expect, it } from 'vitest';
import {
  type EncryptedDocument,
  ERP_SECRET,
  encrypted,
  env,
  erpInPlain,
  HR_SECRET,
  inStore,
  store,
  storedIn,
  verdict,
} from '../support/encrypted-configurations.ts';
import { mint } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { storeOf } from '../support/stores.ts';

describe('a previous secret in an encrypted store', () => {
  const until = '2026-03-02T12:00:00.000Z';
  const rotated = { ...erpInPlain, previousSecret: { secretKey: HR_SECRET, acceptedUntil: until, note: 1 } };
  const current = mint();
  const previous = mint({ key: HR_SECRET });

  /** The store once `encrypt` has encrypted both secrets of ERP. */
  async function encryptedRotation(): Promise<EncryptedDocument> {
    const { exitCode, readText, readStore } = await run(['encrypt'], inStore(storeOf(rotated), { env }));
    expect(exitCode).toBe(0);
    expect([ERP_SECRET, HR_SECRET].filter((secret) => readText().includes(secret))).toEqual([]);
    return readStore() as EncryptedDocument;
  }

  it('is encrypted in a field of its own, and accepted as in any other store', async () => {
    const document = await encryptedRotation();
    expect(storedIn(document, 'ERP')).toMatchObject({
      secretKey: encrypted,
      previousSecret: { secretKey: encrypted, acceptedUntil: until, note: 1 },
    });
    const warned = [0, ['signed-with-previous-secret']];
    expect(await verdict(['ERP'], inStore(document, { env, stdin: current }))).toEqual([0, []]);
    expect(await verdict(['ERP'], inStore(document, { env, stdin: previous }))).toEqual(warned);
    const { readStore } = await run(['decrypt', '--yes'], inStore(document, { env }));
    expect(storedIn(readStore(), 'ERP')).toEqual(rotated);
  });

  it('does not open in the place of the current erpInPlain, nor the other way round', async () => {
    const document = await encryptedRotation();
    const { secretKey, previousSecret } = storedIn(document, 'ERP') as typeof rotated;
    const configurations = [
      {
        ...rotated,
        secretKey: previousSecret.secretKey,
        previousSecret: { secretKey, acceptedUntil: until },
      },
    ];
    const swapped = { ...document, configurations };
    expect(await verdict(['ERP'], inStore(swapped, { env, stdin: current }))).toEqual([
      1,
      ['key-unreadable'],
    ]);
    const { stdout } = await run(['check', '--json'], inStore(swapped, { env }));
    const { findings } = JSON.parse(stdout).configurations[0] as { findings: { code: string }[] };
    expect(findings.map(({ code }) => code)).toContain('previous-secret-unusable');
  });

  it('is what the encrypted one becomes when that is rotated', async () => {
    const { exitCode, stdout, stderr, readText, folder } = await run(
      ['edit', 'ERP', '--rotate-secret', '--grace', '1h', '--generate-secret'],
      inStore(store, { env }),
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The previous secret is accepted until 2026-03-01T13:00:00Z');
    const texts = [ERP_SECRET, stdout.trim()];
    expect(texts.filter((secret) => readText().includes(secret))).toEqual([]);
    const stdin = mint({ key: stdout.trim() });
    expect(await verdict(['ERP'], { folder, env, stdin })).toEqual([0, []]);
    expect(await verdict(['ERP'], { folder, env, stdin: current })).toEqual([
      0,
      ['signed-with-previous-secret'],
    ]);
  });

  it.each([
    [['--name', 'SAP'], 'SAP', 'accepted until'],
    [['--name', 'SAP', '--generate-secret'], 'SAP', 'is still accepted until 2026-03-02T12:00:00Z'],
  ])('is encrypted anew with the other by %j', async (flags, name, said) => {
    const document = await encryptedRotation();
    const { exitCode, stderr, folder } = await run(['edit', 'ERP', ...flags], inStore(document, { env }));
    expect(exitCode).toBe(0);
    expect(stderr.includes(said)).toBe(flags.length > 2);
    expect(await verdict([name], { folder, env, stdin: previous })).toEqual([
      0,
      ['signed-with-previous-secret'],
    ]);
  });

  it.each([
    ['rotating', ['--rotate-secret', '--generate-secret', '--unset', 'previous-secret'], 2],
    ['rotating', ['--rotate-secret', '--generate-secret'], 4],
    ['another name', ['--name', 'SAP', '--secret-ref', 'env:X'], 4],
    [
      'another name, without the previous secret',
      ['--name', 'SAP', '--secret-ref', 'env:X', '--unset', 'previous-secret'],
      0,
    ],
    ['no previous secret', ['--unset', 'previous-secret'], 0],
  ])('without an identity, %s (%j) ends with %d', async (_, flags, expected) => {
    const document = await encryptedRotation();
    const past = '2026-03-03T12:00:00Z';
    const setting = inStore(document, { now: past });
    const { exitCode, stdout, readStore } = await run(['edit', 'ERP', ...flags], setting);
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
    if (expected !== 0) expect(readStore()).toEqual(document);
  });
});
