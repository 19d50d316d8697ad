import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRawAsset, isSea } from 'node:sea';

/** What the library is called in the executable. */
const ASSET = 'fs-native-extensions.node';

/**
 * The library that the build gives to fs-native-extensions, whose own search reads a dozen files. Throws
 * Node's error if this platform has no library, or the system's error if it cannot be written.
 */
export function lockLibrary(): unknown {
  if (isSea()) return loadLibrary(new Uint8Array(getRawAsset(ASSET) as ArrayBuffer));
  return require(`fs-native-extensions/prebuilds/${platform()}-${arch()}/${ASSET}`);
}

/**
 * Loads a library from a folder that is new and closed to others, and gone afterwards: the system loads from files
 * only, and one that is kept could be another's by the next time. Throws the system's error where that cannot be.
 */
export function loadLibrary(bytes: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-'));
  try {
    refuseOpenParent(folder);
    const file = join(folder, 'library.node');
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 });
    return createRequire(file)(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Throws EPERM where others could put a folder of theirs into the place of ours, which none can in a sticky one. */
function refuseOpenParent(folder: string): void {
  const { mode, uid } = statSync(dirname(folder));
  const isWritable = (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
  const isForeign = uid !== 0 && uid !== statSync(folder).uid;
  if (isWritable || isForeign) throw Object.assign(new Error('not a safe folder'), { code: 'EPERM' });
}
