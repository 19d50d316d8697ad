import { type CarriedField, type CarrierContext, type CarrierReader, message } from './carried-field.ts';

/** A request line (RFC 9112 §3), and a header line as clients print it. */
const requestLine = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?$/;
const headerLine = /^[A-Za-z][\w-]*:[ \t]*\S/;

/**
 * An HTTP message as people paste it from a client, a proxy or a log: the request's URL, each header
 * line with its continuations, and the body. Or a `.http` file with several requests, separated by lines of ###.
 */
export const readHttpMessage: CarrierReader = (text, context) => {
  if (requestLine.test(text)) return message('HTTP message', partFields([text], context));
  const lines = text.split(/\r?\n/);
  const requests = requestsOf(lines);
  if (requests.length > 1 || lines.some(isSeparator)) {
    const fields = requests.flatMap((request) => {
      const relevant = request.filter(isNoRemark);
      // A request that is only a URL needs no method there.
      return partFields(requestParts(relevant) ?? [relevant.join('\n').trim()], context);
    });
    return message('HTTP message', fields, requests.length > 1);
  }
  const parts = requestParts(lines.map(withoutMarks));
  return parts && message('HTTP message', partFields(parts, context));
};

function isSeparator(line: string): boolean {
  return line.startsWith('###');
}

/** The requests of a `.http` file. */
function requestsOf(lines: readonly string[]): string[][] {
  const requests: string[][] = [[]];
  for (const line of lines) {
    if (isSeparator(line)) requests.push([]);
    else requests.at(-1)?.push(line);
  }
  return requests.filter((request) => request.some((line) => line.trim() !== ''));
}

/** Whether a line of a `.http` file is no comment and sets no variable. */
function isNoRemark(line: string): boolean {
  return !/^(?:#|\/\/|@[\w-]+[ \t]*=)/.test(line);
}

/** The parts of a message, each of which is a carrier; undefined when the lines are no message. */
function requestParts(given: readonly string[]): string[] | undefined {
  // Blank lines before a message do not end its head (RFC 9112 §2.2).
  const lines = given.slice(
    Math.max(
      given.findIndex((line) => line !== ''),
      0,
    ),
  );
  const isMessage =
    lines.length > 1 || (lines[0] !== undefined && requestLine.test(lines[0]))
      ? lines.some((line) => requestLine.test(line) || headerLine.test(line)) &&
        !/^[a-z][a-z0-9+.-]*:\/\//i.test(lines[0] ?? '')
      : false;
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

/** curl -v prints `> ` and `< ` before each line; mail programs put `> ` before what they quote. */
function withoutMarks(line: string): string {
  return line.replace(/^(?:[<>*][ \t]?)+/, '').trimEnd();
}

function headParts(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const url = requestLine.exec(line)?.[1];
    if (url !== undefined) parts.push(url);
    else if (headerLine.test(line) || parts.length === 0) parts.push(line);
    // A `.http` file writes the query of a URL below it.
    else if (/^[ \t]+[?&]/.test(line)) parts.push(`${parts.pop() ?? ''}${line.trim()}`);
    // A line that was wrapped goes on in the next.
    else parts.push(`${parts.pop() ?? ''}\n${line}`);
  }
  return parts;
}

/** The fields of each part. */
function partFields(parts: readonly string[], context: CarrierContext): CarriedField[] {
  return parts.flatMap((part) => context.nested(part));
}
