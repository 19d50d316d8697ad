import type { Context } from '../../context.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';

/** What is piped in, up to `limitBytes` + 1 bytes; throws a usage Problem where stdin is a folder or fails. */
export function readStdin(context: Context, limitBytes: number): Uint8Array {
  try {
    return context.stdin.read(limitBytes);
  } catch (error) {
    throw new Problem('usage', `stdin cannot be read: ${describeSystemError(error)}`);
  }
}
