import { formatDuration } from './duration.ts';
import type { FindingFacts } from './finding.ts';
import type { Verification } from './verification.ts';

/** What a script expects of a verification: that the token is accepted, and more of it, or rejected for a reason. */
export interface Expectation {
  /** The login name, exactly. */
  readonly user?: string | undefined;
  /** Roles that a first login gives, among others. */
  readonly roles?: readonly string[] | undefined;
  /** For so many seconds at least the token is accepted still. */
  readonly minRemaining?: number | undefined;
  /** The diagnosis code of an error for which the token is rejected; cannot be combined with other expectations. */
  readonly code?: string | undefined;
}

/** What differs from what was expected: two phrases for people, not yet escaped. */
export interface Difference {
  readonly what: 'verdict' | keyof Expectation;
  readonly expected: string;
  readonly found: string;
}

/** What was expected, and all that differs from it. */
export interface Comparison {
  readonly expectation: Expectation;
  readonly differences: readonly Difference[];
}

/** All that differs from what is expected; nothing where it is met. */
export function differencesFrom(
  verification: Verification<FindingFacts>,
  expectation: Expectation,
): Difference[] {
  const { code } = expectation;
  if (code !== undefined) return rejectionDifferences(verification, code);
  if (!verification.user) {
    return [{ what: 'verdict', expected: 'accepted', found: `rejected for ${errorsOf(verification)}` }];
  }
  return [
    ...userDifferences(verification.user.username, expectation),
    ...roleDifferences(verification.user.roles, expectation),
    ...remainingDifferences(verification, expectation),
  ];
}

function rejectionDifferences(verification: Verification<FindingFacts>, code: string): Difference[] {
  const expected = `rejected for ${code}`;
  if (verification.accepted) return [{ what: 'verdict', expected, found: 'accepted' }];
  const isFound = verification.diagnosis.some((each) => each.severity === 'error' && each.code === code);
  return isFound ? [] : [{ what: 'code', expected, found: `rejected for ${errorsOf(verification)}` }];
}

function errorsOf({ diagnosis }: Verification<FindingFacts>): string {
  const errors = diagnosis.filter(({ severity }) => severity === 'error');
  return errors.map(({ code }) => code).join(', ');
}

function userDifferences(found: string, { user }: Expectation): Difference[] {
  return user === undefined || user === found ? [] : [{ what: 'user', expected: user, found }];
}

function roleDifferences(found: readonly string[], { roles = [] }: Expectation): Difference[] {
  const told = found.length === 0 ? 'no roles' : found.join(', ');
  return roles
    .filter((role) => !found.includes(role))
    .map((role) => ({ what: 'roles', expected: role, found: told }));
}

function remainingDifferences(
  verification: Verification<FindingFacts>,
  { minRemaining }: Expectation,
): Difference[] {
  if (minRemaining === undefined) return [];
  const remaining = remainingSeconds(verification);
  if (remaining >= minRemaining) return [];
  const expected = `${formatDuration(minRemaining)} at least`;
  return [{ what: 'minRemaining', expected, found: formatDuration(remaining) }];
}

/** For how long a token is accepted still: no longer than the previous secret, where that signed it. */
function remainingSeconds(verification: Verification<FindingFacts>): number {
  const { evaluatedAt, signedWith, previousAcceptedUntil, token } = verification;
  const ends = [token.effectiveExpiry, signedWith === 'previous' ? previousAcceptedUntil : null];
  return Math.min(...ends.map((end) => (end === null ? Number.POSITIVE_INFINITY : end - evaluatedAt)));
}
