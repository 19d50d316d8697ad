import { escapeJson } from '../domain/unprintable.ts';

/** One JSON document, indented, its end of line included; nothing in it can control a terminal. */
export function jsonDocument(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}
