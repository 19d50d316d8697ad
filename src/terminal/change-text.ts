import type { ConfigurationChange } from '../domain/store-change.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { unreachable } from '../domain/unreachable.ts';

/** The number of configurations that are named; the rest are counted. */
const MAX_LISTED = 5;

/** The changes of configurations in one line: names and fields, safe to show. */
export function changesText(changes: readonly ConfigurationChange[]): string {
  const told = changes.length > MAX_LISTED ? changes.slice(0, MAX_LISTED - 1) : changes;
  const rest = changes.length - told.length;
  return [...told.map(changeText), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

/** The change of one configuration, safe to show. */
export function changeText(change: ConfigurationChange): string {
  return escapeUnprintable(phrase(change));
}

function phrase(change: ConfigurationChange): string {
  switch (change.action) {
    case 'added':
    case 'deleted':
      return `${change.name} ${change.action}`;
    case 'changed':
      return `${change.name}: ${change.fields.join(', ')}`;
    case 'renamed': {
      const fields = change.fields.length === 0 ? '' : `: ${change.fields.join(', ')}`;
      return `${change.name} renamed ${change.to}${fields}`;
    }
    default:
      return unreachable(change);
  }
}
