import type { Configuration } from '../domain/configuration.ts';
import type { Finding, Issue, Severity, Stage } from '../domain/finding.ts';
import type { Symptom } from './check.ts';
import { commandsOf } from './fix-command.ts';

/** What a code says of itself, whatever the case. */
export interface StaticInfo {
  readonly code: string;
  readonly stage: Stage;
  readonly severity: Severity;
  readonly issue: Issue;
  readonly cause: string;
  readonly solution: string;
}

/**
 * A symptom with what its code always says, as it is reported; there is no configuration where it
 * concerns the whole store.
 */
export function toFinding(
  info: StaticInfo,
  symptom: Symptom,
  configuration: Configuration | undefined,
): Finding {
  const { fix } = symptom;

  return {
    code: info.code,
    severity: symptom.severity ?? info.severity,
    stage: info.stage,
    issue: info.issue,
    cause: symptom.cause,
    solution: symptom.solution ?? info.solution,
    proved: symptom.proved ?? false,
    evidence: symptom.evidence ?? {},
    commands: symptom.commands ?? (fix && configuration ? commandsOf(fix, configuration) : []),
    forIssuer: symptom.forIssuer ?? null,
  };
}
