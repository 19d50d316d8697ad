const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '«': '»',
};

const entities: Readonly<Record<string, string>> = {
  '&ndash;': '-',
  '&mdash;': '-',
  '&minus;': '-',
  '&hyphen;': '-',
  '&dash;': '-',
  '&plus;': '+',
  '&sol;': '/',
  '&equals;': '=',
  '&nbsp;': ' ',
  '&newline;': '\n',
  '&quot;': '"',
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/**
 * A text with undone what editors, shells, forms and environment files do to a key: byte order marks,
 * quotes around it, escapes, HTML entities, percent-encoding, typographic dashes, other line breaks.
 */
export function normalizeKeyText(text: string): string {
  // Most texts are secrets in base64 or hexadecimal, with nothing to undo.
  if (/^[\w+/=-]*$/.test(text)) return text;
  const plain = undoEscapes(unquote(text.replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad\0]/g, '').trim()));
  return plain
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/[^\S\n]/gu, ' ')
    .replaceAll(/\\\n/g, '\n')
    .trim();
}

function unquote(text: string): string {
  const end = quotes[text[0] ?? ''];
  return end !== undefined && text.length > 1 && text.endsWith(end) ? text.slice(1, -1) : text;
}

function undoEscapes(text: string): string {
  const isEncoded = /%(?:0[ad]|2[0bdf]|3[ad])/i.test(text);
  const decoded = isEncoded ? text.replaceAll(/%([\da-f]{2})/gi, fromHex) : text;
  const named = decoded.includes('&')
    ? decoded
        .replaceAll(/&#x0*([\da-f]{1,4});/gi, fromHex)
        .replaceAll(/&#0*(\d{1,5});/g, (_all, digits: string) => String.fromCharCode(Number(digits)))
        .replaceAll(/&[a-z]{2,8};/gi, (name) => entities[name.toLowerCase()] ?? name)
    : decoded;
  return named.includes('\\')
    ? named
        .replaceAll(/(?:\\\\|\\)(?:r(?:\\\\|\\)n|[nr])/g, '\n')
        .replaceAll(/\\{1,2}u(?:\{0*)?([\da-f]{4}|[\da-f]{2}(?=\}))\}?/gi, fromHex)
        .replaceAll(/\\{1,4}(["'/])/g, '$1')
    : named;
}

function fromHex(_all: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
