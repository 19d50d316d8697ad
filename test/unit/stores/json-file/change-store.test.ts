import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { readStoreFile } from '../../../../src/domain/store-file.ts';
import { documentIn, namesIn, newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { crm, erp, storeOf } from '../../../support/stores.ts';

const storeNames = ['version', 'configurations', 'fingerprintKey'];
const sourceNames = ['value', 'env', 'file', 'encoding'];
const asRead = { ...crm, enabled: false } as Configuration;

describe('a new store', () => {
  it('is made by its first change, closed to others, in the form of the contract', async () => {
    const path = join(newFolder(), 'a', 'b', 'jwtadm.json');
    const store = await open(path, { whenMissing: 'make' });
    expect(await store.change(() => {})).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(
      `{\n  "$schema": "urn:jwtadm:store:v1",\n  "version": 1,\n  "fingerprintKey": "${store.fingerprintKey}",\n  "configurations": []\n}\n`,
    );
    expect(store.fingerprintKey).toMatch(/^[\w-]{43}$/);
    expect(readStoreFile(documentIn(path)).ok).toBe(true);
  });
});

describe('the encryption of a store', () => {
  const encryption = { recipients: ['age1x'], dataKey: 'x' };

  it('is set where it belongs, with what jwtadm does not know of it, and taken away', async () => {
    const path = put(join(newFolder(), 'a.json'), { ...storeOf(crm), zeta: 2 });
    const store = await open(path);
    expect(store.encryption).toBeUndefined();
    await store.change((draft) => draft.setEncryption(encryption));
    expect(store.encryption).toEqual(encryption);
    expect(Object.keys(documentIn(path) as object)).toEqual([
      'version',
      'fingerprintKey',
      'encryption',
      'configurations',
      'zeta',
    ]);
    put(path, { ...storeOf(crm), encryption: { note: 1, ...encryption } });
    const noted = await open(path);
    await noted.change((draft) => draft.setEncryption({ dataKey: 'y' }));
    expect(documentIn(path)).toEqual({ ...storeOf(crm), encryption: { note: 1, dataKey: 'y' } });
    await noted.change((draft) => draft.setEncryption(undefined));
    expect(documentIn(path)).toEqual(storeOf(crm));
  });

  it('is told to who changes the store as it is in the file', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const store = await open(path);
    put(path, { ...storeOf(crm), encryption });
    await store.change((draft) => expect(draft.encryption).toEqual(encryption));
    expect(store.encryption).toEqual(encryption);
  });

  it('lets secrets be rewritten without anyone signing for it', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm, erp));
    const store = await open(path, { author: { by: 'ada', command: 'encrypt', at: 0 } });
    await store.change((draft) => draft.rewriteSecrets('ERP', { secretKey: { encrypted: 'x' } }));
    expect(documentIn(path)).toEqual(storeOf(crm, { ...erp, secretKey: { encrypted: 'x' } }));
  });
});

describe('a change', () => {
  it('adds a configuration at the end, its keys in the order of the fields', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const store = await open(path);
    const added = Object.fromEntries(Object.entries(erp).reverse()) as unknown as Configuration;
    expect(await store.change((draft) => draft.add(added))).toEqual([asRead, erp]);
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(storeOf(crm, erp), undefined, 2)}\n`);
  });

  it('patches keys where they stand, and puts new ones where they belong', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf({ note: 1, ...crm, zeta: 2 }));
    const store = await open(path);
    await store.change((draft) =>
      draft.patch('crm', {
        creator: 'ada',
        enabled: true,
        usernameField: 'uid',
        name: 'C',
        nameField: undefined,
      }),
    );
    const [configuration] = (documentIn(path) as { configurations: object[] }).configurations;
    expect(Object.entries(configuration ?? {})).toEqual([
      ['note', 1],
      ['name', 'C'],
      ['enabled', true],
      ['tokenName', 'jwt'],
      ['secretKey', { env: 'CRM_SECRET' }],
      ['expirationTime', 3600],
      ['usernameField', 'uid'],
      ['signatureAlgorithm', 'HS512'],
      ['creator', 'ada'],
      ['zeta', 2],
    ]);
  });

  it('takes a field away', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(erp));
    await (await open(path)).change((draft) => draft.patch('ERP', { issuer: undefined }));
    const { issuer: _, ...rest } = erp;
    expect(documentIn(path)).toEqual(storeOf(rest));
  });

  it('removes a configuration by its name in any case', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(erp, crm));
    expect(await (await open(path)).change((draft) => draft.remove('erp'))).toEqual([asRead]);
    expect(documentIn(path)).toEqual(storeOf(crm));
  });

  it('sees the file as it is then, not as it was when the store was opened', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(erp));
    const store = await open(path);
    put(path, storeOf(erp, crm));
    const seen: string[] = [];
    await store.change((draft) => seen.push(...draft.configurations.map(({ name }) => name)));
    expect([seen, store.configurations]).toEqual([['ERP', 'CRM'], [erp]]);
  });

  it('that changes nothing leaves the file byte for byte', async () => {
    const text = `${JSON.stringify({ version: 1, configurations: [crm] })}\n\n`;
    const path = put(join(newFolder(), 'a.json'), text);
    expect(await (await open(path)).change(() => {})).toEqual([asRead]);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('gives a store its fingerprint key and keeps the one it has', async () => {
    const path = put(join(newFolder(), 'a.json'), { version: 1, configurations: [crm] });
    const store = await open(path);
    await store.change((draft) => draft.patch('CRM', { enabled: true }));
    const { fingerprintKey } = store;
    await store.change((draft) => draft.patch('CRM', { enabled: false }));
    expect(fingerprintKey).toMatch(/^[\w-]{43}$/);
    expect([store.fingerprintKey, Object.keys(documentIn(path) as object)]).toEqual([
      fingerprintKey,
      ['version', 'fingerprintKey', 'configurations'],
    ]);
  });

  it('leaves nothing beside the store but what it was, its history and its lock file', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    await (await open(path)).change((draft) => draft.remove('CRM'));
    expect(namesIn(folder)).toEqual(['a.json', 'a.json.bak.1', 'a.json.history', 'a.json.lock']);
  });
});

describe('unknown keys', () => {
  const hostile =
    '{"__proto__":{"a":1},"constructor":2,"version":1,"toString":null,"configurations":[{"name":"CRM","tokenName":"t","__proto__":{"enabled":true},"secretKey":{"env":"X","__proto__":7,"note":"n"},"expirationTime":1,"usernameField":"u","signatureAlgorithm":"HS256","constructor":{"prototype":[]}}]}';

  it('called __proto__ and constructor are data like any other', async () => {
    const path = put(join(newFolder(), 'a.json'), hostile);
    const store = await open(path);
    expect(store.configurations[0]?.enabled).toBe(false);
    await store.change((draft) => draft.patch('CRM', { expirationTime: 2 }));
    const written = JSON.stringify(documentIn(path)).replace(/"fingerprintKey":"[\w-]{43}",/, '');
    expect(written).toBe(hostile.replace('"expirationTime":1', '"expirationTime":2'));
  });

  it('of a secret stay when the secret is another one', async () => {
    const path = put(join(newFolder(), 'a.json'), hostile);
    const store = await open(path);
    await store.change((draft) => draft.patch('CRM', { secretKey: 'text' }));
    await store.change((draft) => draft.patch('CRM', { secretKey: { file: 'k', encoding: 'hex' } }));
    expect(JSON.stringify(documentIn(path))).toContain(
      '"secretKey":{"file":"k","encoding":"hex","__proto__":7,"note":"n"}',
    );
  });

  it('of a previous secret stay when it is another one, and go with it', async () => {
    const previousSecret = {
      reason: 'leak',
      secretKey: { env: 'X', note: 'n' },
      acceptedUntil: '2026-01-02T03:04:05Z',
    };
    const path = put(join(newFolder(), 'a.json'), storeOf({ ...crm, previousSecret }));
    const store = await open(path);
    const patched = { secretKey: 'text', acceptedUntil: '2027-01-02T03:04:05Z' };
    await store.change((draft) => draft.patch('CRM', { previousSecret: patched }));
    expect(documentIn(path)).toEqual(
      storeOf({
        ...crm,
        previousSecret: { ...patched, secretKey: { value: 'text', note: 'n' }, reason: 'leak' },
      }),
    );
    await store.change((draft) => draft.patch('CRM', { previousSecret: undefined }));
    expect(documentIn(path)).toEqual(storeOf(crm));
  });

  it('stay, whatever they are, when one field changes', async () => {
    const path = join(newFolder(), 'a.json');
    const unknown = fc
      .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ depthSize: 'small', stringUnit: 'binary' }))
      .map((object) =>
        Object.fromEntries(
          Object.entries(object).filter(([key]) => !Object.hasOwn(erp, key) && !isOurs(key)),
        ),
      );
    const seconds = fc.integer({ min: 1, max: 2_147_483_647 });
    await fc.assert(
      fc.asyncProperty(unknown, unknown, unknown, seconds, async (top, inside, aside, expirationTime) => {
        const document = (changed: object) => ({
          ...top,
          ...storeOf({ ...inside, ...crm, secretKey: { env: 'X', ...aside }, ...changed }, erp),
        });
        put(path, JSON.stringify(document({})));
        await (await open(path)).change((draft) => draft.patch('CRM', { expirationTime }));
        expect(readFileSync(path, 'utf8')).toBe(
          `${JSON.stringify(document({ expirationTime }), undefined, 2)}\n`,
        );
      }),
    );
  });

  function isOurs(key: string): boolean {
    return [...storeNames, ...sourceNames, 'previousSecret'].includes(key);
  }
});

describe('nothing is written', () => {
  it.each(['12345678901234567890', '0.1000000000000000055511151231257827', '1e400'])(
    'when the file holds the number %s, which would change',
    async (number) => {
      const text = `{"version": 1,\n "x": [1.50, ${number}],\n "configurations": []}`;
      const path = put(join(newFolder(), 'a.json'), text);
      const store = await open(path);
      expect(await problemOf(() => store.change((draft) => draft.add(asRead)))).toEqual({
        kind: 'store',
        message: `${path}:2:14: this number has more digits than jwtadm can keep, so that writing the file would change it; nothing was changed`,
        hint: 'put the number in quotes, then run the command again',
      });
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('when the edit throws', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const before = readFileSync(path);
    const fault = new Error('no');
    const change = (await open(path)).change((draft) => {
      draft.remove('CRM');
      throw fault;
    });
    await expect(change).rejects.toBe(fault);
    expect(readFileSync(path)).toEqual(before);
  });

  it('when the edit makes the store invalid, which is a bug', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const before = readFileSync(path);
    const change = (await open(path)).change((draft) => draft.add(asRead));
    await expect(change).rejects.toThrow('a change made the store invalid at configurations.1.name');
    expect(readFileSync(path)).toEqual(before);
  });

  it.each(['patch', 'remove'] as const)('when what is to %s has gone', async (act) => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const store = await open(path);
    const problem = await problemOf(() =>
      store.change((draft) =>
        act === 'patch' ? draft.patch('ERP', { enabled: true }) : draft.remove('ERP'),
      ),
    );
    expect(problem.message).toBe(
      'there is no configuration ERP any more: someone else renamed or deleted it; nothing was changed',
    );
  });

  it('when someone deleted the store meanwhile', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    const store = await open(path);
    rmSync(path);
    expect((await problemOf(() => store.change((draft) => draft.remove('CRM')))).message).toBe(
      `${path} was deleted by someone else meanwhile; nothing was written`,
    );
    expect(namesIn(folder)).toEqual(['a.json.lock']);
  });

  it('when someone broke the store meanwhile', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const store = await open(path);
    writeFileSync(path, '{');
    expect((await problemOf(() => store.change((draft) => draft.remove('CRM')))).message).toBe(
      `${path}:1:2: this is not JSON`,
    );
    expect(readFileSync(path, 'utf8')).toBe('{');
  });

  it('when a secret would come to stand in a store that others may read', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    chmodSync(path, 0o644);
    const before = readFileSync(path);
    const store = await open(path);
    expect(await problemOf(() => store.change((draft) => draft.add(erp as Configuration)))).toEqual({
      kind: 'store',
      message: `a secret would be written to ${path}, which is open to others (mode 0644); nothing was changed`,
      hint: `chmod 600 ${path}\ncloses it; --allow-insecure-permissions takes it as it is\nor keep the secret elsewhere with --secret-ref env:VAR or file:PATH`,
    });
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('someone else who writes at the same time', () => {
  it('without our lock, as editors do, is not overwritten', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const change = (await open(path)).change((draft) => {
      put(path, storeOf(crm, erp));
      draft.patch('CRM', { enabled: true });
    });
    expect(await problemOf(() => change)).toEqual({
      kind: 'store',
      message: `${path} was changed by someone else meanwhile; nothing was written`,
      hint: 'run the command again',
    });
    expect(documentIn(path)).toEqual(storeOf(crm, erp));
  });

  it('in this process loses nothing and overwrites nothing', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const stores = await Promise.all(Array.from({ length: 20 }, () => open(path)));
    await Promise.all(
      stores.map((store, index) => store.change((draft) => draft.add({ ...asRead, name: `C${index}` }))),
    );
    expect((await open(path)).configurations.map(({ name }) => name).sort()).toEqual(
      stores.map((_, index) => `C${index}`).sort(),
    );
  });

  it('makes one new store together with us', async () => {
    const path = join(newFolder(), 'a.json');
    const stores = await Promise.all(
      ['A', 'B'].map(async (name) => ({ name, store: await open(path, { whenMissing: 'make' }) })),
    );
    await Promise.all(
      stores.map(({ name, store }) => store.change((draft) => draft.add({ ...asRead, name }))),
    );
    expect((await open(path)).configurations.map(({ name }) => name)).toEqual(['A', 'B']);
  });
});
