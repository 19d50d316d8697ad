import { escapeUnprintable } from '../domain/unprintable.ts';
import type { ConfigurationView } from './configuration-view.ts';

const columns = ['name', 'enabled', 'lastModified', 'creator'] as const;
const wideColumns = ['signatureAlgorithm', 'tokenName', 'usernameField', 'expirationTime'] as const;

/** The first line of the list as CSV (RFC 4180, but with a line feed): the store's keys. */
export function csvHeader(isWide: boolean): string {
  return row(columnsOf(isWide));
}

/** The lines that follow it: the values as JSON has them, empty for null. */
export function csvRows(views: readonly ConfigurationView[], isWide: boolean): string {
  const keys = columnsOf(isWide);
  return views.map((view) => row(keys.map((key) => cell(String(view[key] ?? ''))))).join('');
}

function columnsOf(isWide: boolean) {
  return isWide ? [...columns, ...wideColumns] : columns;
}

function row(cells: readonly string[]): string {
  return `${cells.join(',')}\n`;
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
