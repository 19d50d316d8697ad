import type { FixStep } from './fix.ts';

/** The stages of a login, in the order in which they block it. */
export const stages = ['config', 'token', 'header', 'key', 'signature', 'time', 'claims', 'mapping'] as const;

export type Stage = (typeof stages)[number];

export type StageResult = 'passed' | 'failed' | 'skipped';

export type Severity = 'error' | 'warning';

/** The rows by which administrators know their troubles; every diagnosis rolls up to one of them. */
export const issues = [
  'JWT authentication fails',
  'User cannot log in via JWT',
  'Token expires too quickly',
  'Unauthorized access',
  'Token is malformed',
  'Configuration is not usable',
] as const;

export type Issue = (typeof issues)[number];

/** Facts of a finding for machines; never a secret, nor a whole token. */
export type FindingEvidence = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** What is true of a code in every case: the text of `docs/diagnosis.md`. */
export interface CodeInfo<C extends string = string, S extends Stage = Stage> {
  readonly code: C;
  readonly stage: S;
  /** The usual severity; a case may say otherwise. */
  readonly severity: Severity;
  readonly issue: Issue;
  /** The possible cause in general. */
  readonly cause: string;
  /** What to do in general. */
  readonly solution: string;
}

/** One thing that is wrong, or worth a warning, as far as every form of it goes. */
export interface FindingFacts {
  /** A stable code of the catalogue, never reused. */
  readonly code: string;
  readonly severity: Severity;
  readonly stage: Stage;
  readonly issue: Issue;
  /** What is wrong, with the facts of this case. */
  readonly cause: string;
  /** What to do about it. */
  readonly solution: string;
  /** True for an exact cryptographic match, not a guess. */
  readonly proved: boolean;
  readonly evidence: FindingEvidence;
  /** A sentence for the developer of the issuing system, when the cause is on that side. */
  readonly forIssuer: string | null;
}

/** A finding with what to do about it, as data. */
export interface Finding extends FindingFacts {
  readonly fixes: readonly FixStep[];
}

/** A finding as a report shows it. */
export interface ReportedFinding extends FindingFacts {
  /** The commands that fix it, ready for a shell. */
  readonly commands: readonly string[];
}
