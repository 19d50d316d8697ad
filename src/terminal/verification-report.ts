import { isCalendarSecond, toIsoSeconds } from '../domain/instant.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import { shellWord } from '../domain/shell-word.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { ReportedVerification } from '../domain/verification.ts';
import { findingLines } from './finding-text.ts';
import { labelledLines } from './labelled-lines.ts';
import { lifeInWords, lifeMoments } from './life-moments.ts';
import { severityCounts } from './severity-counts.ts';
import { NOTHING, shownClaim } from './shown.ts';
import { stageChecklist } from './stage-checklist.ts';
import type { Style } from './style.ts';
import { tokenLife } from './token-life.ts';
import { headedLines } from './wrap.ts';

/**
 * The report of `verify` for people: the verdict, the user, the stages, the token's life, then each
 * finding with its fix. Everything that came from outside is escaped here.
 */
export function renderVerification(verification: ReportedVerification, style: Style): string {
  const sections = [
    verdictLines(verification, style),
    verification.accepted && verification.user ? userLines(verification.user, style) : [],
    [style.bold('Checks'), ...stageChecklist(verification.stages, style)],
    [style.bold('Token life'), ...lifeLines(verification, style)],
    ...diagnosisSections(verification, style),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

/** The verdict in a clause, escaped. */
export function verdictClause({ accepted, configuration, user }: ReportedVerification, style: Style): string {
  const name = escapeUnprintable(configuration.name);
  if (!accepted) return `${name} does not let this token log in`;
  const who = user === null ? '' : ` as ${style.bold(shownClaim(user.username, style))}`;
  return configuration.enabled
    ? `this token logs in${who} under ${name}`
    : `this token would log in${who} under ${name}, once it is enabled`;
}

function verdictLines(verification: ReportedVerification, style: Style): string[] {
  const { accepted, configuration, evaluatedAt } = verification;
  const isRehearsal = accepted && !configuration.enabled;
  const verdict = accepted ? style.bold(style.good('ACCEPTED')) : style.bold(style.bad('REJECTED'));
  const moment = isCalendarSecond(evaluatedAt) ? toIsoSeconds(evaluatedAt) : 'a time outside the calendar';
  const remarks = [`evaluated at ${moment}`, ...signedWithRemarks(verification)];
  return [
    ...headedLines(`${verdict} `, verdictClause(verification, style), style.width),
    ...remarks.flatMap((remark) =>
      headedLines(' '.repeat('ACCEPTED '.length), remark, style.width).map(style.dim),
    ),
    ...(isRehearsal
      ? [`      ${style.accent(escapeUnprintable(`jwtadm enable ${shellWord(configuration.name)}`))}`]
      : []),
  ];
}

/** Which of two secrets signed the token; nothing where the configuration has only one, or neither did. */
function signedWithRemarks({
  signedWith,
  previousAcceptedUntil,
  evaluatedAt,
}: ReportedVerification): string[] {
  if (signedWith === null || previousAcceptedUntil === null) return [];
  if (signedWith === 'current') return ['signed with the current secret, not with the previous one'];
  const moment = toIsoSeconds(previousAcceptedUntil);
  const until = evaluatedAt < previousAcceptedUntil ? `accepted until ${moment}` : `refused since ${moment}`;
  return [`signed with the previous secret, ${until}`];
}

function userLines({ username, name, email, userType, roles }: MappedUser, style: Style): string[] {
  const row = (label: string, text: string | null, note = '') => {
    const isThere = text !== null && text !== '';
    return { label, text: isThere ? text + note : NOTHING, paint: isThere ? undefined : style.dim };
  };
  const claim = (text: string | null) => (text === null ? null : shownClaim(text, style));
  const onFirstLogin = ' (on first login)';
  return [
    style.bold('User'),
    ...labelledLines(
      [
        row('Username', claim(username)),
        row('Name', claim(name)),
        row('Email', claim(email)),
        row('User type', userType === null ? null : escapeUnprintable(userType), onFirstLogin),
        row('Roles', roles.map(escapeUnprintable).join(', '), onFirstLogin),
      ],
      style,
    ),
  ];
}

function lifeLines(verification: ReportedVerification, style: Style): string[] {
  const moments = lifeMoments(verification);
  const drawing = moments ? tokenLife(moments, style) : [];
  if (moments && drawing.length > 0) {
    const words = lifeInWords(moments, verification.accepted);
    return [...drawing, ...headedLines(' ', words, style.width)];
  }
  const reason =
    verification.token.claims === null
      ? 'The times of the token cannot be read.'
      : 'The token has no usable time of issue or expiry.';
  return headedLines(' ', reason, style.width);
}

function diagnosisSections({ diagnosis }: ReportedVerification, style: Style): string[][] {
  if (diagnosis.length === 0) return [];
  const errors = diagnosis.filter(({ severity }) => severity === 'error');
  const warnings = diagnosis.filter(({ severity }) => severity === 'warning');
  const [first = [], ...rest] = [...errors, ...warnings].map((finding) => findingLines(finding, style));
  return [[style.bold(`Diagnosis: ${severityCounts(diagnosis)}`), ...first], ...rest];
}
