import { mkdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemNow } from '../../../src/domain/instant.ts';
import { reportFiles } from '../../../src/files/report-files.ts';
import { namesIn, newFolder, put } from '../../support/store-folder.ts';
import { systemCodeOf } from '../../support/system-code-of.ts';

const BEGINNING = '<report>';
const files = reportFiles(process.geteuid?.(), systemNow);

/** Writes a whole report. */
function write(path: string, text = 'new'): void {
  const report = files.begin(path, BEGINNING);
  report.write(BEGINNING);
  report.write(text);
  report.finish();
}

describe('the file of a report', () => {
  it.each([0o022, 0o077])('is as open as any new file under umask %o', (umask) => {
    const path = join(newFolder(), 'a.xml');
    const before = process.umask(umask);
    try {
      write(path);
    } finally {
      process.umask(before);
    }
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual([
      '<report>new',
      0o666 & ~umask,
    ]);
  });

  it('is there only once it is whole, and the earlier one until then', () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.xml'), '<report>old', 0o640);
    const report = files.begin(path, BEGINNING);
    report.write('<report>new');
    expect([readFileSync(path, 'utf8'), namesIn(folder).length]).toEqual(['<report>old', 2]);
    report.finish();
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['<report>new', 0o640]);
    report.abandon();
    expect(namesIn(folder)).toEqual(['a.xml']);
  });

  it('leaves nothing where it is abandoned', () => {
    const folder = newFolder();
    const report = files.begin(join(folder, 'a.xml'), BEGINNING);
    report.write('half');
    report.abandon();
    expect(namesIn(folder)).toEqual([]);
  });

  it('is that to which a link leads', () => {
    const folder = newFolder();
    put(join(folder, 'real.xml'), '');
    symlinkSync('real.xml', join(folder, 'a.xml'));
    write(join(folder, 'a.xml'));
    expect([readFileSync(join(folder, 'real.xml'), 'utf8'), namesIn(folder)]).toEqual([
      '<report>new',
      ['a.xml', 'real.xml'],
    ]);
  });

  it('takes the place of an empty file or a report, and of nothing else', () => {
    const folder = newFolder();
    write(put(join(folder, 'empty.xml'), ''));
    write(put(join(folder, 'report.xml'), '<report>x'));
    put(join(folder, 'other.xml'), '<repor');
    mkdirSync(join(folder, 'folder.xml'));
    symlinkSync('loop.xml', join(folder, 'loop.xml'));
    const names = namesIn(folder);
    const codes = ['other.xml', 'folder.xml', 'loop.xml', 'none/a.xml'].map((name) =>
      systemCodeOf(() => files.begin(join(folder, name), BEGINNING)),
    );
    expect(codes).toEqual(['EEXIST', 'EISDIR', 'ELOOP', 'ENOENT']);
    expect([namesIn(folder), readFileSync(join(folder, 'other.xml'), 'utf8')]).toEqual([names, '<repor']);
  });

  it('clears away what a killed process has left of it long ago, and nothing of one that may run', () => {
    const folder = newFolder();
    const path = join(folder, 'a.xml');
    files.begin(path, BEGINNING).write('killed');
    const [left = ''] = namesIn(folder);
    write(path);
    expect(namesIn(folder)).toEqual([left, 'a.xml']);
    const longAgo = systemNow() - 4000;
    utimesSync(join(folder, left), longAgo, longAgo);
    write(path);
    expect(namesIn(folder)).toEqual(['a.xml']);
  });

  it('can be added to, once it is there or before', () => {
    const path = join(newFolder(), 'summary.md');
    files.append(path, 'one\n');
    files.append(path, 'two\n');
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  });
});
