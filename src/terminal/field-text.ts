import type { FieldName } from '../domain/configuration.ts';
import { formatDuration } from '../domain/duration.ts';
import { isCalendarSecond, parseInstant, toLocalText } from '../domain/instant.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { ConfigurationView, PreviousSecretView } from './configuration-view.ts';
import { placeText, secretText } from './secret-text.ts';
import { NOTHING } from './shown.ts';

/** The fields that people are shown. */
export type ShownField = Exclude<FieldName, 'datafor'>;

/** The value of a field as the settings page shows it; `-` for an absent one. Not yet escaped. */
export function fieldText(view: ConfigurationView, field: ShownField): string {
  switch (field) {
    case 'enabled':
      return view.enabled ? 'Yes' : 'No';
    case 'secretKey':
      return secretText(view.secretKey);
    case 'previousSecret':
      return previousText(view.previousSecret);
    case 'initialPassword':
      return view.initialPassword === undefined ? NOTHING : placeText(view.initialPassword);
    case 'expirationTime':
    case 'clockTolerance':
      return secondsText(view[field]);
    case 'initializationRoles':
    case 'audience':
      return listText(view[field]);
    case 'createdAt':
    case 'lastModified':
      return momentText(view[field]);
    case 'name':
    case 'tokenName':
    case 'usernameField':
    case 'nameField':
    case 'emailField':
    case 'signatureAlgorithm':
    case 'userType':
    case 'issuer':
    case 'lastModifiedBy':
    case 'creator':
      return view[field] ?? NOTHING;
    default:
      return unreachable(field);
  }
}

/** A stored time (ISO 8601) in the machine's time zone, as the settings page shows it; `-` without one. */
export function momentText(iso: string | undefined): string {
  const at = iso === undefined ? undefined : parseInstant(iso);
  return at !== undefined && isCalendarSecond(at) ? toLocalText(at) : NOTHING;
}

function previousText(previous: PreviousSecretView | undefined): string {
  if (!previous) return NOTHING;
  return `${secretText(previous)}; accepted until ${momentText(previous.acceptedUntil)}`;
}

function secondsText(seconds: number | undefined): string {
  if (seconds === undefined) return NOTHING;
  const exact = seconds === 1 ? '1 second' : `${seconds} seconds`;
  return seconds < 60 ? exact : `${exact} (${formatDuration(seconds)})`;
}

/** If a role contains a comma, every role is quoted. */
function listText(items: readonly string[] | undefined): string {
  if (items === undefined || items.length === 0) return NOTHING;
  const hasComma = items.some((item) => item.includes(','));
  return items.map((item) => (hasComma ? `"${item}"` : item)).join(', ');
}
