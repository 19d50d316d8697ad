import type { JsonObject } from '../domain/claim-path.ts';
import type { DecodedToken, TokenOddity } from '../domain/decoded-token.ts';
import type { JsonPart, TimeClaim, TokenShape } from '../domain/evidence.ts';
import { type EpochSeconds, isCalendarSecond, toIso, toIsoSeconds } from '../domain/instant.ts';
import { escapeJson } from '../domain/unprintable.ts';
import { unreachable } from '../domain/unreachable.ts';
import { fromNow } from './from-now.ts';
import { labelledLines } from './labelled-lines.ts';
import type { Style } from './style.ts';
import { headedLines } from './wrap.ts';

/** A token's content for people, with the warning on top that it proves nothing. */
export function renderDecodedToken(token: DecodedToken, now: EpochSeconds, style: Style): string {
  const warning = 'anyone can write these claims; `jwtadm verify NAME` checks the signature';
  const times = timeRows(token.times, now);
  const sections = [
    [
      ...headedLines(style.bold(style.warn('NOT VERIFIED ')), warning, style.width),
      ...token.oddities.flatMap((oddity) =>
        headedLines(style.warn(style.glyphs.warning), oddityText(oddity), style.width),
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

/** Why nothing of a text can be decoded, in a clause. */
export function undecodableText(shape: TokenShape): string {
  switch (shape.kind) {
    case 'empty':
      return shape.placeholder === undefined
        ? 'there is no token in this text'
        : 'this is a placeholder for a token';
    case 'too-large':
      return 'this is larger than 64 KiB, so it was not looked at';
    case 'opaque':
      return `this is no JWT${shape.looksLike === undefined ? '' : `; it looks like ${shape.looksLike}`}`;
    case 'compact':
    case 'encrypted':
    case 'too-few-segments':
    case 'too-many-segments':
      return 'this is no JWT: neither its first nor its second part is a JSON object in base64url';
    default:
      return unreachable(shape);
  }
}

function oddityText(oddity: TokenOddity): string {
  switch (oddity.kind) {
    case 'wrapped':
      return `There was something around the token: ${oddity.wrappings.join(', ')}.`;
    case 'encoded again':
      return `The whole token was encoded again: ${oddity.encodings.join(' of ')}.`;
    case 'inner blanks':
      return 'There were blanks or line breaks inside the token.';
    case 'percent-encoded':
      return 'The token was percent-encoded.';
    case 'encrypted':
      return 'The token is encrypted (JWE): its claims cannot be read.';
    case 'cut off':
      return 'The token is cut off: it has less than three parts.';
    case 'extra parts':
      return `The token has ${oddity.count} parts instead of three.`;
    default:
      return unreachable(oddity);
  }
}

/** The document of `decode --json`; times are ISO 8601 UTC, or null if missing or unusable. */
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
