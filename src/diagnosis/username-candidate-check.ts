import { fieldFault } from '../domain/configuration.ts';
import type { StageFacts } from '../domain/evidence.ts';
import type { Check, CheckInfo, Symptom } from './check.ts';
import { showText, typeOfClaim } from './show-claim.ts';
import { type UsernameCandidate, usernameCandidate } from './username-candidate.ts';

/** How many claims a sentence lists. */
const MAX_LISTED = 12;

/** A check for one way in which Username Field misses the claim it means. */
export function usernameCandidateCheck(
  info: Omit<CheckInfo<'mapping'>, 'stage' | 'severity' | 'issue'>,
  kind: UsernameCandidate['kind'],
  tell: (field: string, candidate: string) => string,
): Check<'mapping'> {
  return {
    ...info,
    stage: 'mapping',
    severity: 'error',
    issue: 'User cannot log in via JWT',
    detect: (known) => candidateSymptom(known, kind, tell),
  };
}

function candidateSymptom(
  { username, claims, configuration }: StageFacts['mapping'],
  kind: UsernameCandidate['kind'],
  tell: (field: string, candidate: string) => string,
): Symptom | undefined {
  const { usernameField } = configuration;
  const candidate = username ? undefined : usernameCandidate(claims, configuration);
  if (candidate?.kind !== kind) return undefined;
  const { field, value } = candidate;
  const shown = showText(field);
  const present = Object.keys(claims).slice(0, MAX_LISTED);
  const isUsable = typeof value === 'string' && fieldFault('usernameField', field) === undefined;
  return {
    cause: `${tell(usernameField, shown)} (${typeOfClaim(value)}). The token has ${present.map(showText).join(', ')}.`,
    solution: `Set Username Field to ${shown}, or let the issuing system send ${usernameField}.`,
    evidence: { usernameField, candidate: field, present },
    ...(isUsable && { fix: { fields: { usernameField: field } } }),
    forIssuer: `Please put the login name into the claim "${usernameField}"; it is in "${shown}".`,
  };
}
