import { isDeepStrictEqual } from 'node:util';
import { type Configuration, foldName } from '../../domain/configuration.ts';
import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import { type ConflictChoice, type ImportStep, planImport } from '../../domain/import-plan.ts';
import { Problem } from '../../problem.ts';
import type { Notice } from '../notice.ts';
import type { ConfigurationStore, StoreDraft } from '../ports.ts';
import { convertImportedKeys } from '../secrets/convert-imported-keys.ts';
import { encryptSecrets, isEncrypted, requireDataKey } from '../secrets/encrypt-fields.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';
import { refuseOtherEncryption } from './concurrent-changes.ts';

/** What an import would do to a store. */
export interface ImportPlan {
  /** What becomes of each configuration of the import. */
  readonly steps: readonly ImportStep[];
  /** What to say of keys that are converted. */
  readonly notices: readonly Notice[];
  /** The steps that change the store. */
  readonly written: readonly ImportStep[];
  /** Names that are taken, where no choice was made about them. A plan that has any cannot be committed. */
  readonly conflicts: readonly string[];
}

/** Plans to take configurations into a store, with keys in other forms converted; writes nothing. */
export function planImportInto(
  { configurations }: Pick<ConfigurationStore, 'configurations'>,
  incoming: readonly Configuration[],
  onConflict: ConflictChoice,
): ImportPlan {
  const converted = convertImportedKeys(incoming);
  const steps = planImport(configurations, converted.configurations, onConflict);
  return {
    steps,
    notices: converted.notices,
    written: steps.filter(({ action }) => ['added', 'replaced', 'renamed'].includes(action)),
    conflicts: steps.filter(({ action }) => action === 'conflict').map(({ name }) => name),
  };
}

/**
 * Makes the changes of a plan without conflicts: all of them or none, secrets encrypted where the store encrypts them.
 * Throws a Problem when the store changed since it was planned, or when its data key is not available.
 */
export async function commitImport(
  { store, secrets }: { readonly store: ConfigurationStore; readonly secrets: StoredSecrets },
  { written, conflicts }: ImportPlan,
): Promise<void> {
  if (conflicts.length > 0) throw new Error('a plan with conflicts was committed');
  const isEncrypting = isEncrypted(store) && written.some((step) => holdsLiteralSecret(step.configuration));
  const key = isEncrypting ? await requireDataKey(store, secrets) : undefined;
  await store.change((draft) => {
    refuseOtherEncryption(draft, store);
    const isAsPlanned = isDeepStrictEqual(namesakes(draft, written), namesakes(store, written));
    if (!isAsPlanned) throw changedMeanwhile(store);
    for (const { action, configuration } of written) {
      const encrypted = key ? { ...configuration, ...encryptSecrets(configuration, key) } : configuration;
      if (action === 'replaced') draft.replace(encrypted);
      else draft.add(encrypted);
    }
  });
}

/** The configurations that have a name which a step has, before or after it. */
function namesakes(
  { configurations }: Pick<StoreDraft, 'configurations'>,
  steps: readonly ImportStep[],
): Configuration[] {
  const names = new Set(steps.flatMap(({ name, configuration }) => [name, configuration.name].map(foldName)));
  return configurations.filter(({ name }) => names.has(foldName(name)));
}

function changedMeanwhile({ label }: ConfigurationStore): Problem {
  return new Problem(
    'store',
    `what was planned for ${label} is not possible any more: configurations of these names were changed by someone else meanwhile; nothing was written`,
    'run the command again',
  );
}
