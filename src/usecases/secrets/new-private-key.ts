import { dirname } from 'node:path';
import type { Context } from '../../context.ts';
import { describeSystemError, systemCode } from '../../domain/system-error.ts';
import type { KeyFile } from '../../files/key-files.ts';
import { Problem } from '../../problem.ts';
import type { Store, StoreDraft } from '../ports.ts';

/** A private key that was made, and the file it is to be written to. */
export interface NewPrivateKey {
  /** Absolute. */
  readonly path: string;
  /** All of the file: PKCS #8 in PEM, or an age identity. */
  readonly text: string;
}

const OVERWRITES_NOTHING =
  'a private key is written to a new file only: give another name, or move that file away';

/** Throws a usage Problem where no private key can be written, as far as can be seen before it is made. */
export function refuseTakenPath(context: Context, path: string): void {
  // Nobody knows yet whether it is not a secret in a wrong place.
  const isTaken = (each: string) =>
    toldAsUsage(path, 'the file that was named', () => context.keyFiles.isTaken(each));
  if (isTaken(path)) throw taken(path);
  if (isTaken(dirname(path))) return;
  throw new Problem('usage', 'there is no folder of that name for the private key; nothing was changed');
}

/**
 * Changes the store and writes the private key that belongs to the change, if there is one: both are
 * done, or neither. The file is made once the change is sure to be allowed, and is removed again when
 * the store cannot be written.
 */
export async function changeWithKey(
  context: Context,
  store: Store,
  privateKey: NewPrivateKey | undefined,
  edit: (draft: StoreDraft) => void,
): Promise<void> {
  let made: KeyFile | undefined;
  try {
    await store.change((draft) => {
      edit(draft);
      made = privateKey && makeKeyFile(context, privateKey);
    });
  } catch (error) {
    if (!made || !privateKey) throw error;
    throw withRemark(error, removed(made, privateKey.path));
  }
}

/** Where the private key is, and whose it is. */
export function privateKeyNote({ path }: NewPrivateKey): string {
  return `The private key is in ${path}, which only you can read: it is for the issuer, who signs with it. The store has the public key.`;
}

function makeKeyFile(context: Context, { path, text }: NewPrivateKey): KeyFile {
  return toldAsUsage(path, path, () => context.keyFiles.make(path, text));
}

/** Runs `act`; an error of the system becomes a usage Problem, which calls the file `told`. */
function toldAsUsage<T>(path: string, told: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw taken(path);
    throw new Problem(
      'usage',
      `the private key cannot be written to ${told}: ${describeSystemError(error)}; nothing was changed`,
    );
  }
}

function taken(path: string): Problem {
  return new Problem('usage', `${path} exists already; nothing was changed`, OVERWRITES_NOTHING);
}

/** Removes the file that was made in vain, and says so. */
function removed(made: KeyFile, path: string): string {
  try {
    made.remove();
    return `the private key's file ${path} was removed again`;
  } catch (error) {
    return `the private key's file ${path} is of no use and could not be removed: ${describeSystemError(error)}`;
  }
}

function withRemark(error: unknown, remark: string): unknown {
  return error instanceof Problem
    ? new Problem(error.kind, `${error.message}; ${remark}`, error.hint)
    : error;
}
