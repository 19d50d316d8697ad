import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLibrary } from '../../../../src/stores/json-file/lock-library.ts';

const library = `fs-native-extensions/prebuilds/${platform()}-${arch()}/fs-native-extensions.node`;
const bytes = readFileSync(createRequire(import.meta.url).resolve(library));

describe('the library that locks, where it is no file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jwtadm-library-'));
    vi.stubEnv('TMPDIR', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is loaded from a file that is gone at once', () => {
    expect(loadLibrary(bytes)).toMatchObject({ tryLock: expect.any(Function) });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['all', 0o777],
    ['a group', 0o770],
  ])('is not loaded from where %s could exchange the file', (_who, mode) => {
    chmodSync(folder, mode);
    expect(() => loadLibrary(bytes)).toThrow(expect.objectContaining({ code: 'EPERM' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is loaded from where all can write, but only to what is their own', () => {
    chmodSync(folder, 0o1777);
    expect(loadLibrary(bytes)).toMatchObject({ waitForLock: expect.any(Function) });
  });

  it('leaves no file where the system does not take it for a library', () => {
    expect(() => loadLibrary(bytes.subarray(0, 100))).toThrow(
      expect.objectContaining({ code: 'ERR_DLOPEN_FAILED' }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
