import { appendFileSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChangeRecord } from '../../../../src/domain/store-change.ts';
import { appendRecord, readRecords } from '../../../../src/stores/json-file/history-file.ts';
import { newFolder, problemOf, put, self } from '../../../support/store-folder.ts';

function record(generation: number, name = 'ERP'): ChangeRecord {
  const changes: ChangeRecord['changes'] = [{ action: 'added', name }];
  return { generation, at: '2026-03-01T12:00:00.000Z', by: 'ada', command: 'create', changes, written: 'ab' };
}

function append(file: string, ...records: ChangeRecord[]): void {
  for (const each of records) appendRecord(file, each, self.userId, undefined);
}

describe('the history of a store', () => {
  it('has one record a line, in order, closed to others', () => {
    const file = join(newFolder(), 'a.json');
    append(file, record(1), record(2));
    expect(readRecords(file)).toEqual([record(1), record(2)]);
    expect(readFileSync(`${file}.history`, 'utf8').split('\n')).toHaveLength(3);
    expect(statSync(`${file}.history`).mode & 0o777).toBe(0o600);
  });

  it('is empty where there is none', () => {
    expect(readRecords(join(newFolder(), 'a.json'))).toEqual([]);
  });

  it('loses a line that was cut off, and no other', () => {
    const file = join(newFolder(), 'a.json');
    append(file, record(1));
    appendFileSync(`${file}.history`, '{"generation":2,"at":"20');
    append(file, record(3));
    expect(readRecords(file)).toEqual([record(1), record(3)]);
  });

  it('goes on with its newer half when it has grown too large', () => {
    const file = join(newFolder(), 'a.json');
    const lines = Array.from({ length: 5000 }, (_, index) =>
      JSON.stringify(record(index + 1, 'N'.repeat(200))),
    );
    put(`${file}.history`, `${lines.join('\n')}\n`);
    append(file, record(5001), record(5002));
    const kept = readRecords(file).map(({ generation }) => generation);
    expect(kept.at(-1)).toBe(5002);
    expect(kept.length).toBeGreaterThan(2400);
    expect(kept.length).toBeLessThan(2700);
    expect(kept).toEqual(Array.from(kept, (_, index) => 5002 - kept.length + 1 + index));
    expect(statSync(`${file}.history`).mode & 0o777).toBe(0o600);
  });

  it('is not written through a link', async () => {
    const folder = newFolder();
    const file = join(folder, 'a.json');
    put(join(folder, 'victim'), 'precious');
    symlinkSync('victim', `${file}.history`);
    expect((await problemOf(() => append(file, record(1)))).message).toBe(
      `the history ${file}.history is a symbolic link; nothing was changed`,
    );
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious');
  });
});
