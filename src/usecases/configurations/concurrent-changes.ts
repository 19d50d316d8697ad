import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../../domain/configuration.ts';
import { Problem } from '../../problem.ts';
import type { ConfigurationStore, StoreDraft } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { findByName } from './find-configuration.ts';

// A change is planned on the store as it was read, and applied to the store as it is by then. Each of these rules
// is checked inside the change, while no other process can write. A name is also checked before any prompt.

/** Throws a usage Problem when a new configuration has the name of another. */
export function refuseDuplicateName(configurations: readonly Configuration[], name: string): void {
  const duplicate = findByName(configurations, name);
  if (duplicate) throw nameTaken(duplicate, 'name-taken-on-create');
}

/** Throws a usage Problem when a configuration is renamed to the name of another. */
export function refuseTakenName(
  configurations: readonly Configuration[],
  before: Configuration,
  name: string,
): void {
  const duplicate = findByName(configurations, name);
  if (duplicate && duplicate.name !== before.name) throw nameTaken(duplicate, 'name-taken-on-rename');
}

function nameTaken({ name }: Configuration, kind: 'name-taken-on-create' | 'name-taken-on-rename'): Refusal {
  return new Refusal('usage', `there is a configuration ${name} already; nothing was changed`, {
    kind,
    name,
  });
}

/** Throws a Problem when the configuration is no longer what it was when it was read. */
export function refuseConflict(draft: StoreDraft, before: Configuration): void {
  const { name } = before;
  if (isDeepStrictEqual(findByName(draft.configurations, name), before)) return;
  throw new Refusal('store', `${name} was changed by someone else meanwhile; nothing was written`, {
    kind: 'changed-meanwhile',
    name,
  });
}

/** Throws a Problem when the encryption of the store is no longer what it was when the store was opened. */
export function refuseOtherEncryption(draft: StoreDraft, { label, encryption }: ConfigurationStore): void {
  if (isDeepStrictEqual(draft.encryption, encryption)) return;
  throw new Problem(
    'store',
    `the encryption of ${label} was changed by someone else meanwhile; nothing was written`,
    'run the command again',
  );
}
