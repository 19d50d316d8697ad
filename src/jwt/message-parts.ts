/** A request line (RFC 9112 §3), and a header line as clients print it. */
const requestLine = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?$/;
const headerLine = /^[A-Za-z][\w-]*:[ \t]*\S/;

/**
 * The carriers in an HTTP message as people paste it from a client, a proxy or a log: the request's
 * URL, each header line with its continuations, and the body; or the words of a curl command. Undefined when the text is no message.
 */
export function messageParts(text: string): string[] | undefined {
  if (/^curl\s/.test(text)) return shellWords(text);
  if (requestLine.test(text)) return headParts([text]);
  const lines = text.split(/\r?\n/).map(withoutMarks);
  const isMessage =
    lines.length > 1 &&
    lines.some((line) => requestLine.test(line) || headerLine.test(line)) &&
    !/^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (!isMessage) return undefined;
  const end = lines.indexOf('');
  const head = end === -1 ? lines : lines.slice(0, end);
  const body =
    end === -1
      ? ''
      : lines
          .slice(end + 1)
          .join('\n')
          .trim();
  return [...headParts(head), ...(body === '' ? [] : [body])];
}

/** The words of a command line, without their quotes: a header or a URL is one word. */
function shellWords(text: string): string[] {
  const words = text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g);
  return [...words].map(([, single, double, plain]) => single ?? double ?? plain ?? '');
}

/** `> ` and `< ` stand before what curl -v shows, and before what a mail quotes. */
function withoutMarks(line: string): string {
  return line.replace(/^(?:[<>*][ \t]?)+/, '').trimEnd();
}

function headParts(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const url = requestLine.exec(line)?.[1];
    if (url !== undefined) parts.push(url);
    else if (headerLine.test(line) || parts.length === 0) parts.push(line);
    // A line that was wrapped goes on in the next.
    else parts.push(`${parts.pop() ?? ''}\n${line}`);
  }
  return parts;
}
