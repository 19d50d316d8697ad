import { Buffer } from 'node:buffer';
import type { SecretDamage } from '../domain/evidence.ts';
import type { SecretEncoding } from '../domain/secret-key.ts';
import { effectiveLength, secretBytes } from './secret-bytes.ts';

/** Another way to read a secret's text as the bytes of a key. */
export interface SecretReadingTrial {
  readonly damage: SecretDamage;
  /** What was done to the text, to follow on "the token was signed with the secret": never the text itself. */
  readonly how: string;
  readonly bytes: Buffer;
  /** The encoding under which the stored text itself gives these bytes, if there is one. */
  readonly encoding: SecretEncoding | undefined;
}

/**
 * Every other way in which the text of a secret may have been turned into a key, the simplest first,
 * each key once. The configured reading itself is not among them.
 */
export function secretReadings(text: string, encoding: SecretEncoding): SecretReadingTrial[] {
  if (text.length > LONGEST_TRIED) return [];
  const own = keyIdentity(secretBytes(text, encoding) ?? Buffer.alloc(0));
  const seen = new Set([own]);
  return trials(text, encoding).filter(({ bytes }) => {
    const identity = keyIdentity(bytes);
    if (identity.length < Math.min(SHORTEST_PROOF, own.length) || seen.has(identity)) return false;
    if (identity === '') return false;
    seen.add(identity);
    return true;
  });
}

/** A longer text is no secret that somebody typed or pasted; in characters. */
const LONGEST_TRIED = 4096;

/** Anybody can guess a shorter key, so that a match proves nothing; in bytes. */
export const SHORTEST_PROOF = 8;

/** Keys that differ by NUL bytes at their end only are one key to HMAC (RFC 2104 §2). */
function keyIdentity(bytes: Buffer): string {
  return bytes.toString('latin1', 0, effectiveLength(bytes));
}

function trials(text: string, encoding: SecretEncoding): SecretReadingTrial[] {
  const edits = [
    ...whitespaceEdits(text),
    ...quoteEdits(text),
    ...expansionEdits(text),
    ...invisibleEdits(text),
  ];
  return [
    ...decodings(text, encoding),
    ...edits.flatMap(({ damage, how, text: edited }) => {
      const bytes = secretBytes(edited, encoding);
      return bytes ? [{ damage, how, bytes, encoding: undefined }] : [];
    }),
    ...(encoding === 'utf8' ? charsets(text) : []),
    ...(encoding === 'utf8' ? decodingsOfEdited(edits) : []),
  ];
}

/** The same text under the other encodings. */
function decodings(text: string, encoding: SecretEncoding): SecretReadingTrial[] {
  const readings: SecretReadingTrial[] = [];
  const add = (
    damage: SecretDamage,
    how: string,
    bytes: Buffer | undefined,
    as: SecretEncoding | undefined,
  ) => {
    if (bytes) readings.push({ damage, how, bytes, encoding: as });
  };
  if (encoding === 'utf8') {
    add('secret-is-base64', 'base64-decoded', secretBytes(text, 'base64'), 'base64');
    add('secret-is-base64', 'base64url-decoded', secretBytes(text, 'base64url'), 'base64url');
    add('secret-is-hex', 'hex-decoded', secretBytes(text, 'hex'), 'hex');
    add('secret-is-base64', 'base64-decoded as old Java libraries do it', lenientJavaBase64(text), undefined);
    return readings;
  }
  const asText = encoding === 'hex' ? 'secret-is-not-hex' : 'secret-is-not-base64';
  add(asText, 'taken as text', secretBytes(text, 'utf8'), 'utf8');
  if (encoding !== 'hex') add('secret-is-hex', 'hex-decoded', secretBytes(text, 'hex'), 'hex');
  else add('secret-is-base64', 'base64-decoded', secretBytes(text, 'base64'), 'base64');
  return readings;
}

/**
 * Base64 as javax.xml.bind.DatatypeConverter decodes it, which old jjwt uses: characters outside the
 * alphabet are dropped, then whole groups of four only are read.
 */
function lenientJavaBase64(text: string): Buffer | undefined {
  const characters = text.replaceAll(/[^A-Za-z0-9+/=]/g, '');
  const whole = characters.slice(0, characters.length - (characters.length % 4));
  return whole === '' ? undefined : Buffer.from(whole, 'base64');
}

interface TextEdit {
  readonly damage: SecretDamage;
  readonly how: string;
  readonly text: string;
}

function edit(damage: SecretDamage, how: string, text: string): TextEdit {
  return { damage, how, text };
}

function whitespaceEdits(text: string): TextEdit[] {
  const damage = 'secret-has-whitespace';
  return [
    edit(damage, 'without the blanks around it', text.trim()),
    edit(damage, 'with a line break (LF) at its end', `${text}\n`),
    edit(damage, 'with a line break (CR LF) at its end', `${text}\r\n`),
    edit(damage, 'with a carriage return (CR) at its end', `${text}\r`),
    edit(damage, 'with two line breaks at its end', `${text}\n\n`),
    edit(damage, 'with a blank at its end', `${text} `),
    edit(damage, 'with a blank at its beginning', ` ${text}`),
    edit(damage, 'without any blanks and line breaks in it', text.replaceAll(/\s/g, '')),
    edit(damage, 'with LF line breaks', text.replaceAll('\r\n', '\n')),
    edit(damage, 'with CR LF line breaks', text.replaceAll(/\r?\n/g, '\r\n')),
    edit(damage, 'with a tab at its end', `${text}\t`),
  ];
}

function quoteEdits(text: string): TextEdit[] {
  const damage = 'secret-was-quoted';
  const inner = /^\s*(["'`])(.*)\1\s*$/s.exec(text)?.[2];
  return [
    ...(inner === undefined ? [] : [edit(damage, 'without the quotes around it', inner)]),
    edit(damage, 'with double quotes around it', `"${text}"`),
    edit(damage, 'with single quotes around it', `'${text}'`),
    edit(damage, 'with double quotes around it and a line break behind them', `"${text}"\n`),
    edit(damage, 'with backticks around it', `\`${text}\``),
  ];
}

/** What shells, .env files and Compose files do to a text that nobody quoted. */
function expansionEdits(text: string): TextEdit[] {
  const damage = 'secret-was-expanded';
  return [
    edit(
      damage,
      'with its $… words lost, as a shell expands them',
      text.replaceAll(/\$(?:\{[^}]*\}|\w+|[$!?#@*-])/g, ''),
    ),
    edit(damage, 'with its $NAME words lost', text.replaceAll(/\$(?:\{[^}]*\}|[A-Za-z_]\w*)/g, '')),
    edit(damage, 'with $$ turned into $', text.replaceAll('$$', '$')),
    edit(damage, 'with $ turned into $$', text.replaceAll('$', '$$$$')),
    edit(damage, 'cut off at its #', text.replace(/#.*$/s, '')),
    edit(damage, 'cut off at the blank before its #', text.replace(/(?<!\s)\s+#.*$/s, '')),
    edit(damage, 'cut down to its first line', text.replace(/\r?\n.*$/s, '')),
    edit(damage, 'cut off at its first blank', text.replace(/\s.*$/s, '')),
    edit(damage, 'without its backslashes', text.replaceAll(/\\(.?)/gs, '$1')),
    edit(damage, 'with its backslashes doubled', text.replaceAll('\\', '\\\\')),
    edit(
      damage,
      'with \\n turned into line breaks',
      text.replaceAll('\\r', '\r').replaceAll('\\n', '\n').replaceAll('\\t', '\t'),
    ),
    edit(damage, 'with line breaks turned into \\n', text.replaceAll('\r\n', '\\n').replaceAll('\n', '\\n')),
    edit(damage, 'without its exclamation marks’ words', text.replaceAll(/!\S+/g, '')),
    edit(damage, 'percent-decoded', percentDecoded(text)),
    edit(damage, 'percent-encoded', /\p{Surrogate}/u.test(text) ? text : encodeURIComponent(text)),
    edit(damage, 'with & and quotes turned into XML entities', xmlEscaped(text)),
    edit(damage, 'with XML entities turned into characters', xmlUnescaped(text)),
  ];
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const entities = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
] as const;

function xmlEscaped(text: string): string {
  return entities.reduce((escaped, [character, entity]) => escaped.replaceAll(character, entity), text);
}

function xmlUnescaped(text: string): string {
  return entities
    .toReversed()
    .reduce((plain, [character, entity]) => plain.replaceAll(entity, character), text);
}

/** What editors, word processors and keyboards put in, and what comparing eyes miss. */
function invisibleEdits(text: string): TextEdit[] {
  const damage = 'secret-has-invisible-characters';
  return [
    edit(
      damage,
      'without the invisible characters in it',
      text.replaceAll(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ''),
    ),
    edit(damage, 'with a byte order mark before it', `\ufeff${text}`),
    edit(damage, 'with a byte order mark before it and a line break (CR LF) behind it', `\ufeff${text}\r\n`),
    edit(damage, 'with plain blanks for its no-break spaces', text.replaceAll(/[\u00a0\u2007\u202f]/g, ' ')),
    edit(damage, 'with plain quotes and hyphens for its typographic ones', plainPunctuation(text)),
    edit(damage, 'in Unicode form NFC', text.normalize('NFC')),
    edit(damage, 'in Unicode form NFD', text.normalize('NFD')),
    edit(damage, 'in Unicode form NFKC', text.normalize('NFKC')),
    edit(damage, 'without control characters', text.replaceAll(/[\u0000-\u001f\u007f]/g, '')),
  ];
}

function plainPunctuation(text: string): string {
  return text
    .replaceAll(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('\u2026', '...');
}

/** The same text in the bytes of another character set. */
function charsets(text: string): SecretReadingTrial[] {
  const damage = 'secret-has-invisible-characters';
  const utf16 = Buffer.from(text, 'utf16le');
  const bigEndian = Buffer.from(utf16).swap16();
  const charset = (how: string, bytes: Buffer): SecretReadingTrial => ({
    damage,
    how,
    bytes,
    encoding: undefined,
  });
  return [
    charset('in the bytes of Latin-1', Buffer.from(text, 'latin1')),
    charset('in the bytes of UTF-16 (little-endian)', utf16),
    charset('in the bytes of UTF-16 (big-endian)', bigEndian),
    charset(
      'in the bytes of UTF-16 with a byte order mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    ),
    charset('in UTF-16 with a byte order mark and a line break', utf16Line(text)),
    charset(
      'in the bytes of UTF-8 encoded twice',
      Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8'),
    ),
  ];
}

/** What PowerShell 5 writes with `>`. */
function utf16Line(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${text}\r\n`, 'utf16le')]);
}

/** Two things at once that go together: a text with blanks or quotes around it which is base64 or hex. */
function decodingsOfEdited(edits: readonly TextEdit[]): SecretReadingTrial[] {
  return edits
    .filter(({ damage }) => damage === 'secret-has-whitespace' || damage === 'secret-was-quoted')
    .flatMap(({ how, text }) =>
      decodings(text, 'utf8').map((decoded) => ({
        ...decoded,
        how: `${how} and ${decoded.how}`,
        encoding: undefined,
      })),
    );
}
