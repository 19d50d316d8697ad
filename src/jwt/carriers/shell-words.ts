/** A part of a word: in single quotes, in `$'…'`, in double quotes, an escaped character, or plain text. */
const wordParts =
  /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(\r?\n|.)|([^\s'"\\$]+|[$'"\\])|(\s+)/gs;

/**
 * The words of a command line, without the quotes and escapes of a POSIX shell or of cmd (`^"`, and
 * `^` at the end of a line). An unclosed quote is an ordinary character.
 */
export function shellWords(commandLine: string): string[] {
  const isForCmd = /\^(?:"|\r?\n)/.test(commandLine);
  const text = isForCmd ? withoutCarets(commandLine) : commandLine;
  const words: string[] = [];
  let word: string | undefined;
  for (const [, ansi, single, double, escaped, plain, blank] of text.matchAll(wordParts)) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    // A continued line neither ends a word nor begins one.
    if (escaped !== undefined && /^\r?\n$/.test(escaped)) continue;
    const inQuotes = ansi ?? double?.replaceAll(/\\(["\\$`]|\r?\n)/g, '$1');
    word = `${word ?? ''}${inQuotes === undefined ? (single ?? escaped ?? plain ?? '') : unescapeAnsi(inQuotes, ansi)}`;
  }
  return word === undefined ? words : [...words, word];
}

/** In cmd a caret escapes the next character; at the end of a line it continues the command. */
function withoutCarets(text: string): string {
  return text.replaceAll(/\^(\r?\n|.)/gs, (_caret, next: string) => (/^\r?\n$/.test(next) ? ' ' : next));
}

/** The escapes of `$'…'` that Chrome writes: `\uXXXX`, `\'`, `\n` and their like. */
function unescapeAnsi(text: string, ansi: string | undefined): string {
  if (ansi === undefined) return text;
  return text.replaceAll(/\\(?:u([\da-f]{4})|(.))/gis, (_escape, hex: string | undefined, letter: string) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    return letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter === 't' ? '\t' : letter;
  });
}
