import { helpItem } from './help-item.ts';
import { displayWidth, wrap } from './wrap.ts';

/** A page of help that belongs to no command. */
export interface Page {
  readonly title: string;
  /** What it is about, in a few words. */
  readonly summary: string;
  readonly parts: readonly PagePart[];
}

/** A part of a page: a paragraph, terms with their meanings, or commands with their purposes. */
export type PagePart =
  | string
  | { readonly terms: readonly (readonly [term: string, meaning: string])[] }
  | { readonly commands: readonly (readonly [purpose: string, command: string])[] };

/** The page for a terminal of `width` columns. Commands are not wrapped, so that they can be copied. */
export function renderPage({ title, parts }: Page, width: number): string {
  return `${[title, ...parts.map((part) => renderPart(part, width))].join('\n\n')}\n`;
}

function renderPart(part: PagePart, width: number): string {
  if (typeof part === 'string') return wrap(part, width).join('\n');
  if ('commands' in part) {
    return part.commands.map(([purpose, command]) => `  # ${purpose}\n  ${command}`).join('\n\n');
  }
  const termWidth = Math.max(...part.terms.map(([term]) => displayWidth(term)));
  return part.terms.map(([term, meaning]) => helpItem(term, termWidth, meaning, width)).join('\n');
}
