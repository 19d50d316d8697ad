import type { Configuration } from './configuration.ts';
import type { Finding, FindingFacts } from './finding.ts';
import type { EpochSeconds } from './instant.ts';

/** A made-up case that shows a diagnosis code, and the finding reported for it. Its secret is public. */
export interface DiagnosisExample<F extends FindingFacts = Finding> {
  /** The command that reports it. */
  readonly command: 'verify' | 'check';
  readonly configuration: Configuration;
  /** The names of the other configurations in its store. */
  readonly others: readonly string[];
  /** The permission bits of the store's file, where they matter. */
  readonly mode: number | undefined;
  /** The token, or what carries it; undefined where the code needs none. */
  readonly token: { readonly text: string; readonly evaluatedAt: EpochSeconds } | undefined;
  readonly finding: F;
}
