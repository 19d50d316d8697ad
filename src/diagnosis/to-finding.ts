import type { CodeInfo, Finding } from '../domain/finding.ts';
import { type FixStep, stepsOf } from '../domain/fix.ts';
import type { Symptom } from './check.ts';

/**
 * A symptom with what its code always says; `configurationName` is undefined where it concerns the whole store.
 */
export function toFinding(info: CodeInfo, symptom: Symptom, configurationName: string | undefined): Finding {
  return {
    code: info.code,
    severity: symptom.severity ?? info.severity,
    stage: info.stage,
    issue: info.issue,
    cause: symptom.cause,
    solution: symptom.solution ?? info.solution,
    proved: symptom.proved ?? false,
    evidence: symptom.evidence ?? {},
    fixes: fixesOf(symptom, configurationName),
    forIssuer: symptom.forIssuer ?? null,
  };
}

function fixesOf(
  { fix, fixes, commands }: Symptom,
  configurationName: string | undefined,
): readonly FixStep[] {
  if (fixes) return fixes;
  if (commands) return commands.map((command) => ({ kind: 'command', command }));
  return fix && configurationName !== undefined ? stepsOf(fix, configurationName) : [];
}
