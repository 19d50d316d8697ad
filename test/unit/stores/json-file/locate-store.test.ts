import { describe, expect, it } from 'vitest';
import { locateStore, type StoreSurroundings } from '../../../../src/stores/json-file/locate-store.ts';
import type { StoreRequest } from '../../../../src/usecases/ports.ts';
import { problemOf } from '../../../support/store-folder.ts';

const linux: StoreSurroundings = { env: { HOME: '/home/ada' }, cwd: '/srv/bi', platform: 'linux' };
const userStore = '/home/ada/.config/jwtadm/config.json';

function locate(
  request: Partial<StoreRequest>,
  surroundings: Partial<StoreSurroundings> = {},
  files: readonly string[] = [],
) {
  const whole = {
    address: undefined,
    whenMissing: 'refuse',
    allowsInsecurePermissions: false,
    ...request,
  } as const;
  return locateStore(whole, { ...linux, ...surroundings }, (path) => files.includes(path));
}

describe('the store that is meant', () => {
  const both = ['/srv/bi/jwtadm.json', userStore];
  const env = { HOME: '/home/ada', JWTADM_CONFIG: 'named.json' };

  it('is the one of --config before all others', () => {
    expect(locate({ address: 'flag.json' }, { env }, both)).toEqual({
      path: '/srv/bi/flag.json',
      isNamed: true,
    });
  });

  it('is that of $JWTADM_CONFIG next', () => {
    expect(locate({}, { env }, both)).toEqual({ path: '/srv/bi/named.json', isNamed: true });
  });

  it.each(['a\nb', 'a\u{7f}', 'a'.repeat(4097)])('is not what no file is called: %.4j', async (text) => {
    const problem = { kind: 'usage', message: '--config must name a file', hint: undefined };
    expect(await problemOf(() => locate({ address: text }))).toEqual(problem);
    const named = await problemOf(() => locate({}, { env: { JWTADM_CONFIG: text } }));
    expect(named.message).toBe('$JWTADM_CONFIG must name a file');
  });

  it('is not that of an empty $JWTADM_CONFIG', () => {
    expect(locate({}, { env: { ...env, JWTADM_CONFIG: '' } }, both)).toEqual({
      path: '/srv/bi/jwtadm.json',
      isNamed: false,
    });
  });

  it('is ./jwtadm.json before the user’s own', () => {
    expect(locate({}, {}, both)).toEqual({ path: '/srv/bi/jwtadm.json', isNamed: false });
  });

  it('is the user’s own at last', () => {
    expect(locate({}, {}, [userStore])).toEqual({ path: userStore, isNamed: false });
  });

  it('is the user’s own when one is made but the configuration has none', () => {
    expect(locate({ whenMissing: 'make' })).toEqual({ path: userStore, isNamed: false });
  });

  it('is the one that is there when one would be made', () => {
    expect(locate({ whenMissing: 'make' }, {}, both).path).toBe('/srv/bi/jwtadm.json');
  });

  it('is ./jwtadm.json when a local one is asked for, whatever else there is', () => {
    expect(locate({ whenMissing: 'make-local' }, { env }, [userStore])).toEqual({
      path: '/srv/bi/jwtadm.json',
      isNamed: true,
    });
  });
});

describe('the user’s own store', () => {
  it.each([
    ['linux', { HOME: '/h' }, '/h/.config/jwtadm/config.json'],
    ['freebsd', { HOME: '/h' }, '/h/.config/jwtadm/config.json'],
    ['linux', { HOME: '/h', XDG_CONFIG_HOME: '/x' }, '/x/jwtadm/config.json'],
    ['linux', { HOME: '/h', XDG_CONFIG_HOME: 'x' }, '/h/.config/jwtadm/config.json'],
    ['linux', { HOME: '/h', XDG_CONFIG_HOME: '' }, '/h/.config/jwtadm/config.json'],
    ['darwin', { HOME: '/h' }, '/h/Library/Preferences/jwtadm/config.json'],
    ['darwin', { HOME: '/h', XDG_CONFIG_HOME: '/x' }, '/x/jwtadm/config.json'],
    ['win32', { APPDATA: 'C:\\a' }, 'C:\\a\\jwtadm\\config.json'],
    ['win32', { USERPROFILE: 'C:\\u' }, 'C:\\u\\AppData\\Roaming\\jwtadm\\config.json'],
  ])('on %s with %j is %s', (platform, env, path) => {
    const cwd = platform === 'win32' ? 'C:\\work' : '/srv/bi';
    expect(locate({ whenMissing: 'make' }, { env, cwd, platform }).path).toBe(path);
  });

  it('is nowhere without a home', async () => {
    expect(await problemOf(() => locate({ whenMissing: 'make' }, { env: { HOME: 'relative' } }))).toEqual({
      kind: 'store',
      message: 'there is no home folder to make a store in: the environment names none',
      hint: 'say where with --config FILE, or make ./jwtadm.json with `jwtadm init --local`',
    });
  });
});

describe('no store at all', () => {
  it('is told with the places that were looked at', async () => {
    expect(await problemOf(() => locate({}))).toEqual({
      kind: 'store',
      message: `there is no store: neither --config nor $JWTADM_CONFIG names one, and there is no /srv/bi/jwtadm.json and no ${userStore}`,
      hint: '`jwtadm init` makes an empty store, `jwtadm create` one with its first configuration',
    });
  });
});
