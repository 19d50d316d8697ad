import type { Context } from '../../context.ts';
import { Problem } from '../../problem.ts';
import { describeFileFault } from './file-fault.ts';

/** What is piped in, up to `limitBytes` + 1 bytes; throws a usage Problem where stdin is a folder or fails. */
export function readStdin(context: Context, limitBytes: number): Uint8Array {
  try {
    return context.stdin.read(limitBytes);
  } catch (error) {
    throw new Problem('usage', `stdin cannot be read: ${describeFileFault(error)}`);
  }
}
