import type { TimeClaim, TimeClaimName, TimeEvidence } from '../domain/evidence.ts';

const names: readonly TimeClaimName[] = ['iat', 'nbf', 'exp'];

/** One of a token's times with its name. */
export interface NamedTime<S extends TimeClaim['state']> {
  readonly name: TimeClaimName;
  readonly claim: Extract<TimeClaim, { readonly state: S }>;
}

/** The times that are in that state: none in most tokens. */
export function timesInState<S extends TimeClaim['state']>(
  times: TimeEvidence['times'],
  state: S,
): NamedTime<S>[] {
  const found: NamedTime<S>[] = [];
  for (const name of names) {
    const claim = times[name];
    if (claim.state === state) found.push({ name, claim: claim as NamedTime<S>['claim'] });
  }
  return found;
}
