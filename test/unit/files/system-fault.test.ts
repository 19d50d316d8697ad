import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { describeSystemFault, faultOf, systemCode } from '../../../src/files/system-fault.ts';
import { Problem } from '../../../src/problem.ts';

function systemError(code: string): Error {
  return Object.assign(new Error('it failed'), { code, syscall: 'write' });
}

describe('an error of the system', () => {
  it('is told in words with its code', () => {
    expect(describeSystemFault(systemError('ENOSPC'))).toBe('no space left on the disk (ENOSPC)');
  });

  it('that Node has no name for, such as a used up quota, is told as well', () => {
    // Node's names of such errors are made of their numbers.
    const code = `Unknown system error -${constants.errno.EDQUOT}`;
    expect(describeSystemFault(systemError(code))).toBe('the disk quota is used up (EDQUOT)');
  });

  it('that nobody knows is told by its number', () => {
    expect(describeSystemFault(systemError('Unknown system error -9999'))).toBe(
      'the system says Unknown system error -9999',
    );
  });

  it('is told from a bug', () => {
    const bug = new TypeError('no');
    const problem = new Problem('store', 'no');
    expect([systemCode(bug), systemCode(systemError('EIO'))]).toEqual([undefined, 'EIO']);
    const fails = (error: Error) => () => {
      throw error;
    };
    expect([faultOf(() => {}), faultOf(fails(problem))]).toEqual([undefined, problem]);
    expect(() => faultOf(fails(bug))).toThrow(bug);
  });
});
