import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { describeSystemError, systemCode, systemError } from '../../../src/domain/system-error.ts';

describe('an error of the system', () => {
  it('is told in words with its code', () => {
    expect(describeSystemError(systemError('ENOSPC'))).toBe('no space left on the disk (ENOSPC)');
  });

  it('that Node has no name for, such as a used up quota, is told as well', () => {
    // Node's names of such errors are made of their numbers.
    const code = `Unknown system error -${constants.errno.EDQUOT}`;
    expect(describeSystemError(systemError(code))).toBe('the disk quota is used up (EDQUOT)');
  });

  it('that no one knows is told by its number', () => {
    expect(describeSystemError(systemError('Unknown system error -9999'))).toBe(
      'the system says Unknown system error -9999',
    );
  });

  it.each([
    ['EACCES', 'permission denied (EACCES)'],
    ['EISDIR', 'it is a folder, not a file (EISDIR)'],
    ['EPROTO', 'the system says EPROTO'],
  ])('%s is told as: %s', (code, words) => {
    expect(describeSystemError(systemError(code))).toBe(words);
  });

  it('is not the same as a bug', () => {
    const bug = new TypeError('no');
    expect([systemCode(bug), systemCode(systemError('EIO'))]).toEqual([undefined, 'EIO']);
    expect(() => describeSystemError(bug)).toThrow(bug);
  });
});
