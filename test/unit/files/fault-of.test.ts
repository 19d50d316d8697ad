import { describe, expect, it } from 'vitest';
import { systemError } from '../../../src/domain/system-error.ts';
import { faultOf } from '../../../src/files/fault-of.ts';
import { Problem } from '../../../src/problem.ts';

describe('the fault of an act', () => {
  const fails = (error: Error) => () => {
    throw error;
  };

  it('is the Problem or the system error that it ends with, if any', () => {
    const [problem, error] = [new Problem('store', 'no'), systemError('EIO')];
    expect([faultOf(() => {}), faultOf(fails(problem)), faultOf(fails(error))]).toEqual([
      undefined,
      problem,
      error,
    ]);
  });

  it('is never a bug', () => {
    const bug = new TypeError('no');
    expect(() => faultOf(fails(bug))).toThrow(bug);
  });
});
