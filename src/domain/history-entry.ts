import type { ConfigurationChange } from './store-change.ts';

/** One change of a store as `history` shows it. */
export interface HistoryEntry {
  /** The generation that holds the store as it was before the change; null where none does. */
  readonly generation: number | null;
  /** Whether that generation is still kept. */
  readonly isRestorable: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null when unknown: the file was written without jwtadm. */
  readonly by: string | null;
  readonly command: string | null;
  readonly changes: readonly ConfigurationChange[];
  /** Why the file that was written is no store; null where it is one. */
  readonly fault: string | null;
}
