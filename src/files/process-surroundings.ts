import { userInfo } from 'node:os';
import { Problem } from '../problem.ts';

/** The folder that the process runs in, absolute; throws a usage Problem when it was deleted. */
export function workingDirectory({ cwd }: Pick<NodeJS.Process, 'cwd'>): string {
  try {
    return cwd();
  } catch {
    throw new Problem('usage', 'the working directory is gone', 'change to a folder that exists');
  }
}

/** The user's name; a container may run as a number that has none. */
export function systemUser({ env, getuid }: Pick<NodeJS.Process, 'env' | 'getuid'>): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? `uid-${getuid?.() ?? 'unknown'}`;
  }
}
