import type { Evidence, Known } from '../domain/evidence.ts';
import { type Finding, type Stage, stages } from '../domain/finding.ts';
import { keepLast } from '../domain/keep-last.ts';
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
  for (const stage of stages) {
    const known = evidence[stage];
    // A stage whose facts could not be gathered is skipped; an earlier finding says why.
    if (known === undefined) continue;
    for (const each of diagnoseStage[stage](known as never)) found.push(each);
  }
  if (found.length === 0) return found;
  const errors = found.filter(({ finding }) => finding.severity === 'error');
  return [...errors, ...found.filter(({ finding }) => finding.severity === 'warning')];
}

/** What the checks of each stage have to say of what is known of it. */
const diagnoseStage: { readonly [S in Stage]: (known: Known[S]) => readonly MendableFinding[] } = {
  config: asking('config'),
  token: asking('token'),
  header: asking('header'),
  key: asking('key'),
  signature: asking('signature'),
  time: asking('time'),
  claims: asking('claims'),
  mapping: asking('mapping'),
};

function asking<S extends Stage>(stage: S): (known: Known[S]) => readonly MendableFinding[] {
  const checks: readonly Check<S>[] = catalogue[stage];
  return keepLast((known) => {
    const found: MendableFinding[] = [];
    for (const check of checks) {
      const symptom = check.detect(known);
      if (!symptom) continue;
      found.push({ finding: toFinding(check, symptom, known.configuration), mend: symptom.mend });
    }
    return found;
  });
}
