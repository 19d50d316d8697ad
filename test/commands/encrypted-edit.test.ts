import { describe, expect, it } from 'vitest';
import { sealSecret } from '../../src/vault/sealed-secret.ts';
import {
  type EncryptedDocument,
  ERP_SECRET,
  encrypted,
  env,
  inStore,
  portal,
  store,
  storedIn,
} from '../support/encrypted-configurations.ts';
import { encryptedStore } from '../support/encrypted-store.ts';
import { NOW, run } from '../support/run.ts';

/** The store with another secret of ERP. */
function withSecret(document: EncryptedDocument, secretKey: unknown): EncryptedDocument {
  const configurations = document.configurations.map((each) =>
    each.name === 'ERP' ? { ...each, secretKey } : each,
  );
  return { ...document, configurations };
}

describe('edit in an encrypted store', () => {
  const signed = [`      "lastModified": "${NOW}",`, '      "lastModifiedBy": "tester",'];

  it('leaves a ciphertext byte for byte as it is when another field changes', async () => {
    const { exitCode, readText, folder } = await run(['edit', 'ERP', '--issuer', 'x'], inStore(store));
    const before = `${JSON.stringify(store, undefined, 2)}\n`.split('\n');
    const added = readText()
      .split('\n')
      .filter((line) => !before.includes(line));
    expect({ exitCode, added }).toEqual({
      exitCode: 0,
      added: ['      "issuer": "x",', ...signed],
    });
    expect((await run(['show', 'ERP', '--reveal'], { folder, env })).stdout).toBe(`${ERP_SECRET}\n`);
  });

  it('encrypts a new secret, in one line', async () => {
    const { exitCode, stdout, readText, readStore } = await run(
      ['edit', 'ERP', '--generate-secret'],
      inStore(store, { env }),
    );
    const before = `${JSON.stringify(store, undefined, 2)}\n`.split('\n');
    const changed = readText()
      .split('\n')
      .filter((line, index) => line !== before[index]);
    expect(exitCode).toBe(0);
    expect(changed).toEqual([expect.stringMatching(/^ {8}"encrypted": "[\w-]+"$/), ...signed]);
    expect(readText()).not.toContain(stdout.trim());
    expect(storedIn(readStore(), 'HR')).toEqual(storedIn(store, 'HR'));
  });

  it.each([
    [[], encrypted],
    [['--secret-encoding', 'base64url'], { ...encrypted, encoding: 'base64url' }],
  ])('encrypts a secret anew when its configuration gets another name, with %j', async (more, expected) => {
    const { exitCode, stderr, readStore, folder } = await run(
      ['edit', 'ERP', '--name', 'SAP', ...more],
      inStore(store, { env }),
    );
    expect(exitCode).toBe(0);
    expect(stderr.includes('Secret Key')).toBe(more.length > 0);
    const { secretKey } = storedIn(readStore(), 'SAP') ?? {};
    expect(secretKey).toEqual(expected);
    expect(secretKey).not.toMatchObject(storedIn(store, 'ERP')?.secretKey as object);
    expect(storedIn(readStore(), 'ERP')).toBeUndefined();
    const { stdout } = await run(['show', 'SAP', '--reveal'], { folder, env });
    expect(stdout).toBe(`${ERP_SECRET}\n`);
  });

  it.each([
    ['the same name in another case', ['--name', 'erp'], 0],
    ['another name', ['--name', 'SAP'], 4],
    ['another name and a reference', ['--name', 'SAP', '--secret-ref', 'env:X'], 0],
    ['a new secret', ['--generate-secret'], 4],
    ['a new secret in a dry run', ['--generate-secret', '--dry-run'], 4],
    ['another encoding', ['--secret-encoding', 'base64'], 0],
    ['another algorithm', ['--algorithm', 'HS512'], 0],
    ['a reference', ['--secret-ref', 'env:X'], 0],
  ])('without an identity, %s ends with the right code', async (_, flags, expected) => {
    const { exitCode, stdout, readStore } = await run(['edit', 'ERP', ...flags], inStore(store));
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
    if (expected === 4) expect(readStore()).toEqual(store);
  });

  it('keeps the ciphertext under another encoding, and evaluates it where it can', async () => {
    const { exitCode, readStore } = await run(['edit', 'ERP', '--secret-encoding', 'base64'], inStore(store));
    expect({ exitCode, secretKey: storedIn(readStore(), 'ERP')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: { ...(storedIn(store, 'ERP')?.secretKey as object), encoding: 'base64' },
    });
    const evaluated = await run(['edit', 'ERP', '--secret-encoding', 'hex'], inStore(store, { env }));
    expect(evaluated.exitCode).toBe(2);
    expect(evaluated.stderr).toContain('is not hex');
  });

  it('replaces a secret that does not open', async () => {
    const damaged = withSecret(store, { encrypted: 'AAAA' });
    const { exitCode, readStore } = await run(
      ['edit', 'ERP', '--generate-secret'],
      inStore(damaged, { env }),
    );
    expect({ exitCode, secretKey: storedIn(readStore(), 'ERP')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: encrypted,
    });
  });

  it('writes a renamed public key in the clear, though it was encrypted before', async () => {
    const { document, key } = await encryptedStore([portal]);
    const place = { name: 'Portal', field: 'secretKey' } as const;
    const sealed = { encrypted: sealSecret(portal.secretKey, place, key) };
    const configurations = [{ ...portal, secretKey: sealed }];
    const { exitCode, readStore } = await run(
      ['edit', 'Portal', '--name', 'Door'],
      inStore({ ...document, configurations }, { env }),
    );
    expect({ exitCode, secretKey: storedIn(readStore(), 'Door')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: portal.secretKey,
    });
  });
});
