import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { systemUser, workingDirectory } from '../../../src/files/process-surroundings.ts';
import { problemOf } from '../../support/store-folder.ts';

describe('the surroundings of the process', () => {
  it('have a working directory, or the advice to change to one', async () => {
    expect(workingDirectory({ cwd: () => '/srv' })).toBe('/srv');
    const gone = () => {
      throw Object.assign(new Error('uv_cwd'), { code: 'ENOENT', syscall: 'uv_cwd' });
    };
    expect(await problemOf(() => workingDirectory({ cwd: gone }))).toEqual({
      kind: 'usage',
      message: 'the working directory is gone',
      hint: 'change to a folder that exists',
    });
  });

  it('have the name of the system’s user, whatever $USER says', () => {
    expect(systemUser({ env: { USER: 'another' }, getuid: () => 1 })).toBe(userInfo().username);
  });
});
