import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasUnseen } from '../../../src/domain/unprintable.ts';
import { bash } from '../../../src/shells/bash.ts';
import { readBashLine } from '../../../src/shells/bash-line.ts';
import type { Completion } from '../../../src/shells/completion.ts';
import { fish } from '../../../src/shells/fish.ts';
import { powershell } from '../../../src/shells/powershell.ts';
import { zsh } from '../../../src/shells/zsh.ts';
import { hostileText } from '../../support/hostile-text.ts';

const whole: Completion = { kept: '', isPart: false, isFile: false, offers: [] };
const names: Completion = {
  ...whole,
  offers: [
    { text: 'ERP', about: 'HS256, enabled' },
    { text: 'My One', about: '' },
    { text: '$(touch x)', about: '' },
  ],
};
const algorithms: Completion = { ...whole, kept: '--algorithm=', offers: [{ text: 'HS256', about: '' }] };
const files: Completion = { ...whole, kept: '--secret-ref=file:', isFile: true };
const forms: Completion = { ...whole, isPart: true, offers: [{ text: 'env:', about: 'a variable' }] };

describe('the answer to bash', () => {
  it.each([
    ['what fits in any case, quoted', names, 'jwtadm show e', 'e', 'word\nERP\n'],
    ['all of it for an empty word', names, 'jwtadm show ', '', 'word\nERP\nMy\\ One\n\\$\\(touch\\ x\\)\n'],
    ['nothing that does not fit', names, 'jwtadm show x', 'x', 'word\n'],
    ['what goes on in double quotes', names, 'jwtadm show "my', 'my', 'word\nMy One\n'],
    ['what goes on in single quotes', names, "jwtadm show '$", '$', 'word\n$(touch x)\n'],
    ['what double quotes do not protect', names, 'jwtadm show "$', '$', 'word\n\\$(touch x)\n'],
    ['a word that was quoted already', names, 'jwtadm show My\\ O', 'My\\ O', 'word\nMy\\ One\n'],
    [
      'what is replaced behind an equals sign',
      algorithms,
      'jwtadm create --algorithm=h',
      'h',
      'word\nHS256\n',
    ],
    [
      'a flag in quotes',
      algorithms,
      'jwtadm create "--algorithm=h',
      '--algorithm=h',
      'word\n--algorithm=HS256\n',
    ],
    ['that files are meant', files, 'jwtadm edit --secret-ref=file:a', 'a', 'file\n'],
    ['that more is to follow', forms, 'jwtadm edit --secret-ref e', 'e', 'part\nenv:\n'],
  ])('has %s', (_what, completion, line, replaced, answer) => {
    expect(bash.answer(completion, [line, replaced])).toBe(answer);
  });

  it.each([
    ["it's", "'"],
    ['Hey!', '"'],
  ])('leaves out %s between quotation marks that cannot hold it', (text, mark) => {
    const completion = { ...whole, offers: [{ text, about: '' }] };
    expect(bash.answer(completion, [`jwtadm show ${mark}`, ''])).toBe('word\n');
    expect(bash.answer(completion, ['jwtadm show ', ''])).not.toBe('word\n');
  });

  it('is read back as what was offered, whatever it is, and runs nothing', () => {
    const texts = fc
      .sample(hostileText, { numRuns: 300, seed: 1 })
      .filter((text) => text !== '' && !hasUnseen(text));
    const lines = ['', '"', "'"].flatMap((mark) =>
      texts.flatMap((text) => {
        const completion = { ...whole, offers: [{ text, about: '' }] };
        const [, word] = bash.answer(completion, [`jwtadm show ${mark}`, '']).split('\n');
        return word ? [{ text, word: `${mark}${word}${mark}` }] : [];
      }),
    );
    expect(lines.length).toBeGreaterThan(200);
    const script = `printf '%s\\0' ${lines.map(({ word }) => word).join(' ')}`;
    const { stdout } = spawnSync('/bin/sh', ['-c', script], {
      encoding: 'utf8',
      env: { PATH: '' },
    });
    expect(stdout.split('\0').slice(0, -1)).toEqual(lines.map(({ text }) => text));
    expect(lines.map(({ word }) => readBashLine(word).last.text)).toEqual(lines.map(({ text }) => text));
  });
});

describe('the answer to zsh', () => {
  it('is all that there is, as _describe reads it, behind its kind and the length of what is kept', () => {
    const odd = { ...names, offers: [...names.offers, { text: 'a:b\\c', about: 'x:y' }] };
    expect(zsh.answer(odd, ['show', 'e'])).toBe(
      'word\n0\nERP:HS256, enabled\nMy One\n$(touch x)\na\\:b\\\\c:x:y\n',
    );
    expect(zsh.answer(algorithms, ['create', '--algorithm='])).toBe('word\n12\nHS256\n');
    expect(zsh.answer(files, ['edit', '--secret-ref=file:'])).toBe('file\n18\n');
    expect(zsh.answer(forms, ['edit', '--secret-ref', ''])).toBe('part\n0\nenv\\::a variable\n');
  });
});

describe('the answer to fish', () => {
  it('is all that there is, as whole words with what they mean, behind its kind and what is kept', () => {
    expect(fish.answer(names, ['show', 'e'])).toBe('word\n\nERP\tHS256, enabled\nMy One\n$(touch x)\n');
    expect(fish.answer(algorithms, ['create', '--algorithm='])).toBe(
      'word\n--algorithm=\n--algorithm=HS256\n',
    );
    expect(fish.answer(files, ['edit', '--secret-ref=file:'])).toBe('file\n--secret-ref=file:\n');
  });

  it('is for a word without the quotation mark that opens it', () => {
    expect(fish.lineOf(['show', '"My'])).toEqual(['show', 'My']);
    expect(fish.lineOf([])).toEqual(['']);
  });
});

describe('the answer to PowerShell', () => {
  it('is what fits: what is inserted, what is listed and what it means', () => {
    expect(powershell.answer(names, ['show', '.'])).toBe(
      "word\nERP\tERP\tHS256, enabled\n'My One'\tMy One\tMy One\n'$(touch x)'\t$(touch x)\t$(touch x)\n",
    );
    expect(powershell.answer(algorithms, ['create', '.--algorithm=h'])).toBe(
      'word\n--algorithm=HS256\tHS256\tHS256\n',
    );
    expect(powershell.answer(files, ['edit', '.--secret-ref=file:'])).toBe('file\n');
  });

  it.each([
    ["it's", "'it''s'"],
    ['it\u2019s', "'it\u2019\u2019s'"],
    ['a`b', "'a`b'"],
    ['@x', "'@x'"],
    ['a;b', "'a;b'"],
  ])('quotes %s as %s', (text, quoted) => {
    const answer = powershell.answer({ ...whole, offers: [{ text, about: '' }] }, ['.']);
    expect(answer.split('\n')[1]?.split('\t')[0]).toBe(quoted);
  });

  it('is for the word behind the dot', () => {
    expect(powershell.lineOf(['show', '.'])).toEqual(['show', '']);
    expect(powershell.lineOf(['show', '..x'])).toEqual(['show', '.x']);
  });
});
