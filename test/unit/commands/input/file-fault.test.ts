import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { describeFileFault } from '../../../../src/commands/input/file-fault.ts';

const fault = (code: string) => Object.assign(new Error('read'), { code });

describe('why a file cannot be read', () => {
  it.each([
    ['ENOENT', 'there is no such file'],
    ['EACCES', 'this user may not read it'],
    ['EISDIR', 'it is a folder'],
    ['EIO', 'the disk reports an error (EIO)'],
    ['EPROTO', 'the system says EPROTO'],
    [`Unknown system error -${constants.errno.EDQUOT}`, 'the disk quota is used up (EDQUOT)'],
  ])('%s is told as: %s', (code, told) => {
    expect(describeFileFault(fault(code))).toBe(told);
  });

  it('is not said of a bug', () => {
    const bug = new TypeError('no');
    expect(() => describeFileFault(bug)).toThrow(bug);
  });
});
