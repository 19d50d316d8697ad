import { formatDuration } from '../domain/duration.ts';
import { type EpochSeconds, isCalendarSecond } from '../domain/instant.ts';
import type { Verification } from '../domain/verification.ts';

/** The times of a token's life, as far as it has them; each can be shown as a date. */
export interface LifeMoments {
  readonly issued: EpochSeconds | undefined;
  readonly notBefore: EpochSeconds | undefined;
  readonly now: EpochSeconds;
  /** The time from which it is refused. */
  readonly expires: EpochSeconds | undefined;
  /** The token's own `exp`, where Expiration Time ends its life before. */
  readonly exp: EpochSeconds | undefined;
}

/** The times that a verification knows; undefined if the current time cannot be shown as a date. */
export function lifeMoments({
  evaluatedAt,
  token,
}: Pick<Verification, 'evaluatedAt' | 'token'>): LifeMoments | undefined {
  if (!isCalendarSecond(evaluatedAt)) return undefined;
  const exp = usable(token.expiresAt);
  const expires = usable(token.effectiveExpiry) ?? exp;
  return {
    issued: usable(token.issuedAt),
    notBefore: usable(token.notBefore),
    now: evaluatedAt,
    expires,
    exp: exp === expires ? undefined : exp,
  };
}

function usable(at: EpochSeconds | null): EpochSeconds | undefined {
  return at !== null && isCalendarSecond(at) ? at : undefined;
}

/** The life in words, seen from now: `Issued 2 h ago, expires in 22 h.` */
export function lifeInWords(moments: LifeMoments, isAccepted: boolean): string {
  const { issued, notBefore, now, expires, exp } = moments;
  const clauses: string[] = [];
  if (issued !== undefined) clauses.push(`issued ${fromNow(issued - now, 'in the future')}`);
  if (notBefore !== undefined && notBefore !== issued) clauses.push(notBeforeClause(notBefore - now));
  if (expires !== undefined) clauses.push(expiryClause(expires - now));
  if (exp !== undefined) {
    clauses.push(`its own exp ${exp > now ? 'is' : 'was'} ${fromNow(exp - now, 'ahead')}`);
  }
  if (isAccepted && !isWithin(moments)) clauses.push('which the clock tolerance allows');
  const text = clauses.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Whether now is where the times alone, without any clock tolerance, allow it. */
function isWithin({ issued, notBefore, now, expires }: LifeMoments): boolean {
  return (issued ?? now) <= now && (notBefore ?? now) <= now && (expires === undefined || now < expires);
}

function notBeforeClause(seconds: number): string {
  if (seconds > 0) return `not valid for another ${formatDuration(Math.ceil(seconds))}`;
  return `became valid ${fromNow(seconds, 'ahead')}`;
}

function expiryClause(seconds: number): string {
  return seconds > 0
    ? `expires in ${formatDuration(Math.ceil(seconds))}`
    : `expired ${fromNow(seconds, 'ahead')}`;
}

/** `2 h ago`, `just now`, or with a word for what is still to come `22 h ahead`. */
function fromNow(seconds: number, future: string): string {
  if (Math.abs(seconds) < 1) return 'just now';
  return `${formatDuration(seconds)} ${seconds < 0 ? 'ago' : future}`;
}
