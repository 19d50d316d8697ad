import type { WrongType } from '../domain/evidence.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Symptom } from './check.ts';
import { showText, typeOfClaim } from './show-claim.ts';

/** How many members a sentence lists. */
const MAX_LISTED = 5;

/** What to say of members whose values other servers refuse; `noun` names one of them. */
export function describeWrongTypes(noun: string, wrongTypes: readonly WrongType[]): Symptom {
  const listed = wrongTypes.slice(0, MAX_LISTED);
  const rest = wrongTypes.length - listed.length;
  const faults = listed.map(describe).join('; ');
  return {
    cause: `Other servers refuse this token: the ${noun} ${faults}${rest > 0 ? `; and ${rest} more` : ''}.`,
    evidence: { members: listed.map(({ name }) => name) },
    forIssuer: `Other servers refuse your token: the ${noun} ${faults}.`,
  };
}

function describe({ name, kind, value }: WrongType): string {
  const shown = `"${showText(name)}"`;
  switch (kind) {
    case 'not text':
      return `${shown} is ${typeOfClaim(value)}, not text`;
    case 'not text or a list of texts':
      return Array.isArray(value)
        ? `${shown} has a member that is no text`
        : `${shown} is ${typeOfClaim(value)}, not text or a list of texts`;
    case 'half a surrogate pair':
      return `${shown} holds half of a surrogate pair, which is no character`;
    case 'a number out of range':
      return `${shown} holds a number that is too large to be read`;
    default:
      return unreachable(kind);
  }
}
