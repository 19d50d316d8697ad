import type { Configuration } from '../../src/domain/configuration.ts';
import type { VerifyOptions } from '../support/verify.ts';

/** One situation and everything that must be said of it, no more and no less. */
export interface DiagnosisCase {
  /** The code that the case is about; healthy cases have none. */
  readonly about: string | 'healthy';
  /** Reads on from "a token …". */
  readonly title: string;
  readonly token: string;
  readonly changes?: Partial<Configuration>;
  readonly options?: VerifyOptions;
  /** All codes in the order in which they are told; `about` first where nothing is said. */
  readonly codes?: readonly string[];
  /** Whether the finding claims an exact cryptographic match. */
  readonly proved?: boolean;
  /** Whom it logs in all the same, where the case says so; absent in a case of a rejected token. */
  readonly logsInAs?: string;
}
