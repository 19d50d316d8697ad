import { type SecretField, secretFields } from '../domain/configuration-secrets.ts';
import { fieldLabel } from '../domain/field-label.ts';
import { type EpochSeconds, isCalendarSecond, parseInstant } from '../domain/instant.ts';
import { isModificationField } from '../domain/store-change.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { ConfigurationView } from './configuration-view.ts';
import { fieldText, type ShownField } from './field-text.ts';
import { fromNow } from './from-now.ts';
import { labelledLines } from './labelled-lines.ts';
import { NOTHING } from './shown.ts';
import type { Style } from './style.ts';

/** The fields in the order of the settings page, and those beyond it. */
const formOrder: readonly ShownField[] = [
  'name',
  'enabled',
  'tokenName',
  'secretKey',
  'previousSecret',
  'expirationTime',
  'usernameField',
  'nameField',
  'emailField',
  'signatureAlgorithm',
  'userType',
  'initializationRoles',
  'initialPassword',
  'issuer',
  'audience',
  'clockTolerance',
  'createdAt',
  'lastModified',
  'lastModifiedBy',
  'creator',
];

/** Every field of a configuration with its label, one per line; on a terminal, times are also shown relative to `now`. */
export function renderForm(view: ConfigurationView, style: Style, now: EpochSeconds): string {
  // An initial password is rare, and the settings page has no field for it.
  const shown = formOrder.filter((field) => field !== 'initialPassword' || view.initialPassword);
  const rows = shown.map((field) => {
    const text = escapeUnprintable(
      fieldText(view, field) + (style.isTerminal ? agoText(view, field, now) : ''),
    );
    return { label: fieldLabel(field), text, paint: text === NOTHING ? style.dim : undefined };
  });
  return toText(labelledLines(rows, style));
}

/** ` (3 h ago)` after a time. */
function agoText(view: ConfigurationView, field: ShownField, now: EpochSeconds): string {
  const at = field === 'createdAt' || field === 'lastModified' ? parseInstant(view[field] ?? '') : undefined;
  return at !== undefined && isCalendarSecond(at) ? ` (${fromNow(at - now)})` : '';
}

/**
 * What differs between two states of a configuration, `Label  old → new` a line; empty when nothing
 * does. The time and author of the change are left out. Two secrets without a fingerprint look alike, so the
 * caller names the secrets that changed.
 */
export function renderChanges(
  before: ConfigurationView,
  after: ConfigurationView,
  style: Style,
  changedSecrets: readonly SecretField[] = [],
): string {
  const rows = formOrder.flatMap((field) => {
    const isSecret = secretFields.some((each) => each === field);
    const isChanged = changedSecrets.some((each) => each === field);
    if (isModificationField(field) || (isSecret && !isChanged)) return [];
    const [old, young] = [fieldText(before, field), fieldText(after, field)].map(escapeUnprintable);
    if (old === young && !isSecret) return [];
    const text = `${old} ${style.glyphs.arrow} ${young}${old === young ? ' (another one)' : ''}`;
    return [{ label: fieldLabel(field), text }];
  });
  return rows.length === 0 ? '' : toText(labelledLines(rows, style));
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
