import type { Evidence, StageFacts } from '../domain/evidence.ts';
import { type Finding, type Stage, stages } from '../domain/finding.ts';
import type { Fix } from '../domain/fix.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import { catalogue } from './catalogue.ts';
import type { Check } from './check.ts';
import { toFinding } from './to-finding.ts';

/** A finding, and what would fix it, where that can be rehearsed. */
export interface FixableFinding {
  readonly finding: Finding;
  readonly fix: Fix | undefined;
}

/**
 * Everything that the catalogue has to say of the evidence: errors in the order in which they
 * block a login, then warnings.
 */
export function diagnose(evidence: Evidence): FixableFinding[] {
  const found: FixableFinding[] = [];
  for (const diagnoseStage of eachStage) for (const each of diagnoseStage(evidence)) found.push(each);
  if (found.length === 0) return found;
  const errors = found.filter(({ finding }) => finding.severity === 'error');
  return [...errors, ...found.filter(({ finding }) => finding.severity === 'warning')];
}

const eachStage = stages.map((stage) => asking(stage));

/** Asks the checks of a stage what they have to say of what is known of it. */
function asking<S extends Stage>(stage: S): (evidence: Evidence) => readonly FixableFinding[] {
  const checks: readonly Check<S>[] = catalogue[stage];
  const ask = memoizeLast((known: StageFacts[S]) => {
    const found: FixableFinding[] = [];
    for (const check of checks) {
      const symptom = check.detect(known);
      if (!symptom) continue;
      found.push({ finding: toFinding(check, symptom, known.configuration.name), fix: symptom.fix });
    }
    return found;
  });
  return (evidence) => {
    const known = evidence[stage] as StageFacts[S] | undefined;
    // A stage whose facts could not be gathered is skipped; an earlier finding says why.
    return known === undefined ? [] : ask(known);
  };
}
