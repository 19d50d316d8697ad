import type { MisreadTime, StageFacts } from '../domain/evidence.ts';
import type { Check, CheckInfo, Symptom } from './check.ts';
import { claimsOf } from './time-fault.ts';

/** One of the misread times of a kind. */
export type MisreadOf<K extends MisreadTime['kind']> = Extract<MisreadTime, { readonly kind: K }>;

/** What to say of the times of a kind: how each reads, and what the issuer should write. */
interface MisreadTexts<K extends MisreadTime['kind']> {
  readonly kind: K;
  describe(time: MisreadOf<K>): string;
  forIssuer(names: string): string;
}

/**
 * A check for times that are no seconds since 1970. It is an error exactly where the number makes the
 * token fail; a token that the gate lets in gets a warning.
 */
export function misreadTimeCheck<K extends MisreadTime['kind']>(
  info: Pick<CheckInfo<'time'>, 'code' | 'cause' | 'solution'>,
  texts: MisreadTexts<K>,
): Check<'time'> {
  return {
    ...info,
    stage: 'time',
    severity: 'error',
    issue: 'Token is malformed',
    detect: (known) => misreadSymptom(known, texts),
  };
}

function misreadSymptom<K extends MisreadTime['kind']>(
  { misread, faults }: StageFacts['time'],
  { kind, describe, forIssuer }: MisreadTexts<K>,
): Symptom | undefined {
  if (misread.length === 0) return undefined;
  const found = misread.filter((time): time is MisreadOf<K> => time.kind === kind);
  if (found.length === 0) return undefined;
  const names = found.map(({ name }) => name);
  const isFailing = faults.some((fault) => claimsOf(fault).some((name) => names.includes(name)));
  return {
    severity: isFailing ? 'error' : 'warning',
    cause: `Not seconds since 1970: ${found.map((time) => `"${time.name}" ${describe(time)}`).join('; ')}.`,
    evidence: { claims: names, values: found.map(({ value }) => String(value)) },
    forIssuer: forIssuer(names.map((name) => `"${name}"`).join(', ')),
  };
}
