import type { Configuration } from '../../domain/configuration.ts';
import { modificationStamp } from '../../domain/store-change.ts';
import type { Notice } from '../notice.ts';
import { reviewUsableSecret } from '../secrets/review-stored-secret.ts';
import type { ChangeNeeds } from './change-needs.ts';
import { findConfigurations } from './find-configuration.ts';

/** The configurations that are to be enabled or disabled, all of them or none. */
export interface SetEnabledRequest {
  readonly names: readonly string[];
  readonly enabled: boolean;
}

/** What enabling or disabling would change, and what is so already. */
export interface SetEnabledPlan extends SetEnabledRequest {
  /** All configurations that were named, as they will be. */
  readonly after: readonly Configuration[];
  /** The names of those that change. */
  readonly changed: readonly string[];
  /** The names of those that stay as they are. */
  readonly unchanged: readonly string[];
}

/** Works out what enabling or disabling would change; throws a Problem (exit 3) when one of the names is unknown. */
export function planSetEnabled(
  { store, author }: Pick<ChangeNeeds, 'store' | 'author'>,
  request: SetEnabledRequest,
): SetEnabledPlan {
  const { names, enabled } = request;
  const before = findConfigurations(store.configurations, names);
  const isChanged = (each: Configuration) => each.enabled !== enabled;
  return {
    ...request,
    after: before.map((each) =>
      isChanged(each) ? { ...each, enabled, ...modificationStamp(author) } : each,
    ),
    changed: before.filter(isChanged).map(({ name }) => name),
    unchanged: before.filter((each) => !isChanged(each)).map(({ name }) => name),
  };
}

/** Makes the planned change, if there is one; throws a Problem (exit 3) when a configuration is gone meanwhile. */
export async function commitSetEnabled(
  { store }: Pick<ChangeNeeds, 'store'>,
  { names, enabled, changed }: SetEnabledPlan,
): Promise<void> {
  if (changed.length === 0) return;
  await store.change((draft) => {
    for (const each of findConfigurations(draft.configurations, names)) {
      if (each.enabled !== enabled) draft.patch(each.name, { enabled });
    }
  });
}

/** What to say of configurations that are enabled now although no token can log in under them. */
export async function reviewEnabled(
  { secrets }: Pick<ChangeNeeds, 'secrets'>,
  { after, enabled }: SetEnabledPlan,
): Promise<Notice[]> {
  if (!enabled) return [];
  await secrets.unlockFor(after, 'without asking');
  return after.flatMap((each) => reviewUsableSecret(secrets, each));
}
