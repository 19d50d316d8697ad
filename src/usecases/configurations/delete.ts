import type { Configuration } from '../../domain/configuration.ts';
import type { ChangeNeeds } from './change-needs.ts';
import { findConfigurations } from './find-configuration.ts';

/** Configurations that are to be deleted, all of them or none. */
export interface DeletePlan {
  /** The names as they were given. */
  readonly names: readonly string[];
  readonly configurations: readonly Configuration[];
}

/** Looks the configurations up; throws a Problem (exit 3) when one of the names is unknown. */
export function planDelete({ store }: Pick<ChangeNeeds, 'store'>, names: readonly string[]): DeletePlan {
  return { names, configurations: findConfigurations(store.configurations, names) };
}

/** Deletes what was planned; throws a Problem (exit 3) when one of the configurations is gone meanwhile. */
export async function commitDelete(
  { store }: Pick<ChangeNeeds, 'store'>,
  { names }: DeletePlan,
): Promise<void> {
  await store.change((draft) => {
    for (const { name } of findConfigurations(draft.configurations, names)) draft.remove(name);
  });
}
