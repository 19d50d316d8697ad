import type { Configuration } from './configuration.ts';
import type { Finding, FindingFacts } from './finding.ts';
import type { EpochSeconds } from './instant.ts';

/** A situation that was made for showing the code, and what is told of it. Its secret is public. */
export interface DiagnosisExample<F extends FindingFacts = Finding> {
  /** Which command tells it. */
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
