import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeOpener } from '../../../../src/stores/json-file/open-store.ts';
import type { ConfigurationStore } from '../../../../src/usecases/ports.ts';
import { newFolder, open, problemOf, put, self } from '../../../support/store-folder.ts';
import { crm, erp, FINGERPRINT_KEY, SECRET, storeOf } from '../../../support/stores.ts';

const text = (document: unknown) => JSON.stringify(document);
const latin1 = Buffer.from('{"version":1,"x":"\u{e9}","configurations":[]}', 'latin1');

/** What a store says of itself and of its file. */
function shapeOf({ address, label, file, exists, configurations, ...rest }: ConfigurationStore) {
  const { fingerprintKey, encryption } = rest;
  const about = { address, label, folder: file?.folder, mode: file?.mode, lines: file?.lines() };
  return { ...about, exists, configurations, fingerprintKey, encryption };
}

describe('a store that is open', () => {
  it('has its configurations, with what an absent key means', async () => {
    const path = put(join(newFolder(), 'jwtadm.json'), storeOf(erp, crm));
    const store = await open(path);
    expect(shapeOf(store)).toEqual({
      address: path,
      label: path,
      folder: dirname(path),
      exists: true,
      mode: 0o600,
      configurations: [erp, { ...crm, enabled: false }],
      fingerprintKey: FINGERPRINT_KEY,
      encryption: undefined,
      lines: [6, 29],
    });
  });

  it('does not know of unknown keys', async () => {
    const path = put(join(newFolder(), 'a.json'), { ...storeOf({ ...crm, note: 'x' }), $schema: 'y' });
    expect((await open(path)).configurations).toEqual([{ ...crm, enabled: false }]);
  });

  it('is empty, and not there yet, where one is made', async () => {
    const path = join(newFolder(), 'a.json');
    const store = await open(path, { whenMissing: 'make' });
    expect(shapeOf(store)).toEqual({
      address: path,
      label: path,
      folder: dirname(path),
      exists: false,
      mode: undefined,
      configurations: [],
      fingerprintKey: undefined,
      encryption: undefined,
      lines: [],
    });
  });

  it('is the user’s when a home is no folder and a local one is there', async () => {
    const folder = newFolder();
    put(join(folder, 'jwtadm.json'), storeOf(crm));
    const opener = storeOpener({ ...self, env: { HOME: '/dev/null' }, cwd: folder });
    const request = { address: undefined, whenMissing: 'refuse', allowsInsecurePermissions: false } as const;
    expect((await opener(request)).address).toBe(join(folder, 'jwtadm.json'));
  });
});

describe('a store that was found and not named', () => {
  const request = { address: undefined, whenMissing: 'make', allowsInsecurePermissions: false } as const;
  /** The number of a user that is neither root nor the owner of what tests write. */
  const stranger = (self.userId ?? 0) + 1;

  /** Gives a file to somebody who is not root, if root runs this; returns the owner's number. */
  function disown(path: string): number {
    if (self.userId === 0) lchownSync(path, 65_534, 65_534);
    return lstatSync(path).uid;
  }

  it.each(['jwtadm.json', 'x/jwtadm/config.json'])(
    'is refused when it is someone else’s: %s',
    async (name) => {
      const folder = newFolder();
      const path = put(join(folder, name), storeOf(crm));
      const owner = disown(path);
      const opener = storeOpener({
        ...self,
        userId: stranger,
        env: { XDG_CONFIG_HOME: join(folder, 'x') },
        cwd: folder,
      });
      expect(await problemOf(() => opener(request))).toEqual({
        kind: 'store',
        message: `${path} belongs to someone else (uid ${owner}), and it was not named; nothing was changed`,
        hint: `to use this store, name it with --config ${path}`,
      });
    },
  );

  it('is refused when it is someone else’s link, wherever that leads', async () => {
    const folder = newFolder();
    symlinkSync('nowhere', join(folder, 'jwtadm.json'));
    disown(join(folder, 'jwtadm.json'));
    const opener = storeOpener({ ...self, userId: stranger, env: {}, cwd: folder });
    expect((await problemOf(() => opener(request))).message).toContain('belongs to someone else');
  });

  it('is refused when a link of ours leads to someone else’s', async () => {
    const folder = newFolder();
    const owner = disown(put(join(folder, 'theirs.json'), storeOf(crm)));
    const path = join(folder, 'jwtadm.json');
    symlinkSync('theirs.json', path);
    const userId = self.userId === owner ? stranger : self.userId;
    const opener = storeOpener({ ...self, userId, env: {}, cwd: folder });
    expect((await problemOf(() => opener(request))).message).toContain('belongs to someone else');
  });

  it('is refused when it is someone else’s although it was named, but where that is allowed', async () => {
    const path = put(join(newFolder(), 'jwtadm.json'), storeOf(crm));
    disown(path);
    const opener = storeOpener({ ...self, userId: stranger, env: { JWTADM_CONFIG: path }, cwd: '/' });
    for (const named of [request, { ...request, address: path }]) {
      expect((await problemOf(() => opener(named))).message).toMatch(
        /belongs to someone else .* who can change it/,
      );
      expect((await opener({ ...named, allowsInsecurePermissions: true })).address).toBe(path);
    }
  });

  it('is taken by root when it is named, whoever has it', async () => {
    const path = put(join(newFolder(), 'jwtadm.json'), storeOf(crm));
    disown(path);
    const opener = storeOpener({ ...self, userId: 0, env: {}, cwd: '/' });
    expect((await opener({ ...request, address: path })).address).toBe(path);
  });

  it('is taken where files have no owners', async () => {
    const path = put(join(newFolder(), 'jwtadm.json'), storeOf(crm));
    const opener = storeOpener({ ...self, userId: undefined, env: {}, cwd: join(path, '..') });
    expect((await opener(request)).address).toBe(path);
  });
});

describe('a missing store', () => {
  it('that was named is told with the command that makes it', async () => {
    const path = join(newFolder(), 'my store.json');
    expect(await problemOf(() => open(path))).toEqual({
      kind: 'store',
      message: `there is no store ${path}`,
      hint: `\`jwtadm init --config '${path}'\` makes it`,
    });
  });

  it('whose name looks like none is not told, because it may be a secret in a wrong place', async () => {
    const { message, hint } = await problemOf(() => open(join(newFolder(), SECRET)));
    expect(message).toBe('there is no store where --config says');
    expect(hint).toBe('look for a slip in the path, or make a store there with jwtadm init');
    const opener = storeOpener({ ...self, env: { JWTADM_CONFIG: SECRET }, cwd: newFolder() });
    const request = { address: undefined, whenMissing: 'refuse', allowsInsecurePermissions: false } as const;
    const named = await problemOf(() => opener(request));
    expect(named.message).toBe('there is no store where $JWTADM_CONFIG says');
  });

  it('in a home that is no folder is no other fault', async () => {
    const folder = newFolder();
    const opener = storeOpener({ ...self, env: { HOME: '/dev/null' }, cwd: folder }, 'linux');
    const request = { address: undefined, whenMissing: 'refuse', allowsInsecurePermissions: false } as const;
    expect((await problemOf(() => opener(request))).message).toContain('there is no store: neither');
  });
});

describe('an invalid store is refused and stays as it is:', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', ' is empty'],
    ['blank', ' \n', ' is empty'],
    ['with a byte order mark', `\u{feff}${text(storeOf(crm))}`, ' starts with a byte order mark'],
    ['in Latin-1', latin1, ' is not UTF-8 text'],
    ['in UTF-16', Buffer.from(text(storeOf(crm)), 'utf16le'), ':1:2: this is not JSON'],
    ['truncated', '{"version":1,\n"configurations":[', ':2:19: this is not JSON'],
    ['followed by more', `${text(storeOf())}\n{}`, ':2:1: this is not JSON'],
    ['with a comment', '{\n  // mine\n  "version": 1\n}', ':2:3: this is not JSON'],
    [
      'with a name twice',
      '{"version":1,\n "configurations":[],\n "version":1}',
      ':3:2: this object has the same name twice',
    ],
    ['nested too deeply', '['.repeat(101), ':1:101: this is nested deeper than 100 levels'],
    ['null', 'null', ':1:1: the store must be an object with "version" and "configurations"'],
    ['false', 'false', ':1:1: the store must be an object with "version" and "configurations"'],
    ['zero', '0', ':1:1: the store must be an object with "version" and "configurations"'],
    ['a list', '[]', ':1:1: the store must be an object with "version" and "configurations"'],
    ['without version', '{"configurations":[]}', ':1:1: version is missing'],
    ['of version 0', '{"version":0,"configurations":[]}', ':1:12: version must be 1'],
    [
      'of a newer version',
      '{"version": 2, "configurations": {}}',
      ':1:13: a newer jwtadm wrote this store: its version is higher than 1, which this jwtadm knows',
    ],
    ['without configurations', '{"version":1}', ':1:1: configurations is missing'],
    [
      'with a wrong type',
      '{\n  "version": 1,\n  "configurations": [\n    { "name": "CRM", "enabled": "1" }\n  ]\n}',
      ':4:33: configurations[0].enabled must be true or false',
    ],
    [
      'with a field missing',
      text({ version: 1, configurations: [{ ...crm, usernameField: undefined }] }),
      ':1:32: configurations[0].usernameField is missing',
    ],
    [
      'with a name that hides something',
      text({ version: 1, configurations: [{ ...crm, name: 'A\u{202e}B' }] }),
      ':1:40: configurations[0].name must be 1 to 64 letters, digits, ".", "_" or "-", with spaces only inside',
    ],
    [
      'with names that differ in case',
      `{"version":1,"configurations":[\n${text(crm)},\n${text({ ...crm, name: 'crm' })}]}`,
      ':3:9: configurations[1].name is the same name as in configurations[0]; names must differ in more than case',
    ],
    [
      'with names that differ in normalisation',
      `{"version":1,"configurations":[\n${text({ ...crm, name: 'Caf\u{e9}' })},\n${text({ ...crm, name: 'Cafe\u{301}' })}]}`,
      ':3:9: configurations[1].name is the same name as in configurations[0]; names must differ in more than case',
    ],
  ])('%s', async (_, content, message) => {
    const path = put(join(newFolder(), 'jwtadm.json'), content);
    const before = readFileSync(path);
    const problem = await problemOf(() => open(path, { whenMissing: 'make' }));
    expect([problem.kind, problem.message]).toEqual(['store', `${path}${message}`]);
    expect(readFileSync(path)).toEqual(before);
  });

  it('a folder', async () => {
    const path = join(newFolder(), 'jwtadm.json');
    mkdirSync(path);
    expect((await problemOf(() => open(path))).message).toBe(`${path} is a folder, not a file`);
  });

  it('a device', async () => {
    expect((await problemOf(() => open('/dev/null'))).message).toBe('/dev/null is not a regular file');
  });

  it('larger than 256 MiB', async () => {
    const path = put(join(newFolder(), 'a.json'), '');
    truncateSync(path, 256 * 1024 * 1024 + 1);
    expect((await problemOf(() => open(path))).message).toBe(
      `${path} has more than 256 MiB, which is no store`,
    );
  });

  // Nothing says how long it is, and it does not end for a long time.
  it.runIf(existsSync('/proc/self/pagemap'))('a file of the kernel', async () => {
    expect((await problemOf(() => open('/proc/self/pagemap'))).message).toBe('/proc/self/pagemap is empty');
  });

  it('in a folder that is a file', async () => {
    const path = join(put(join(newFolder(), 'a'), ''), 'jwtadm.json');
    expect((await problemOf(() => open(path, { whenMissing: 'make' }))).message).toBe(
      `${path} cannot be read: a part of its path is not a folder (ENOTDIR); nothing was changed`,
    );
  });

  it('with a name that is none, which may be a secret in a wrong place', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf({ ...crm, name: `${SECRET}!`, enabled: 1 }));
    const { message } = await problemOf(() => open(path));
    expect(message).toBe(
      `${path}:6:15: configurations[0].name must be 1 to 64 letters, digits, ".", "_" or "-", with spaces only inside`,
    );
  });

  it('with text that a slow pattern would stick at', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf({ ...crm, issuer: `${'a'.repeat(1_000_000)}\n` }));
    expect((await problemOf(() => open(path))).message).toContain('.issuer must be 1 to 1024 characters');
  });
});

describe('what is said of an invalid store', () => {
  it('never holds the secret', async () => {
    const whole = text(storeOf({ ...erp, expirationTime: 'x' }));
    const folder = newFolder();
    for (let length = 1; length <= whole.length; length += 1) {
      const path = put(join(folder, 'a.json'), whole.slice(0, length));
      const { message, hint } = await problemOf(() => open(path));
      expect(`${message}${hint}`).not.toContain(SECRET.slice(0, 8));
    }
  });
});

describe('a store with a secret', () => {
  const publicKey = '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n';

  it.each([0o644, 0o640, 0o604, 0o610, 0o602])(
    'is refused in mode %o, with the line that closes it',
    async (mode) => {
      const path = put(join(newFolder(), 'my store.json'), storeOf(erp));
      chmodSync(path, mode);
      expect(await problemOf(() => open(path))).toEqual({
        kind: 'store',
        message: `${path} holds a secret and is open to others (mode 0${mode.toString(8)}); nothing was changed`,
        hint: `chmod 600 '${path}'\ncloses it; --allow-insecure-permissions takes it as it is`,
      });
    },
  );

  it.each([0o600, 0o400, 0o700])('is taken in mode %o', async (mode) => {
    const path = put(join(newFolder(), 'a.json'), storeOf(erp));
    chmodSync(path, mode);
    expect((await open(path)).configurations).toEqual([erp]);
  });

  it('is taken in any mode where that is allowed', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(erp));
    chmodSync(path, 0o644);
    expect((await open(path, { allowsInsecurePermissions: true })).configurations).toEqual([erp]);
  });

  it.each([
    ['in an object', { value: SECRET }, 'HS256'],
    ['that is a public key and an HMAC secret', publicKey, 'HS256'],
    ['that is a public key with something behind it', `${publicKey}password=hunter2`, 'ES256'],
    ['that is a private key', publicKey.replaceAll('PUBLIC', 'PRIVATE'), 'RS256'],
  ])('%s is refused when others may read it', async (_, secretKey, signatureAlgorithm) => {
    const path = put(join(newFolder(), 'a.json'), storeOf({ ...crm, secretKey, signatureAlgorithm }));
    chmodSync(path, 0o644);
    expect((await problemOf(() => open(path))).message).toContain('holds a secret');
  });

  it.each([
    ['references', crm],
    ['public keys', { ...crm, secretKey: publicKey, signatureAlgorithm: 'ES256' }],
  ])('elsewhere, holding %s only, may be read by all', async (_, configuration) => {
    const path = put(join(newFolder(), 'a.json'), storeOf(configuration));
    chmodSync(path, 0o644);
    expect((await open(path)).configurations).toHaveLength(1);
  });
});

describe('a store that everybody may write', () => {
  it('is refused, although it holds no secret, with the line that fixes it', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    chmodSync(path, 0o666);
    expect(await problemOf(() => open(path))).toEqual({
      kind: 'store',
      message: `${path} can be written by everybody (mode 0666); nothing was changed`,
      hint: `chmod o-w ${path}\nmends it, once you have looked at what it holds; --allow-insecure-permissions takes it as it is`,
    });
    expect((await open(path, { allowsInsecurePermissions: true })).configurations).toHaveLength(1);
  });

  it('is taken when only a group may', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    chmodSync(path, 0o664);
    expect((await open(path)).configurations).toHaveLength(1);
  });
});
