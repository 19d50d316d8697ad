import { describe, expect, it } from 'vitest';
import { wrapDataKey } from '../../src/vault/data-key.ts';
import { newDataKey } from '../../src/vault/sealed-secret.ts';
import { RECIPIENT } from '../support/age-keys.ts';
import {
  type EncryptedDocument,
  ERP_SECRET,
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

/** The store with another secret of ERP. */
function withSecret(document: EncryptedDocument, secretKey: unknown): EncryptedDocument {
  const configurations = document.configurations.map((each) =>
    each.name === 'ERP' ? { ...each, secretKey } : each,
  );
  return { ...document, configurations };
}

describe('verify, generate and check in an encrypted store', () => {
  const token = mint();
  const ofHr = mint({ key: HR_SECRET });

  it('accept and explain as in any other', async () => {
    expect(await verdict(['ERP'], inStore(store, { env, stdin: token }))).toEqual([0, []]);
    const { exitCode, stdout } = await run(['generate', 'ERP', '--username', 'bob'], inStore(store, { env }));
    expect(exitCode).toBe(0);
    expect(await verdict(['ERP'], inStore(store, { env, stdin: stdout }))).toEqual([0, []]);
    expect(await verdict(['--any'], inStore(store, { env, stdin: ofHr }))).toEqual([0, []]);
    expect(await verdict(['ERP'], inStore(store, { env, stdin: ofHr }))).toEqual([
      1,
      ['signed-by-other-configuration'],
    ]);
  });

  it('explain with the encrypted secret of another configuration where it can be opened', async () => {
    const setting = { stdin: ofHr, env: { ENV_SECRET: ERP_SECRET } };
    expect(await verdict(['Env'], inStore(store, { ...setting, env: { ...setting.env, ...env } }))).toEqual([
      1,
      ['signed-by-other-configuration'],
    ]);
    expect(await verdict(['Env'], inStore(store, setting))).toEqual([1, ['secret-mismatch']]);
    expect(await verdict(['Env'], inStore(store, { ...setting, stdin: token }))).toEqual([0, []]);
  });

  it('fail for the configurations alone that do not open', async () => {
    const { exitCode, stdout } = await run(
      ['check', '--json'],
      inStore(store, { env: { ENV_SECRET: HR_SECRET } }),
    );
    const { configurations } = JSON.parse(stdout) as {
      configurations: { name: string; findings: { code: string; solution: string }[] }[];
    };
    const found = configurations.map(({ name, findings }) => [name, findings[0]?.code]);
    expect({ exitCode, found }).toEqual({
      exitCode: 1,
      found: [
        ['ERP', 'secret-unavailable'],
        ['HR', 'secret-unavailable'],
        ['Portal', 'no-issuer-or-audience'],
        ['Env', 'no-issuer-or-audience'],
      ],
    });
    expect(configurations[0]?.findings[0]?.solution).toContain('Give the identity or the passphrase');
  });

  it('compare encrypted secrets with all others', async () => {
    const { stdout } = await run(
      ['check', 'Env', '--json'],
      inStore(store, { env: { ...env, ENV_SECRET: HR_SECRET } }),
    );
    const { configurations } = JSON.parse(stdout) as { configurations: { findings: { code: string }[] }[] };
    expect(configurations[0]?.findings.map(({ code }) => code)).toContain('secret-shared');
  });

  it('warn of a secret that someone put there in plain text, and use it', async () => {
    const configurations = [...store.configurations, { ...erpInPlain, name: 'Hand', secretKey: HR_SECRET }];
    const setting = inStore({ ...store, configurations }, { env });
    const { stdout } = await run(['check', 'Hand'], setting);
    expect(stdout).toContain('[secret-not-encrypted]');
    expect(stdout).toContain('jwtadm encrypt');
    expect(await verdict(['Hand'], { ...setting, stdin: ofHr })).toEqual([0, []]);
  });

  const damages: readonly [string, (document: EncryptedDocument) => object][] = [
    [
      'a ciphertext of another configuration',
      (document) => withSecret(document, storedIn(document, 'HR')?.secretKey),
    ],
    ['a ciphertext that was cut', (document) => withSecret(document, { encrypted: 'AAAA' })],
    ['no text of a ciphertext', (document) => withSecret(document, { encrypted: '' })],
    ['an "encryption" that is gone', ({ encryption: _, ...document }) => document],
    [
      'a data key that was damaged',
      (document) => ({ ...document, encryption: { ...document.encryption, dataKey: 'x' } }),
    ],
  ];

  it.each(damages)('reject every token, and go on, with %s', async (_, damage) => {
    const setting = inStore(damage(store), { env, stdin: token });
    expect(await verdict(['ERP'], setting)).toEqual([1, ['key-unreadable']]);
    expect((await run(['check'], setting)).exitCode).toBe(1);
    const generated = await run(['generate', 'ERP', '--username', 'bob'], setting);
    expect({ exitCode: generated.exitCode, stdout: generated.stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect((await run(['list'], setting)).exitCode).toBe(0);
  });

  it('take a data key of another store for what it is: one that opens nothing here', async () => {
    const encryption = await wrapDataKey(newDataKey(), { recipients: [RECIPIENT] });
    const setting = inStore({ ...store, encryption }, { env, stdin: token });
    expect(await verdict(['ERP'], setting)).toEqual([1, ['key-unreadable']]);
  });
});
