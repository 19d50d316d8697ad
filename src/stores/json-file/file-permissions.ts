import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import { shellWord } from '../../domain/shell-word.ts';
import type { StoreFile } from '../../domain/store-file.ts';
import { Problem } from '../../problem.ts';

/** The permission bits of a new store: read and written by its owner only. */
export const NEW_STORE_MODE = 0o600;

/** The permission bits of group and others, any of which opens a store. */
const OPEN_BITS = 0o077;

/** The permission bit by which everybody may write. */
const WRITABLE_BY_OTHERS = 0o002;

/** Whether the store itself holds a secret that is not encrypted, rather than references and public keys only. */
export function holdsSecret(store: StoreFile): boolean {
  return store.configurations.some(holdsLiteralSecret);
}

/**
 * Throws a Problem with the command that fixes it when a store with secrets is open to others, or when
 * everybody may write it.
 */
export function refuseOpenStore(path: string, mode: number, store: StoreFile): void {
  if ((mode & OPEN_BITS) !== 0 && holdsSecret(store)) {
    throw new Problem(
      'store',
      `${path} holds a secret and is open to others (mode ${octal(mode)}); nothing was changed`,
      closing(path),
    );
  }
  if ((mode & WRITABLE_BY_OTHERS) === 0) return;
  throw new Problem(
    'store',
    `${path} can be written by everybody (mode ${octal(mode)}); nothing was changed`,
    `chmod o-w ${shellWord(path)}\nmends it, once you have looked at what it holds; --allow-insecure-permissions takes it as it is`,
  );
}

/** The same before a secret is written to a store that held none until now. */
export function refuseSecretInOpenStore(path: string, mode: number, store: StoreFile): void {
  if ((mode & OPEN_BITS) === 0 || !holdsSecret(store)) return;
  throw new Problem(
    'store',
    `a secret would be written to ${path}, which is open to others (mode ${octal(mode)}); nothing was changed`,
    `${closing(path)}\nor keep the secret elsewhere with --secret-ref env:VAR or file:PATH`,
  );
}

/** Refuses a store that was found, not named, and is neither this user's (`userId`) nor root's: it may be a trap. */
export function refuseForeignStore(path: string, ownerId: number, userId: number): void {
  if (ownerId === userId || ownerId === 0) return;
  throw new Problem(
    'store',
    `${path} belongs to someone else (uid ${ownerId}), and it was not named; nothing was changed`,
    `to use this store, name it with --config ${shellWord(path)}`,
  );
}

/** Refuses a file of another user, who can change it at any time; root may use any user's file. */
export function refuseStrangeOwner(path: string, ownerId: number, userId: number | undefined): void {
  if (userId === undefined || [0, ownerId].includes(userId) || ownerId === 0) return;
  throw new Problem(
    'store',
    `${path} belongs to someone else (uid ${ownerId}), who can change it at any time; nothing was changed`,
    '--allow-insecure-permissions takes it as it is',
  );
}

function closing(path: string): string {
  return `chmod 600 ${shellWord(path)}\ncloses it; --allow-insecure-permissions takes it as it is`;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
