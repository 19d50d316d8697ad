import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import { Problem } from '../../problem.ts';
import type { Ports, Revisions } from '../ports.ts';
import type { EncryptionNotice } from './encryption-plan.ts';

/** What the deletion needs. */
type BackupNeeds = Pick<Ports, 'store'>;

/** Deletes the kept generations of a store whose secrets were just encrypted, if one has a secret in plain text. */
export function deletePlainBackups(needs: BackupNeeds): Promise<readonly EncryptionNotice[]> {
  return deleteBackups(needs, holdsPlainText);
}

/** Deletes the kept generations of a store that just got a new key: the old key still opens them. */
export function deleteOldBackups(needs: BackupNeeds): Promise<readonly EncryptionNotice[]> {
  return deleteBackups(needs, ({ generations }) => generations.length > 0);
}

/** A failure is a notice: the store itself is written. */
async function deleteBackups(
  { store }: BackupNeeds,
  isNeeded: (revisions: Revisions) => boolean,
): Promise<readonly EncryptionNotice[]> {
  try {
    const revisions = await store.revisions();
    if (!isNeeded(revisions)) return [];
    await revisions.forget();
    return [{ kind: 'backups-deleted' }];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [{ kind: 'backups-not-deleted', place: store.file?.generationFiles ?? store.label }];
  }
}

function holdsPlainText({ generations, stateOf }: Revisions): boolean {
  return generations.some((generation) => {
    const state = stateOf(generation);
    // What cannot be read may hold anything.
    return !state.ok || state.configurations.some(holdsLiteralSecret);
  });
}
