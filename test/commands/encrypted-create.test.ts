import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wrapDataKey } from '../../src/vault/data-key.ts';
import { newDataKey } from '../../src/vault/sealed-secret.ts';
import { RECIPIENT } from '../support/age-keys.ts';
import {
  encrypted,
  env,
  inStore,
  portal,
  store,
  storedIn,
  withPassphrase,
} from '../support/encrypted-configurations.ts';
import { run } from '../support/run.ts';
import { crm, storeOf } from '../support/stores.ts';

const HEX_SECRET = 'c0ffee5e9d3b1a7f4e2d8c6b0a9f8e7d6c5b4a392817f6e5d4c3b2a190817263';

describe('create in an encrypted store', () => {
  const flags = ['--username-field', 'sub'];

  it('encrypts the new secret, and changes no other line', async () => {
    const { exitCode, stdout, readStore, readText, folder } = await run(
      ['create', 'New', ...flags, '--generate-secret', '--json'],
      inStore(store, { env }),
    );
    const { generatedSecret, secretKey } = JSON.parse(stdout);
    expect({ exitCode, secretKey }).toMatchObject({
      exitCode: 0,
      secretKey: { source: 'encrypted', kind: 'HMAC secret', bits: 344 },
    });
    expect(storedIn(readStore(), 'New')?.secretKey).toEqual(encrypted);
    expect(readText()).not.toContain(generatedSecret);
    const lines = `${JSON.stringify(store, undefined, 2)}\n`.split('\n').slice(0, -4);
    expect(readText().split('\n').slice(0, lines.length)).toEqual(lines);
    const { stdout: revealed } = await run(['show', 'New', '--reveal'], { folder, env });
    expect(revealed).toBe(`${generatedSecret}\n`);
  });

  it.each([
    [['--secret-stdin', '--secret-encoding', 'hex'], { ...encrypted, encoding: 'hex' }, HEX_SECRET],
    [['--secret-ref', 'env:X'], { env: 'X' }, ''],
    [['--secret-stdin', '--algorithm', 'ES256'], portal.secretKey.trimEnd(), portal.secretKey],
  ])('stores with %j what that needs', async (given, expected, stdin) => {
    const { exitCode, readStore } = await run(
      ['create', 'New', ...flags, ...given],
      inStore(store, { env, stdin }),
    );
    expect({ exitCode, secretKey: storedIn(readStore(), 'New')?.secretKey }).toEqual({
      exitCode: 0,
      secretKey: expected,
    });
  });

  it('needs no identity where there is nothing to encrypt', async () => {
    const given = [
      ['--secret-ref', 'env:X'],
      ['--secret-stdin', '--algorithm', 'ES256'],
    ];
    for (const each of given) {
      const { exitCode } = await run(
        ['create', 'New', ...flags, ...each],
        inStore(store, { stdin: portal.secretKey }),
      );
      expect(exitCode).toBe(0);
    }
  });

  it('ends without an identity before anything is asked, and changes nothing', async () => {
    const { exitCode, stdout, stderr, questions, readStore } = await run(
      ['create'],
      inStore(store, { isTerminal: true }),
    );
    expect({ exitCode, stdout, questions, store: readStore() }).toEqual({
      exitCode: 4,
      stdout: '',
      questions: [],
      store,
    });
    expect(stderr).toContain('the store is encrypted, and no identity was given');
    expect(stderr).toContain('nothing was changed');
  });

  it('encrypts nothing with a key that does not open the other secrets: someone exchanged it', async () => {
    const planted = { ...store, encryption: await wrapDataKey(newDataKey(), { recipients: [RECIPIENT] }) };
    const { exitCode, stdout, stderr, readStore } = await run(
      ['create', 'New', ...flags, '--generate-secret'],
      inStore(planted, { env }),
    );
    expect({ exitCode, stdout, store: readStore() }).toEqual({ exitCode: 4, stdout: '', store: planted });
    expect(stderr).toContain('the secret of ERP does not open with the key of the store');
  });

  it('writes no plain text where "encryption" was taken away from encrypted secrets', async () => {
    const { encryption: _, ...stripped } = store;
    const { exitCode, stdout, stderr, readStore } = await run(
      ['create', 'New', ...flags, '--generate-secret'],
      inStore(stripped, { env }),
    );
    expect({ exitCode, stdout, store: readStore() }).toEqual({ exitCode: 4, stdout: '', store: stripped });
    expect(stderr).toContain('is gone from the store');
  });

  it('warns where an identity was given and the store does not encrypt', async () => {
    const argv = ['create', 'New', ...flags, '--generate-secret'];
    const { exitCode, stderr } = await run(argv, inStore(storeOf(crm), { env }));
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: the store does not encrypt its secrets');
    expect((await run(argv, inStore(storeOf(crm)))).stderr).not.toContain('warning');
  });

  it('does not go on when someone else changed the key meanwhile', async () => {
    const { exitCode, stderr, readStore } = await run(
      ['create', 'New', '--generate-secret'],
      inStore(store, {
        env,
        isTerminal: true,
        answers: { 'Username Field': ['sub'] },
        onQuestion: (folder) => writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(withPassphrase)),
      }),
    );
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 4, store: withPassphrase });
    expect(stderr).toContain('changed by someone else meanwhile');
  });
});
