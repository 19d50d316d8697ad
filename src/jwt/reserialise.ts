import { isJsonObject, type JsonObject } from '../domain/claim-path.ts';

/** A payload written as another program writes JSON. */
export interface Reserialisation {
  /** How it is written, to follow on "the payload was signed". */
  readonly how: string;
  readonly text: string;
}

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
  { how: 'without blanks', ...compact, escape: plain },
  { how: 'with its slashes escaped', ...compact, escape: escapeSlashes },
  { how: 'with \\u escapes for letters beyond ASCII', ...compact, escape: escapeNonAscii },
  {
    how: 'with escaped slashes and \\u escapes',
    ...compact,
    escape: (literal) => escapeSlashes(escapeNonAscii(literal)),
  },
  { how: 'with a blank after each comma and colon', ...spaced, escape: plain },
  { how: 'with blanks and \\u escapes', ...spaced, escape: escapeNonAscii },
  { how: 'with <, > and & escaped', ...compact, escape: escapeGoHtml },
  { how: 'with \\u escapes as .NET writes them', ...compact, escape: escapeDotNet },
  { how: 'with its names sorted', ...compact, escape: plain, isSorted: true },
  {
    how: 'with its names sorted and a blank after each comma and colon',
    ...spaced,
    escape: plain,
    isSorted: true,
  },
  { how: 'with a blank after each colon', comma: ',', colon: ': ', escape: plain },
];

/**
 * The payload as other programs would have written it before it was parsed and written again:
 * blanks, escapes, order of names. `text` is how it stands in the token; that one is left out.
 */
export function reserialisations(claims: JsonObject, text: string): Reserialisation[] {
  if (text.length > LONGEST_TRIED) return [];
  const indented = [2, 4, '\t'].map((indent) => ({
    how: 'with line breaks and indentation',
    text: JSON.stringify(claims, null, indent),
  }));
  const written = styles.map((style) => ({ how: style.how, text: write(claims, style) }));
  const withBreak = { how: 'with a line break at its end', text: `${text}\n` };
  const trimmed = { how: 'without the blanks around it', text: text.trim() };
  return [...written, ...indented, withBreak, trimmed].filter((each) => each.text !== text);
}

/** A login has no longer payload, and all the ways of writing one take their time; in characters. */
const LONGEST_TRIED = 16_384;

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
