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
  const { field, value, textClaim } = candidate;
  const shown = showText(field);
  const present = Object.keys(claims).slice(0, MAX_LISTED);
  const has = `The token has ${present.map(showText).join(', ')}.`;
  if (textClaim !== undefined) return inTextSymptom({ usernameField, field, textClaim, has });
  const isUsable = typeof value === 'string' && fieldFault('usernameField', field) === undefined;
  return {
    cause: `${tell(usernameField, shown)} (${typeOfClaim(value)}). ${has}`,
    solution: `Set Username Field to ${shown}, or have the issuing system send ${usernameField}.`,
    evidence: { usernameField, candidate: field, present },
    ...(isUsable && { fix: { fields: { usernameField: field } } }),
    forIssuer: `Please put the login name into the claim "${usernameField}"; it is in "${shown}".`,
  };
}

/** What to say of a login name inside a claim that is JSON text: only the issuing system can fix that. */
function inTextSymptom(names: {
  readonly usernameField: string;
  readonly field: string;
  readonly textClaim: string;
  readonly has: string;
}): Symptom {
  const { usernameField, field, textClaim, has } = names;
  const holder = showText(textClaim);
  return {
    cause: `The login name is ${showText(field)}, inside the claim ${holder}, which is JSON text. No field can look into a text. ${has}`,
    solution: `The issuing system must send ${holder} as an object, not as text, or send ${usernameField} as a claim of its own.`,
    evidence: { usernameField, candidate: field, textClaim },
    forIssuer: `Please send "${holder}" as a JSON object, not as text that holds JSON; the login name is in it.`,
  };
}
