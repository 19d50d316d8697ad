import type { Context } from '../../context.ts';
import { MAX_SECRET_BYTES } from '../../domain/secret-key.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';

/** The text of the file of `--private-key-file`; throws a usage Problem when it cannot be read. */
export function readPrivateKeyFile(context: Context, file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = context.readFile(file, MAX_SECRET_BYTES);
  } catch (error) {
    throw new Problem(
      'usage',
      `the file of --private-key-file cannot be read: ${describeSystemError(error)}`,
    );
  }
  return new TextDecoder('utf-8').decode(bytes);
}
