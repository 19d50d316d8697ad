import type { Evidence, Known } from '../domain/evidence.ts';
import { type Finding, type Stage, stages } from '../domain/finding.ts';
import { catalogue } from './catalogue.ts';
import type { Check, Symptom } from './check.ts';

/**
 * Everything that the catalogue has to say of the evidence: errors in the order in which they
 * block a login, then warnings.
 */
export function diagnose(evidence: Evidence): Finding[] {
  const findings = stages.flatMap((stage) => diagnoseStage(stage, evidence));
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity === 'warning'),
  ];
}

function diagnoseStage<S extends Stage>(stage: S, evidence: Evidence): Finding[] {
  const known = evidence[stage] as Known[S] | undefined;
  // A stage whose facts could not be gathered is skipped; an earlier finding says why.
  if (known === undefined) return [];
  return catalogue[stage].flatMap((check: Check<S>) => {
    const symptom = check.detect(known);
    return symptom ? [toFinding(check, symptom)] : [];
  });
}

function toFinding<S extends Stage>(check: Check<S>, symptom: Symptom): Finding {
  return {
    code: check.code,
    severity: symptom.severity ?? check.severity,
    stage: check.stage,
    issue: check.issue,
    cause: symptom.cause,
    solution: symptom.solution ?? check.solution,
    proved: symptom.proved ?? false,
    evidence: symptom.evidence ?? {},
    commands: symptom.commands ?? [],
    forIssuer: symptom.forIssuer ?? null,
  };
}
