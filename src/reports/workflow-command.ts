import { escapeUnprintable } from '../domain/unprintable.ts';

/**
 * A line that the runner of GitHub Actions reads as a command, with its line break: `::error file=a,line=1::message`.
 * Line breaks in the message are kept; properties that are undefined are left out.
 */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: readonly string[],
): string {
  const told = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(String(value))}`],
  );
  const data = message.map((line) => escapeUnprintable(line)).join('\n');
  return `::${name}${told.length > 0 ? ` ${told.join(',')}` : ''}::${escapeData(data)}\n`;
}

/** Escapes the characters with a meaning in the data of a command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Also escapes colon and comma, which end a property. */
function property(text: string): string {
  return escapeData(escapeUnprintable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
