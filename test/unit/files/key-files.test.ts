import { mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyFiles } from '../../../src/files/key-files.ts';
import { namesIn, newFolder, put } from '../../support/store-folder.ts';
import { systemCodeOf } from '../../support/system-code-of.ts';

describe('the file of a private key', () => {
  it.each([0o000, 0o022, 0o077, 0o777])('has all of the text and mode 0600 under umask %o', (umask) => {
    const path = join(newFolder(), 'a.pem');
    const before = process.umask(umask);
    try {
      keyFiles.make(path, 'ä key\n');
    } finally {
      process.umask(before);
    }
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['ä key\n', 0o600]);
  });

  it('never takes the place of anything', () => {
    const folder = newFolder();
    put(join(folder, 'file'), 'mine');
    mkdirSync(join(folder, 'folder'));
    symlinkSync('file', join(folder, 'link'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    const names = namesIn(folder);
    expect(names.map((name) => keyFiles.isTaken(join(folder, name)))).toEqual([true, true, true, true]);
    expect(names.map((name) => systemCodeOf(() => keyFiles.make(join(folder, name), 'key')))).toEqual(
      names.map(() => 'EEXIST'),
    );
    expect([namesIn(folder), readFileSync(join(folder, 'file'), 'utf8')]).toEqual([names, 'mine']);
  });

  it('needs a folder', () => {
    const path = join(newFolder(), 'none', 'a.pem');
    expect([keyFiles.isTaken(path), systemCodeOf(() => keyFiles.make(path, 'key'))]).toEqual([
      false,
      'ENOENT',
    ]);
  });

  it('can be removed again', () => {
    const folder = newFolder();
    keyFiles.make(join(folder, 'a.pem'), 'key').remove();
    expect(namesIn(folder)).toEqual([]);
  });

  it('is not removed where someone has removed or replaced it', () => {
    const path = join(newFolder(), 'a.pem');
    const made = keyFiles.make(path, 'key');
    renameSync(put(`${path}.new`, 'of someone else'), path);
    made.remove();
    expect(readFileSync(path, 'utf8')).toBe('of someone else');
    rmSync(path);
    made.remove();
    expect(namesIn(dirname(path))).toEqual([]);
  });
});
