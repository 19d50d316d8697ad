import { posix, win32 } from 'node:path';
import { filePathPattern } from '../../domain/file-path.ts';
import { escapeUnprintable } from '../../domain/unprintable.ts';
import { Problem } from '../../problem.ts';
import type { StoreRequest } from '../../usecases/ports.ts';

/** What decides where stores are kept. */
export interface StoreSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder in which jwtadm runs, absolute. */
  readonly cwd: string;
  /** Node's name of the operating system, such as `linux`, `darwin` or `win32`. */
  readonly platform: string;
}

/** The store's file, absolute, and whether the user named it, so that no other can be meant. */
export interface StoreLocation {
  readonly path: string;
  readonly isNamed: boolean;
}

/**
 * The store file of a request: `--config`, then `$JWTADM_CONFIG`, `./jwtadm.json` and the user's own store,
 * the latter two if they exist (`isThere` counts a dangling link as existing). Throws a Problem (exit 4) when
 * no store is found and the request does not create one.
 */
export function locateStore(
  request: StoreRequest,
  surroundings: StoreSurroundings,
  isThere: (path: string) => boolean,
): StoreLocation {
  const { env, cwd, platform } = surroundings;
  const { resolve } = pathsOf(platform);
  const local = resolve(cwd, 'jwtadm.json');
  if (request.address !== undefined) {
    return { path: resolve(cwd, asPath(request.address, '--config')), isNamed: true };
  }
  if (request.whenMissing === 'make-local') return { path: local, isNamed: true };
  if (env.JWTADM_CONFIG) {
    return { path: resolve(cwd, asPath(env.JWTADM_CONFIG, '$JWTADM_CONFIG')), isNamed: true };
  }
  const user = userStore(env, platform);
  const candidates = user === undefined ? [local] : [local, user];
  const found = candidates.find(isThere);
  if (found !== undefined) return { path: found, isNamed: false };
  if (request.whenMissing === 'refuse') throw noStore(candidates);
  if (user === undefined) throw noHome();
  return { path: user, isNamed: false };
}

/** A text as a path; throws a usage Problem for what no file is called. */
function asPath(text: string, from: string): string {
  if (filePathPattern.test(text)) return text;
  throw new Problem('usage', `${from} must name a file`);
}

/**
 * The user's own store: in `$XDG_CONFIG_HOME` where that is set, else where programs of the
 * platform keep their settings; undefined when the environment names no home.
 */
function userStore(env: StoreSurroundings['env'], platform: string): string | undefined {
  const { isAbsolute, join } = pathsOf(platform);
  const folder = (base: string | undefined, ...rest: string[]) =>
    // The XDG specification has relative paths ignored; one of a home would depend on the folder, too.
    base !== undefined && isAbsolute(base) ? join(base, ...rest, 'jwtadm', 'config.json') : undefined;
  const shared = folder(env.XDG_CONFIG_HOME);
  if (shared !== undefined) return shared;
  if (platform === 'win32') return folder(env.APPDATA) ?? folder(env.USERPROFILE, 'AppData', 'Roaming');
  if (platform === 'darwin') return folder(env.HOME, 'Library', 'Preferences');
  return folder(env.HOME, '.config');
}

function pathsOf(platform: string): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

function noStore(candidates: readonly string[]): Problem {
  return new Problem(
    'store',
    `there is no store: neither --config nor $JWTADM_CONFIG names one, and there is no ${candidates.map(escapeUnprintable).join(' and no ')}`,
    '`jwtadm init` makes an empty store, `jwtadm create` one with its first configuration',
  );
}

function noHome(): Problem {
  return new Problem(
    'store',
    'there is no home folder to make a store in: the environment names none',
    'say where with --config FILE, or make ./jwtadm.json with `jwtadm init --local`',
  );
}
