import type { Evidence, Known } from '../domain/evidence.ts';
import { type Finding, type Stage, stages } from '../domain/finding.ts';
import type { Mend } from '../domain/mend.ts';
import { catalogue } from './catalogue.ts';
import type { Check } from './check.ts';
import { toFinding } from './to-finding.ts';

/** A finding, and what would mend it, where that can be rehearsed. */
export interface MendableFinding {
  readonly finding: Finding;
  readonly mend: Mend | undefined;
}

/**
 * Everything that the catalogue has to say of the evidence: errors in the order in which they
 * block a login, then warnings.
 */
export function diagnose(evidence: Evidence): MendableFinding[] {
  const found: MendableFinding[] = [];
  for (const stage of stages) diagnoseStage(stage, evidence, found);
  const errors = found.filter(({ finding }) => finding.severity === 'error');
  return [...errors, ...found.filter(({ finding }) => finding.severity === 'warning')];
}

/** Adds what the checks of a stage have to say. */
function diagnoseStage<S extends Stage>(stage: S, evidence: Evidence, found: MendableFinding[]): void {
  const known = evidence[stage] as Known[S] | undefined;
  // A stage whose facts could not be gathered is skipped; an earlier finding says why.
  if (known === undefined) return;
  for (const check of catalogue[stage] as readonly Check<S>[]) {
    const symptom = check.detect(known);
    if (!symptom) continue;
    found.push({ finding: toFinding(check, symptom, evidence.config.configuration), mend: symptom.mend });
  }
}
