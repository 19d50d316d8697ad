import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeText } from '../../../../src/commands/output/notice-text.ts';
import { problemText } from '../../../../src/commands/output/refusal-text.ts';
import { shellWord } from '../../../../src/domain/shell-word.ts';
import { Problem } from '../../../../src/problem.ts';
import type { Notice } from '../../../../src/usecases/notice.ts';
import { Refusal, type RefusalReason } from '../../../../src/usecases/refusal.ts';

describe('a notice in words', () => {
  const about = (name: string): Notice[] => [
    { kind: 'kept-secret-faulty', name, fault: 'is empty' },
    { kind: 'secret-unusable', name, fault: 'is empty' },
    { kind: 'previous-secret-unusable', name, fault: 'is empty' },
    { kind: 'previous-secret-still-accepted', name, until: 'tomorrow' },
    { kind: 'created', name, isEnabled: false },
  ];

  it('suggests commands in which any name is one word of the shell', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        for (const notice of about(name)) {
          expect(noticeText(notice).text).toMatch(/`jwtadm (edit|enable) /);
          expect(noticeText(notice).text).toContain(` ${shellWord(name)}`);
        }
      }),
    );
  });

  it.each<[Notice, 'note' | 'warning']>([
    [{ kind: 'created', name: 'ERP', isEnabled: true }, 'note'],
    [{ kind: 'private-key-written', path: '/k.pem' }, 'note'],
    [{ kind: 'secret-weak', fault: 'has 8 bits' }, 'warning'],
    [{ kind: 'stored-in-plain-text' }, 'warning'],
  ])('%j is a %s', (notice, level) => {
    expect(noticeText(notice).level).toBe(level);
  });
});

describe('a problem in the words of the command line', () => {
  const refused = (reason: RefusalReason) => problemText(new Refusal('usage', 'refused', reason));

  it('is what it is where no use case refused', () => {
    expect(problemText(new Problem('store', 'broken', 'mend it'))).toEqual({
      message: 'broken',
      hint: 'mend it',
    });
  });

  it('has the hint that its reason asks for', () => {
    expect(refused({ kind: 'store-locked' })).toEqual({
      message: 'refused',
      hint: '`jwtadm help encrypt` says how secrets are encrypted and opened',
    });
  });

  it('suggests the names that are near what was typed, and never repeats what is near none', () => {
    const names = ['ERP', 'CRM'];
    expect(refused({ kind: 'unknown-names', typed: ['ERO'], names }).hint).toBe('did you mean ERP?');
    expect(refused({ kind: 'unknown-names', typed: ['hunter2'], names }).hint).toBe('there are ERP, CRM');
  });

  it('lists eight names of a long list at most', () => {
    const names = Array.from({ length: 20 }, (_, index) => `N${index}`);
    const { hint } = refused({ kind: 'unknown-names', typed: ['hunter2'], names });
    expect(hint).toBe('there are N0, N1, N2, N3, N4, N5, N6, 13 more');
  });

  it('keeps its reason, and so its hint, when a remark is added', () => {
    const refusal = new Refusal('store', 'changed', { kind: 'changed-meanwhile', name: 'ERP' });
    expect(problemText(refusal.withRemark('the key was removed again'))).toEqual({
      message: 'changed; the key was removed again',
      hint: 'look at it with `jwtadm show ERP` and run the command again',
    });
  });
});
