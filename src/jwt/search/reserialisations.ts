import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';

/** How one program writes JSON. */
interface JsonStyle {
  readonly how: string;
  readonly comma: string;
  readonly colon: string;
  readonly escape: (literal: string) => string;
  readonly isSorted?: boolean;
}

const plain = (literal: string) => literal;
const escapeNonAscii = (literal: string) =>
  literal.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const escapeSlashes = (literal: string) => literal.replaceAll('/', '\\/');
/** What System.Text.Json of .NET escapes: letters beyond ASCII and what HTML could take for its own. */
const escapeDotNet = (literal: string) =>
  `"${literal
    .slice(1, -1)
    .replaceAll('\\"', '\\u0022')
    .replaceAll(
      /[<>&'+`\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    )}"`;
/** What Go's encoding/json escapes. */
const escapeGoHtml = (literal: string) =>
  literal.replaceAll(/[<>&]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const compact = { comma: ',', colon: ':' };
const spaced = { comma: ', ', colon: ': ' };

const styles: readonly JsonStyle[] = [
  { how: 'without spaces', ...compact, escape: plain },
  { how: 'with its slashes escaped', ...compact, escape: escapeSlashes },
  { how: 'with \\u escapes for letters beyond ASCII', ...compact, escape: escapeNonAscii },
  {
    how: 'with escaped slashes and \\u escapes',
    ...compact,
    escape: (literal) => escapeSlashes(escapeNonAscii(literal)),
  },
  { how: 'with a space after each comma and colon', ...spaced, escape: plain },
  { how: 'with spaces and \\u escapes', ...spaced, escape: escapeNonAscii },
  { how: 'with <, > and & escaped', ...compact, escape: escapeGoHtml },
  { how: 'with \\u escapes as .NET writes them', ...compact, escape: escapeDotNet },
  { how: 'with its names sorted', ...compact, escape: plain, isSorted: true },
  {
    how: 'with its names sorted and a space after each comma and colon',
    ...spaced,
    escape: plain,
    isSorted: true,
  },
  { how: 'with a space after each colon', comma: ',', colon: ': ', escape: plain },
];

/** One way in which a program writes a payload, and how to say so after "the payload". */
export interface Rewriting {
  readonly how: string;
  /** `text` is the payload as it is in the token. */
  readonly write: (claims: JsonObject, text: string) => string;
}

/**
 * The ways in which other programs would have written the payload before something parsed it and wrote it
 * again: spaces, escapes, order of names.
 */
export const rewritings: readonly Rewriting[] = [
  ...styles.map((style) => ({ how: style.how, write: (claims: JsonObject) => write(claims, style) })),
  ...[2, 4, '\t'].map((indent) => ({
    how: `with line breaks and ${indent === '\t' ? 'tabs' : `${indent} spaces of indentation`}`,
    write: (claims: JsonObject) => JSON.stringify(claims, null, indent),
  })),
  { how: 'with a line break at its end', write: (_, text) => `${text}\n` },
  { how: 'without the spaces around it', write: (_, text) => text.trim() },
];

/** A payload of a login is no longer than this, and to write it in every way takes time; in characters. */
export const LONGEST_REWRITTEN = 16_384;

function write(value: unknown, style: JsonStyle): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, style)).join(style.comma)}]`;
  if (!isJsonObject(value)) {
    const literal = JSON.stringify(value);
    return typeof value === 'string' ? style.escape(literal) : literal;
  }
  const names = style.isSorted ? Object.keys(value).sort() : Object.keys(value);
  const members = names.map(
    (name) => `${style.escape(JSON.stringify(name))}${style.colon}${write(value[name], style)}`,
  );
  return `{${members.join(style.comma)}}`;
}
