import { escapeUnprintable } from '../domain/unprintable.ts';
import type { ConfigurationView } from './configuration-view.ts';

const columns = ['name', 'enabled', 'lastModified', 'creator'] as const;
const wideColumns = ['signatureAlgorithm', 'tokenName', 'usernameField', 'expirationTime'] as const;

/**
 * The list as CSV (RFC 4180, but with line feeds): a header of the store's keys, then their values
 * as JSON has them, empty where there is none.
 */
export function configurationCsv(views: readonly ConfigurationView[], isWide: boolean): string {
  const keys = isWide ? [...columns, ...wideColumns] : columns;
  const rows = views.map((view) => keys.map((key) => cell(String(view[key] ?? ''))));
  return [keys, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

function cell(text: string): string {
  const safe = unexecutable(escapeUnprintable(text));
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Spreadsheets execute a cell that begins like a formula, so it gets an apostrophe. Letters, digits,
 * `.`, `_`, `-` and blanks alone are a plain name, which calls nothing: `-x` stays `-x`.
 */
function unexecutable(text: string): string {
  const isFormula = /^[=+\-@＝＋－＠]/u.test(text) && !/^[\p{L}\p{M}\p{N}._ -]*$/u.test(text);
  return isFormula ? `'${text}` : text;
}
