import { type ConfigurationChange, compareConfigurations } from '../../domain/store-change.ts';
import { Problem } from '../../problem.ts';
import type { Ports, StoreState } from '../ports.ts';

/** A generation that is to replace what the store holds. Nothing is written yet. */
export interface RestorePlan {
  readonly generation: number;
  /** What that changes. */
  readonly changes: readonly ConfigurationChange[];
  /** What the store holds now; undefined where it is missing. */
  readonly current: StoreState | undefined;
}

/** Plans to restore a generation; throws a Problem when it is not kept, or is not a valid store. */
export async function planRestore({ store }: Pick<Ports, 'store'>, generation: number): Promise<RestorePlan> {
  const { current, stateOf } = await store.revisions();
  const state = stateOf(generation);
  if (!state.ok) {
    throw new Problem('store', `generation ${generation} cannot be restored: ${state.reason}`);
  }
  const before = current?.ok ? current.configurations : [];
  return { generation, changes: compareConfigurations(before, state.configurations), current };
}

/** Restores what was planned; throws a Problem when the store has changed since. */
export async function commitRestore(
  { store }: Pick<Ports, 'store'>,
  { generation, current }: RestorePlan,
): Promise<void> {
  await store.restore(generation, current?.revision);
}
