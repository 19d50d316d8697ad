/**
 * The deepest nesting of objects and lists that is accepted (RFC 8259 §9 allows a limit). Deeper JSON has no
 * use here, and could overflow the stack of recursive code.
 */
export const MAX_JSON_DEPTH = 100;

export type JsonFault = 'not JSON' | 'a duplicate name' | 'nested too deeply';

/** JSON text read, or where and why it is refused. Offsets are UTF-16 units from the start. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault; readonly offset: number };

/** Where a value is in its document: the names and indexes that lead to it. */
export type JsonPath = readonly (string | number)[];

/**
 * JSON read strictly (RFC 8259): the grammar and nothing more, no name twice in one object (which
 * one counts differs between readers, RFC 7519 §4), no more than {@link MAX_JSON_DEPTH} levels.
 * The text of the document is never quoted.
 */
export function readJson(text: string): JsonResult {
  const written = readCompactJson(text);
  if (written !== undefined) return { ok: true, value: written };
  const fault = scan(text, () => {});
  return fault ? { ok: false, ...fault } : { ok: true, value: JSON.parse(text) as unknown };
}

/**
 * The JSON object in a text that is written just as {@link writeJson} writes it; undefined for any other text.
 * Writing it again proves everything that {@link readJson} checks, in a fraction of the time: a duplicate
 * name or a number that JavaScript cannot represent would be written differently.
 */
export function readWrittenJson(text: string): unknown {
  // What begins otherwise is not even parsed: it may be nested so deeply that this takes all memory.
  if (!text.startsWith('{\n') || text.includes(TOO_DEEP)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // Without its line break: to put one behind it would copy the whole text.
    return text.endsWith('\n') && text.slice(0, -1) === indentJson(value) ? value : undefined;
  } catch {
    // No JSON, or nested more deeply than can be written.
    return undefined;
  }
}

/** Most tokens' claims are shorter, in characters; to parse a long text twice would cost more than it saves. */
const LONGEST_COMPACT = 4096;

/** The same for an object in a text without blanks, as most libraries write it; undefined for any other text. */
function readCompactJson(text: string): unknown {
  if (text.length > LONGEST_COMPACT || !text.startsWith('{"') || !isShallow(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text has too few brackets, its strings included, to be nested too deeply. */
function isShallow(text: string): boolean {
  let brackets = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x7b || unit === 0x5b) brackets += 1;
  }
  return brackets <= MAX_JSON_DEPTH;
}

/** The indentation of what is nested as deeply as is allowed, or deeper. */
const TOO_DEEP = `\n${' '.repeat(2 * MAX_JSON_DEPTH)}`;

/** A document as jwtadm writes it: indented by two blanks, with a line break at its end. */
export function writeJson(value: unknown): string {
  return `${indentJson(value)}\n`;
}

function indentJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** The offset of the value at `path` in valid JSON text, or of its nearest ancestor that exists. */
export function locateInJson(text: string, path: JsonPath): number {
  let found = 0;
  let foundDepth = -1;
  scan(text, (at, offset) => {
    if (at.length > foundDepth && at.every((step, index) => step === path[index])) {
      found = offset;
      foundDepth = at.length;
    }
  });
  return found;
}

/** The offsets of the values in valid JSON text whose paths are asked for, in their order. */
export function locateEach(text: string, isAsked: (path: JsonPath) => boolean): number[] {
  const found: number[] = [];
  scan(text, (path, offset) => {
    if (isAsked(path)) found.push(offset);
  });
  return found;
}

/**
 * The offset of the first number that JavaScript cannot hold exactly (such as
 * 12345678901234567890), so that rewriting the document would change it.
 */
export function findInexactNumber(text: string): number | undefined {
  let first: number | undefined;
  scan(text, (_path, offset) => {
    numberPattern.lastIndex = offset;
    const literal = numberPattern.exec(text)?.[0];
    if (first === undefined && literal !== undefined && !isExact(literal)) first = offset;
  });
  return first;
}

/** Line and column, both from 1, of an offset: for messages and editors. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', start)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

const spacePattern = /[ \t\n\r]*/y;
const quotePattern = /"/y;
// One step for each escape: a single pattern for whole strings overflows V8's stack at some millions of them.
const plainPattern = /[^"\\\u0000-\u001f]*/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordPattern = /true|false|null/y;

type Fault = { fault: JsonFault; offset: number };

/** Thrown and caught in this file only: leaves the recursion of {@link scan}. */
class Refusal extends Error {
  readonly found: Fault;
  constructor(fault: JsonFault, offset: number) {
    super(fault);
    this.found = { fault, offset };
  }
}

function scan(text: string, onValue: (path: JsonPath, offset: number) => void): Fault | undefined {
  const path: (string | number)[] = [];
  let position = 0;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = position;
    const matched = pattern.exec(text)?.[0];
    if (matched !== undefined) position += matched.length;
    return matched;
  }

  function expect(pattern: RegExp): string {
    const matched = match(pattern);
    if (matched === undefined) throw new Refusal('not JSON', position);
    return matched;
  }

  function isNext(character: string): boolean {
    match(spacePattern);
    if (text[position] !== character) return false;
    position += 1;
    return true;
  }

  function demand(character: string): void {
    if (!isNext(character)) throw new Refusal('not JSON', position);
  }

  function value(): void {
    match(spacePattern);
    onValue(path, position);
    const first = text[position];
    const isContainer = first === '{' || first === '[';
    if (isContainer && path.length >= MAX_JSON_DEPTH) throw new Refusal('nested too deeply', position);
    if (first === '{') object();
    else if (first === '[') array();
    else if (first === '"') string();
    else if (match(numberPattern) === undefined) expect(wordPattern);
  }

  function string(): string {
    const start = position;
    expect(quotePattern);
    do match(plainPattern);
    while (match(escapePattern) !== undefined);
    expect(quotePattern);
    return text.slice(start, position);
  }

  function object(): void {
    position += 1;
    const names = new Set<string>();
    if (isNext('}')) return;
    do {
      match(spacePattern);
      const start = position;
      const name = JSON.parse(string()) as string;
      if (names.has(name)) throw new Refusal('a duplicate name', start);
      names.add(name);
      demand(':');
      path.push(name);
      value();
      path.pop();
    } while (isNext(','));
    demand('}');
  }

  function array(): void {
    position += 1;
    if (isNext(']')) return;
    let index = 0;
    do {
      path.push(index);
      value();
      path.pop();
      index += 1;
    } while (isNext(','));
    demand(']');
  }

  try {
    value();
    match(spacePattern);
    return position === text.length ? undefined : { fault: 'not JSON', offset: position };
  } catch (error) {
    if (error instanceof Refusal) return error.found;
    throw error;
  }
}

/** Every double can be written with fewer characters; a longer literal is not looked at. */
const LONGEST_EXACT_LITERAL = 400;

/** Whether a JSON number literal, read as a double and written again, has the same value. */
function isExact(literal: string): boolean {
  if (literal.length > LONGEST_EXACT_LITERAL) return false;
  const value = Number(literal);
  return Number.isFinite(value) && decimal(literal) === decimal(String(value));
}

/** A decimal literal as digits and a power of ten, so that 1.50, 15e-1 and 1.5 are the same text. */
function decimal(literal: string): string {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  let end = digits.length;
  // Not by a pattern, which would look at every zero from every zero before it.
  while (digits[end - 1] === '0') end -= 1;
  const power = Number(exponent) - fraction.length + digits.length - end;
  return end === 0 ? '0' : `${sign}${digits.slice(0, end)}e${power}`;
}
