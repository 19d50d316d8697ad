import type { HistoryEntry } from '../domain/history-entry.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { changesText } from './change-text.ts';
import { columnWidths, naturalWidths, type Table } from './column-widths.ts';
import { momentText } from './field-text.ts';
import { NOTHING } from './shown.ts';
import type { Style } from './style.ts';
import { plainTable } from './table.ts';

/** Shown for a change that was not recorded. */
const OUTSIDE = 'without jwtadm';

/**
 * The changes of a store: a table for people on a terminal, and elsewhere a line of tab-separated cells for
 * each, without a heading and with times in ISO 8601.
 */
export function renderHistory(entries: readonly HistoryEntry[], style: Style): string {
  if (entries.length === 0) return '';
  if (!style.isTerminal) return entries.map((entry) => `${cells(entry, entry.at).join('\t')}\n`).join('');
  const table: Table = {
    head: ['Restore', 'Changed', 'By', 'Command', 'What'],
    rows: entries.map((entry) => cells(entry, momentText(entry.at))),
  };
  const widths = columnWidths(table, style.width - 2 * (table.head.length - 1));
  return plainTable(table, widths ?? naturalWidths(table), style);
}

function cells(
  { generation, isRestorable, by, command, changes, fault }: HistoryEntry,
  at: string,
): string[] {
  return [
    isRestorable ? String(generation) : NOTHING,
    escapeUnprintable(at),
    escapeUnprintable(by ?? NOTHING),
    escapeUnprintable(command ?? OUTSIDE),
    fault === null ? changesText(changes) || NOTHING : `no store: ${escapeUnprintable(fault)}`,
  ];
}

/** The changes as JSON documents. */
export function historyDocuments(entries: readonly HistoryEntry[]): object[] {
  return entries.map(({ generation, isRestorable, at, by, command, changes, fault }) => ({
    generation,
    restorable: isRestorable,
    at,
    by,
    command,
    changes,
    fault,
  }));
}
