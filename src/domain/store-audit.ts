import type { Finding, FindingFacts } from './finding.ts';

/** What an audit of a store found. */
export interface StoreAudit<F extends FindingFacts = Finding> {
  /** Whether no error was found; warnings do not count. */
  readonly ok: boolean;
  /** The store's file, absolute. */
  readonly store: string;
  /** Those that were asked for, in the store's order, each with its findings: errors, then warnings. */
  readonly configurations: readonly { readonly name: string; readonly findings: readonly F[] }[];
  /** What concerns the store as a whole. */
  readonly findings: readonly F[];
}
