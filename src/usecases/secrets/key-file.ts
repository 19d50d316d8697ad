import { dirname } from 'node:path';
import { describeSystemError, systemCode } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';
import type { KeyFile, KeyFiles, Ports, StoreDraft } from '../ports.ts';

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
export function refuseTakenPath({ keyFiles }: Pick<Ports, 'keyFiles'>, path: string): void {
  // The path is not repeated: it may be a secret in the wrong place.
  const isTaken = (each: string) =>
    asUsageProblem(path, 'the file that was named', () => keyFiles.isTaken(each));
  if (isTaken(path)) throw taken(path);
  if (isTaken(dirname(path))) return;
  throw new Problem('usage', 'there is no folder of that name for the private key; nothing was changed');
}

/**
 * Changes the store and writes the private key that belongs to the change, if there is one: both are
 * done, or neither. The file is made first, since a store with the public key alone is useless, and is
 * removed again when the store does not take the change.
 */
export async function changeWithKey(
  { store, keyFiles }: Pick<Ports, 'store' | 'keyFiles'>,
  privateKey: NewPrivateKey | undefined,
  edit: (draft: StoreDraft) => void,
): Promise<void> {
  // Nothing is there yet where the store is to be made, so that no earlier check has refused it.
  if (privateKey?.path === store.address) throw inPlaceOfStore(store.label);
  const made = privateKey && makeKeyFile(keyFiles, privateKey);
  try {
    await store.change(edit);
  } catch (error) {
    if (!made) throw error;
    const remark = removed(made, privateKey.path);
    throw error instanceof Problem ? error.withRemark(remark) : error;
  }
}

function makeKeyFile(keyFiles: KeyFiles, { path, text }: NewPrivateKey): KeyFile {
  return asUsageProblem(path, path, () => keyFiles.make(path, text));
}

/** Runs `act`; an error of the system becomes a usage Problem, which calls the file `name`. */
function asUsageProblem<T>(path: string, name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw taken(path);
    throw new Problem(
      'usage',
      `the private key cannot be written to ${name}: ${describeSystemError(error)}; nothing was changed`,
    );
  }
}

function taken(path: string): Problem {
  return new Problem('usage', `${path} exists already; nothing was changed`, OVERWRITES_NOTHING);
}

function inPlaceOfStore(label: string): Problem {
  return new Problem(
    'usage',
    `the private key cannot be written to ${label}, which is to be the store; nothing was changed`,
    'give the private key another name',
  );
}

/** Removes the file of a change that failed, and says so. */
function removed(made: KeyFile, path: string): string {
  try {
    made.remove();
    return `the private key's file ${path} was removed again`;
  } catch (error) {
    return `the private key's file ${path} is not needed and could not be removed: ${describeSystemError(error)}`;
  }
}
