import type { JsonObject } from '../domain/claim-path.ts';
import type { Carrier, JsonPart, TimeClaim, TimeClaimName } from '../domain/evidence.ts';
import { type EpochSeconds, isCalendarSecond, toIso, toIsoSeconds } from '../domain/instant.ts';
import { escapeJson } from '../domain/unprintable.ts';
import { unreachable } from '../domain/unreachable.ts';
import { fromNow } from './from-now.ts';
import { labelledLines } from './labelled-lines.ts';
import type { Style } from './style.ts';
import { headedLines } from './wrap.ts';

/** What can be read in a token that was not verified. */
export interface DecodedToken {
  readonly carrier: Carrier | undefined;
  /** The carrier's field it was in; undefined where that needs no name. */
  readonly field: string | undefined;
  /** Undefined where the token has no such segment. */
  readonly header: JsonPart | undefined;
  readonly payload: JsonPart | undefined;
  readonly times: Readonly<Record<TimeClaimName, TimeClaim>>;
  /** What is wrong with the form of the token, in sentences. */
  readonly oddities: readonly string[];
}

/** The content of a token for people, headed by the warning that it is not verified. */
export function renderDecodedToken(token: DecodedToken, now: EpochSeconds, style: Style): string {
  const warning = 'anyone can write these claims; `jwtadm verify NAME` checks the signature';
  const times = timeRows(token.times, now);
  const sections = [
    [
      ...headedLines(style.bold(style.warn('NOT VERIFIED ')), warning, style.width),
      ...token.oddities.flatMap((oddity) =>
        headedLines(style.warn(style.glyphs.warning), oddity, style.width),
      ),
    ],
    [style.bold('Header'), ...partLines(token.header)],
    [style.bold('Claims'), ...partLines(token.payload)],
    times.length === 0 ? [] : [style.bold('Times'), ...labelledLines(times, style)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

/** The document of `decode --json`; times are ISO 8601 UTC, null where there is no usable one. */
export function decodedTokenDocument({ header, payload, times }: DecodedToken): object {
  return {
    verified: false,
    header: objectOf(header),
    claims: objectOf(payload),
    issuedAt: momentOf(times.iat),
    notBefore: momentOf(times.nbf),
    expiresAt: momentOf(times.exp),
  };
}

function objectOf(part: JsonPart | undefined): JsonObject | null {
  return part?.ok ? part.value : null;
}

function momentOf(claim: TimeClaim): string | null {
  return claim.state === 'usable' && isCalendarSecond(claim.at) ? toIso(claim.at) : null;
}

function partLines(part: JsonPart | undefined): string[] {
  if (!part) return ['  (missing)'];
  if (!part.ok) return [`  (cannot be read: ${part.fault})`];
  const lines = escapeJson(JSON.stringify(part.value, null, 2)).split('\n');
  return lines.map((line) => `  ${line}`);
}

function timeRows(times: DecodedToken['times'], now: EpochSeconds): { label: string; text: string }[] {
  const rows = [
    { label: 'Issued at (iat)', text: timeText(times.iat, now) },
    { label: 'Not before (nbf)', text: timeText(times.nbf, now) },
    { label: 'Expires at (exp)', text: timeText(times.exp, now) },
  ];
  return rows.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text }]));
}

function timeText(claim: TimeClaim, now: EpochSeconds): string | undefined {
  switch (claim.state) {
    case 'absent':
      return undefined;
    case 'usable':
      return `${toIsoSeconds(claim.at)}, ${fromNow(claim.at - now)}`;
    case 'milliseconds':
      return `in milliseconds, not seconds: ${toIsoSeconds(claim.at)}, ${fromNow(claim.at - now)}`;
    case 'not-a-number':
      return `not a number of seconds: ${claim.found}`;
    default:
      return unreachable(claim);
  }
}
