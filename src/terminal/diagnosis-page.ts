import type { PreviousSecret } from '../domain/configuration.ts';
import type { DiagnosisExample } from '../domain/diagnosis-example.ts';
import { formatDuration } from '../domain/duration.ts';
import type { CodeInfo, ReportedFinding } from '../domain/finding.ts';
import { parseInstant, toIso, toIsoSeconds } from '../domain/instant.ts';
import { type SecretKey, secretSource } from '../domain/secret-key.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { configurationDocument } from './configuration-json.ts';
import { configurationView, secretViewOf } from './configuration-view.ts';
import { findingLines } from './finding-text.ts';
import { labelledLines } from './labelled-lines.ts';
import { placeText } from './secret-text.ts';
import { shownClaim } from './shown.ts';
import type { Style } from './style.ts';

/** The page of a code for people: its text, then the example. */
export function renderDiagnosisPage(
  entry: CodeInfo,
  example: DiagnosisExample<ReportedFinding>,
  style: Style,
): string {
  const { code, stage, severity, issue, cause, solution } = entry;
  const sections = [
    [
      style.bold(code),
      ...labelledLines(
        [
          { label: 'Issue', text: issue },
          { label: 'Possible cause', text: cause },
          { label: 'Solution', text: solution },
          { label: 'Stage', text: `${stage}; ${severity}` },
        ],
        style,
      ),
    ],
    exampleLines(example, style),
    [style.bold(`What \`jwtadm ${example.command}\` reports`), ...findingLines(example.finding, style)],
  ];
  return sections.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

function exampleLines(
  { configuration, others, mode, token }: DiagnosisExample<ReportedFinding>,
  style: Style,
): string[] {
  const { name, enabled, signatureAlgorithm, tokenName, usernameField, expirationTime } = configuration;
  const { previousSecret } = configuration;
  const fields = [
    `${name}${enabled ? '' : ', not enabled'}`,
    `Signature Algorithm ${signatureAlgorithm}`,
    `Token Name ${tokenName}`,
    `Username Field ${usernameField}`,
    `Expiration Time ${formatDuration(expirationTime)}`,
  ];
  const rows = [
    { label: 'Configuration', text: fields.join(', ') },
    { label: 'Secret Key', text: exampleSecret(configuration.secretKey, style) },
    ...(previousSecret === undefined
      ? []
      : [{ label: 'Previous Secret', text: examplePrevious(previousSecret, style) }]),
    ...(others.length === 0 ? [] : [{ label: 'Other configurations', text: others.join(', ') }]),
    ...(mode === undefined ? [] : [{ label: 'Mode of the file', text: modeText(mode) }]),
    ...(token === undefined ? [] : [{ label: 'Evaluated at', text: toIsoSeconds(token.evaluatedAt) }]),
  ];
  return [
    style.bold('Example'),
    ...labelledLines(rows, style),
    // Never wrapped, so that it can be copied.
    ...(token === undefined ? [] : [style.dim('  Token'), `  ${shownClaim(token.text, style)}`]),
  ];
}

function modeText(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** The secret of an example, which is public; of a PEM text only the first line. */
function exampleSecret(secretKey: SecretKey, { glyphs }: Style): string {
  const source = secretSource(secretKey);
  if (source.kind !== 'literal') return placeText(secretViewOf(secretKey));
  if (source.text === '') return '(empty)';
  const [first = '', ...rest] = source.text.split('\n');
  if (rest.length > 0) return `${first} ${glyphs.ellipsis}`;
  return escapeUnprintable(source.encoding === 'utf8' ? first : `${first} (read as ${source.encoding})`);
}

function examplePrevious({ secretKey, acceptedUntil }: PreviousSecret, style: Style): string {
  return `${exampleSecret(secretKey, style)}; accepted until ${toIsoSeconds(parseInstant(acceptedUntil) ?? 0)}`;
}

/** The page of a code for `--json`: its entry in the list of all codes, and the example. */
export function diagnosisPageDocument(entry: CodeInfo, example: DiagnosisExample<ReportedFinding>): object {
  const { configuration, token, finding } = example;
  return {
    ...diagnosisEntryDocument(entry),
    example: {
      configuration: configurationDocument(configurationView(configuration)),
      token: token?.text ?? null,
      evaluatedAt: token === undefined ? null : toIso(token.evaluatedAt),
      finding,
    },
  };
}

/** A code for `--json`. */
export function diagnosisEntryDocument(entry: CodeInfo): object {
  const { code, stage, severity, issue, cause, solution } = entry;
  return { code, stage, severity, issue, cause, solution };
}
