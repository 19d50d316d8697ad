/** A string in the source of a program, and the name that the source gives its value. */
export interface StringLiteral {
  readonly text: string;
  /** The name in front of it: `"name": "…"`, `name = '…'`, `"name" => "…"`. */
  readonly name: string | undefined;
  /** The function it is the second argument of, and the first one: `setHeader("name", "…")`. */
  readonly call: { readonly callee: string; readonly name: string } | undefined;
}

/** More characters than these of the source in front of a string are not looked at. */
const MAX_LEAD = 100;

/** The strings of a source in JavaScript, PowerShell, Python and their like, in one pass over it. */
export function stringLiterals(source: string): StringLiteral[] {
  const literals: StringLiteral[] = [];
  const unclosed = new Set<string>();
  let at = 0;
  let end = 0;
  let previous: { text: string; lead: string } | undefined;
  while (at < source.length) {
    const quote = source.charAt(at);
    const isQuote = (quote === '"' || quote === "'" || quote === '`') && !unclosed.has(quote);
    const close = isQuote ? closingQuote(source, at, quote) : undefined;
    if (close === undefined) {
      if (isQuote) unclosed.add(quote);
      at += 1;
      continue;
    }
    const lead = source.slice(Math.max(end, at - MAX_LEAD), at);
    const text = unescapeLiteral(source.slice(at + 1, close), quote);
    literals.push({ text, ...namesOf(lead, previous) });
    previous = { text, lead };
    at = close + 1;
    end = at;
  }
  return literals;
}

/** Where the string that begins at `start` ends; undefined where nothing closes it. */
function closingQuote(source: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    // A backslash escapes in most languages, a backtick in PowerShell.
    if (character === '\\' || (character === '`' && quote === '"')) at += 1;
    else if (character === quote) return at;
  }
  return undefined;
}

function unescapeLiteral(text: string, quote: string): string {
  const pattern = quote === '"' ? /[\\`](?:u([\da-f]{4})|(.))/gis : /\\(?:u([\da-f]{4})|(.))/gis;
  return text.replaceAll(pattern, (_escape, hex: string | undefined, letter: string) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    return letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter === 't' ? '\t' : letter;
  });
}

function namesOf(
  lead: string,
  previous: { text: string; lead: string } | undefined,
): Pick<StringLiteral, 'name' | 'call'> {
  if (previous && /^\s*(?:=>|[=:])\s*[bfr@$]?$/.test(lead)) return { name: previous.text, call: undefined };
  const name = /(?<![\w.$-])([\w.$-]{1,64})\s*(?:=>|[=:])\s*[bfr@$]?$/.exec(lead)?.[1];
  const callee =
    previous && /^\s*,\s*$/.test(lead) ? /([\w.$-]{1,64})\(\s*$/.exec(previous.lead)?.[1] : undefined;
  return { name, call: callee === undefined || !previous ? undefined : { callee, name: previous.text } };
}
