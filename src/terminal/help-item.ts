import { padToWidth, wrap } from './wrap.ts';

/** Fewer columns than this beside the terms are too few to read in. */
const NARROWEST = 40;

/**
 * A term of a command's help and what it means, wrapped to `width` columns: side by side with the terms
 * around it, which take up to `termWidth` columns, or on a narrow terminal the meaning beneath.
 */
export function helpItem(term: string, termWidth: number, meaning: string, width: number): string {
  if (meaning === '') return `  ${term}`;
  const meaningAt = termWidth + 4;
  if (width - meaningAt < NARROWEST) return [`  ${term}`, ...wrap(meaning, width, 6)].join('\n');
  return `  ${padToWidth(term, termWidth)}  ${wrap(meaning, width, meaningAt).join('\n').trimStart()}`;
}
