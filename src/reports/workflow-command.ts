import { escapeUnprintable } from '../domain/unprintable.ts';

/**
 * A line that the runner of GitHub Actions takes for a command, its end included: `::error file=a,line=1::message`.
 * The lines of the message stay lines; properties that are undefined are left out.
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

/** What has a meaning in the data of a command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, which ends at a colon or a comma, these two have one as well. */
function property(text: string): string {
  return escapeData(escapeUnprintable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
