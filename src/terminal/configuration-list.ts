import { escapeUnprintable } from '../domain/unprintable.ts';
import { unreachable } from '../domain/unreachable.ts';
import { columnWidths, naturalWidths, type Table } from './column-widths.ts';
import { csvHeader, csvRows } from './configuration-csv.ts';
import { configurationDocument } from './configuration-json.ts';
import type { ConfigurationView } from './configuration-view.ts';
import { fieldText, momentText } from './field-text.ts';
import { jsonDocument } from './json.ts';
import { NOTHING } from './shown.ts';
import type { Style } from './style.ts';
import { borderedTable, plainTable } from './table.ts';

/** How a list is written; `isWide` adds columns to table and csv, json and yaml have every field. */
export interface ListForm {
  readonly format: 'table' | 'json' | 'csv' | 'yaml';
  readonly isWide: boolean;
  readonly style: Style;
}

/** cli-table3 takes time that grows with the square of the rows; beyond this there are no borders. */
const MOST_BORDERED_ROWS = 200;

/** The number of configurations written at once, so that the first lines of a long list appear early. */
const PIECE_ROWS = 1000;

/**
 * The list of configurations, in chunks. On a terminal the table has borders; elsewhere it is a line of
 * tab-separated cells for each configuration, without a heading.
 */
export async function* renderList(
  views: readonly ConfigurationView[],
  form: ListForm,
): AsyncGenerator<string> {
  switch (form.format) {
    case 'table':
      if (form.style.isTerminal) yield terminalTable(views, form);
      else for (const slice of slicesOf(views)) yield tabSeparated(slice, form);
      return;
    case 'json':
      yield* jsonArray(views);
      return;
    case 'csv':
      yield csvHeader(form.isWide);
      for (const slice of slicesOf(views)) yield csvRows(slice, form.isWide);
      return;
    case 'yaml': {
      const { yamlDocument } = await import('./yaml.ts');
      if (views.length === 0) yield yamlDocument([]);
      for (const slice of slicesOf(views)) yield yamlDocument(slice.map(configurationDocument));
      return;
    }
    default:
      return unreachable(form.format);
  }
}

function* slicesOf(views: readonly ConfigurationView[]): Generator<readonly ConfigurationView[]> {
  for (let start = 0; start < views.length; start += PIECE_ROWS) {
    yield views.slice(start, start + PIECE_ROWS);
  }
}

/** One JSON document: the elements of the slices' arrays between one pair of brackets. */
function* jsonArray(views: readonly ConfigurationView[]): Generator<string> {
  if (views.length === 0) yield '[]\n';
  let opening = '[';
  for (const slice of slicesOf(views)) {
    yield `${opening}${jsonDocument(slice.map(configurationDocument)).slice('['.length, -'\n]\n'.length)}`;
    opening = ',';
  }
  if (views.length > 0) yield '\n]\n';
}

async function terminalTable(views: readonly ConfigurationView[], form: ListForm): Promise<string> {
  if (views.length === 0) return '';
  const { style, isWide } = form;
  const table: Table = {
    head: isWide ? [...head, ...wideHead] : head,
    rows: views.map((view) => [...cells(view), ...(isWide ? wideCells(view) : [])]),
  };
  const columns = table.head.length;
  const bordered = columnWidths(table, style.width - (3 * columns + 1));
  if (bordered && views.length <= MOST_BORDERED_ROWS) return borderedTable(table, bordered, style);
  const plain = columnWidths(table, style.width - 2 * (columns - 1));
  return plainTable(table, plain ?? naturalWidths(table), style);
}

const head = ['Name', 'Enabled', 'Last Modified Date', 'Creator'];
const wideHead = ['Algorithm', 'Token Name', 'Username Field', 'Expiration'];

function cells(view: ConfigurationView): string[] {
  const creator = view.creator ?? NOTHING;
  return [view.name, fieldText(view, 'enabled'), momentText(view.lastModified), creator].map(
    escapeUnprintable,
  );
}

function wideCells(view: ConfigurationView): string[] {
  const { signatureAlgorithm, tokenName, usernameField, expirationTime } = view;
  return [signatureAlgorithm, tokenName, usernameField, String(expirationTime)].map(escapeUnprintable);
}

function tabSeparated(views: readonly ConfigurationView[], { isWide }: ListForm): string {
  const lines = views.map((view) => [...cells(view), ...(isWide ? wideCells(view) : [])].join('\t'));
  return lines.map((line) => `${line}\n`).join('');
}
