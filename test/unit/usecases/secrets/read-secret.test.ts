import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SecretResult } from '../../../../src/domain/secret-key.ts';
import { readSecret } from '../../../../src/usecases/secrets/read-secret.ts';
import { newFolder, put } from '../../../support/store-folder.ts';

const readFile = (path: string, limitBytes: number) => readFileSync(path).subarray(0, limitBytes + 1);

describe('a literal secret', () => {
  it.each(['text', 'line\n', '', ' '])('is its text as it is: %j', (text) => {
    const places = { env: {}, folder: '/', readFile };
    expect(readSecret({ kind: 'literal', text, encoding: 'hex' }, places)).toEqual({
      ok: true,
      text,
      encoding: 'hex',
    });
  });
});

describe('a secret that is far too large', () => {
  const places = { env: { BIG: 'é'.repeat(32_769) }, folder: '/', readFile };
  const reason = (place: string) => `${place} holds more than 64 KiB, which is no secret or key`;

  it('is none, although it stands in the store', () => {
    const source = { kind: 'literal', text: 'é'.repeat(32_769), encoding: 'utf8' } as const;
    expect(readSecret(source, places)).toEqual({ ok: false, kind: 'unreadable', reason: reason('its text') });
  });

  it('is none in a variable', () => {
    const source = { kind: 'env', variable: 'BIG', encoding: 'utf8' } as const;
    const told = reason('the environment variable BIG');
    expect(readSecret(source, places)).toEqual({ ok: false, kind: 'unreadable', reason: told });
  });
});

describe('a secret in a variable', () => {
  const read = (variable: string) =>
    readSecret(
      { kind: 'env', variable, encoding: 'utf8' },
      { env: { GOOD: 'text\n', EMPTY: '' }, folder: '/', readFile },
    );

  it.each<[string, SecretResult]>([
    ['GOOD', { ok: true, text: 'text\n', encoding: 'utf8' }],
    ['EMPTY', { ok: false, kind: 'empty', reason: 'the environment variable EMPTY is empty' }],
    ['OTHER', { ok: false, kind: 'missing', reason: 'the environment variable OTHER is not set' }],
    ['toString', { ok: false, kind: 'missing', reason: 'the environment variable toString is not set' }],
  ])('%s is read as it is', (variable, reading) => {
    expect(read(variable)).toEqual(reading);
  });
});

describe('a secret in a file', () => {
  function read(content: string | Uint8Array | undefined, path = 'a.key') {
    const folder = newFolder();
    if (content !== undefined) put(join(folder, 'a.key'), content);
    const reading = readSecret({ kind: 'file', path, encoding: 'base64' }, { env: {}, folder, readFile });
    return { reading, file: join(folder, path) };
  }

  it.each([
    ['text', 'text'],
    ['text\n', 'text'],
    ['text\r\n', 'text'],
    ['text\n\n', 'text\n'],
    [' text ', ' text '],
    ['\u{feff}text', '\u{feff}text'],
    ['x'.repeat(65_536), 'x'.repeat(65_536)],
  ])('%j loses one line break at its end at most', (content, text) => {
    expect(read(content).reading).toEqual({ ok: true, text, encoding: 'base64' });
  });

  it('is found from the folder of the store, or by its whole path', () => {
    const path = put(join(newFolder(), 'k'), 'text');
    expect(read(undefined, path).reading).toEqual({ ok: true, text: 'text', encoding: 'base64' });
  });

  it.each<[string, string | Uint8Array | undefined, string, string]>([
    ['missing', undefined, 'missing', ' cannot be read: there is no such file or folder (ENOENT)'],
    ['empty', '', 'empty', ' is empty'],
    ['a line break', '\n', 'empty', ' is empty'],
    ['too large', 'x'.repeat(65_537), 'unreadable', ' holds more than 64 KiB, which is no secret or key'],
    ['not UTF-8', new Uint8Array([0x61, 0xff]), 'unreadable', ' is not UTF-8 text'],
  ])('that is %s gives a reason without its content', (_, content, kind, reason) => {
    const { reading, file } = read(content);
    expect(reading).toEqual({ ok: false, kind, reason: `the file ${file}${reason}` });
  });

  it('that is a folder gives a reason', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'k'));
    const reading = readSecret({ kind: 'file', path: 'k', encoding: 'utf8' }, { env: {}, folder, readFile });
    expect(reading).toEqual({
      ok: false,
      kind: 'unreadable',
      reason: `the file ${folder}/k cannot be read: it is a folder, not a file (EISDIR)`,
    });
  });

  it('cannot be found by a relative path where the store is in no folder', () => {
    const places = { env: {}, folder: undefined, readFile };
    expect(readSecret({ kind: 'file', path: 'k', encoding: 'utf8' }, places)).toEqual({
      ok: false,
      kind: 'unreadable',
      reason: 'the file k cannot be read: its path is relative, and the store is in no folder',
    });
    const path = put(join(newFolder(), 'k'), 'text');
    expect(readSecret({ kind: 'file', path, encoding: 'utf8' }, places).ok).toBe(true);
  });

  it('never hides a bug of the program', () => {
    const bug = () => {
      throw new TypeError('bug');
    };
    const source = { kind: 'file', path: 'k', encoding: 'utf8' } as const;
    expect(() => readSecret(source, { env: {}, folder: '/', readFile: bug })).toThrow(TypeError);
  });
});
