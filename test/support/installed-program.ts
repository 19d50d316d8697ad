import { spawnSync } from 'node:child_process';

/** Whether a program is here and at work: that it can tell its version, by `question`. */
export function isInstalled(program: string, question = '--version'): boolean {
  return spawnSync(program, [question], { stdio: 'ignore' }).status === 0;
}
