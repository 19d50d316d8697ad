import type { StageFacts } from '../domain/evidence.ts';
import type { CodeInfo, FindingEvidence, Severity, Stage } from '../domain/finding.ts';
import type { Fix, FixStep } from '../domain/fix.ts';
import type { DiagnosisCode } from './diagnosis-code.ts';

/** What is always true of a diagnosis code. */
export type CheckInfo<S extends Stage = Stage> = CodeInfo<DiagnosisCode, S>;

/** One code of the catalogue: its text, and how it is found. It may only reject or explain. */
export interface Check<S extends Stage = Stage> extends CheckInfo<S> {
  /** What is amiss, or undefined when nothing is. */
  detect(known: StageFacts[S]): Symptom | undefined;
}

/** What a check found in one case. Texts may quote claims; they are escaped where they are shown. */
export interface Symptom {
  /** The possible cause with the facts of this case. */
  readonly cause: string;
  /** What to do in this case, where the general solution can be said more exactly. */
  readonly solution?: string;
  readonly severity?: Severity;
  readonly evidence?: FindingEvidence;
  /** True for an exact cryptographic match. */
  readonly proved?: boolean;
  /** What would fix it, where that can be rehearsed; what to do follows from it. */
  readonly fix?: Fix;
  /** What to do, where that cannot be rehearsed. */
  readonly fixes?: readonly FixStep[];
  /** Commands that fix it, ready for a shell, where no step of `fixes` says the same. */
  readonly commands?: readonly string[];
  /** A sentence for the issuing system's developer, where the cause is on that side. */
  readonly forIssuer?: string;
}
