import type { Configuration } from '../../domain/configuration.ts';
import type { HistoryEntry } from '../../domain/history-entry.ts';
import { toIso } from '../../domain/instant.ts';
import { type ChangeRecord, compareConfigurations, unrecorded } from '../../domain/store-change.ts';
import type { Revisions, StoreState } from '../ports.ts';

/** A kept generation, its record, and what came after it. */
interface Step {
  readonly number: number;
  readonly record: ChangeRecord | undefined;
  readonly following: StoreState | undefined;
}

/**
 * The changes of a store, the newest first: the recorded ones, and unrecorded ones that show as differences
 * between the kept generations.
 */
export function historyEntries(history: Revisions): HistoryEntry[] {
  const { records, generations } = history;
  const recordOf = new Map(records.map((record) => [record.generation, record]));
  const recorded = records.map((record): HistoryEntry => {
    const { generation, at, by, command, changes } = record;
    const isLast = recordOf.get(generation) === record;
    const isRestorable = generation !== null && isLast && generations.includes(generation);
    return { generation, isRestorable, at, by, command, changes, fault: null };
  });
  const steps = generations.map((number, index): Step => {
    const next = generations[index + 1];
    const following = next === undefined ? history.current : history.stateOf(next);
    return { number, record: recordOf.get(number), following };
  });
  const seen = steps.flatMap((step) => unrecordedEntry(step, history) ?? []);
  return [...recorded, ...seen].sort(byMoment).reverse();
}

function byMoment(one: HistoryEntry, other: HistoryEntry): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}

/** What was changed after a generation although no record says so; undefined when all is recorded. */
function unrecordedEntry({ number, record, following }: Step, history: Revisions): HistoryEntry | undefined {
  if (!following || following.revision === record?.written) return undefined;
  const before = history.stateOf(number);
  const found = compareConfigurations(configurationsOf(before), configurationsOf(following));
  const changes = following.ok ? unrecorded(found, record?.changes ?? []) : [];
  return {
    // What a recorded change was followed by has no generation of its own.
    generation: record ? null : number,
    isRestorable: record === undefined,
    at: toIso(following.modifiedAt),
    by: null,
    command: null,
    changes,
    fault: following.ok ? null : following.reason,
  };
}

/** The configurations of a state; none where there is no store. */
function configurationsOf(state: StoreState | undefined): readonly Configuration[] {
  return state?.ok ? state.configurations : [];
}
