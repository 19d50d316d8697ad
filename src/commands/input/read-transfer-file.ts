import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { findInexactNumber, lineAndColumn, readJson } from '../../domain/json-text.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import { readTransfer, type TransferFormat } from '../../domain/transfer.ts';
import { Problem } from '../../problem.ts';
import { readStdin } from './read-stdin.ts';

/** As large as a store may be. */
const LIMIT_BYTES = 256 * 1024 * 1024;

/** More faults than this are counted instead of listed. */
const MAX_LISTED = 20;

/**
 * The configurations in a file, or on stdin if the file is `-`. Throws a usage Problem that lists every fault
 * and quotes nothing from the document.
 */
export function readTransferFile(
  context: Context,
  file: string,
  format: TransferFormat | undefined,
): readonly Configuration[] {
  const reading = readTransfer(parse(decode(readBytes(context, file))), format);
  if (reading.ok) return reading.configurations;
  const [first = '', ...more] = reading.faults;
  if (more.length === 0) throw faulty(first);
  const listed = reading.faults.slice(0, MAX_LISTED).map((fault) => `- ${fault}`);
  const rest = reading.faults.length - listed.length;
  throw new Problem(
    'usage',
    `${reading.faults.length} things are wrong with what is to be imported; nothing was changed`,
    [...listed, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'),
  );
}

function readBytes(context: Context, file: string): Uint8Array {
  if (file === '-') {
    if (!context.stdin.isTerminal) return readStdin(context, LIMIT_BYTES);
    throw new Problem('usage', 'nothing is piped in', 'pipe the configurations in, or name their file');
  }
  try {
    return context.readFile(file, LIMIT_BYTES);
  } catch (error) {
    // The name may be a secret in a wrong place.
    throw new Problem('usage', `FILE cannot be read: ${describeSystemError(error)}; nothing was changed`);
  }
}

/** Text without the byte order mark that some editors put before it. */
function decode(bytes: Uint8Array): string {
  if (bytes.length > LIMIT_BYTES) throw faulty('it holds more than 256 MiB');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw faulty('it is not UTF-8 text');
  }
}

function parse(text: string): unknown {
  const json = readJson(text);
  if (!json.ok) throw faulty(`${placeOf(text, json.offset)}: this is ${faultWords[json.fault]}`);
  const inexact = findInexactNumber(text);
  if (inexact === undefined) return json.value;
  throw faulty(`${placeOf(text, inexact)}: this number has more digits than jwtadm can keep`);
}

const faultWords = {
  'not JSON': 'not JSON',
  'a duplicate name': 'a name that occurs twice in its object',
  'nested too deeply': 'nested too deeply',
} as const;

function placeOf(text: string, offset: number): string {
  const { line, column } = lineAndColumn(text, offset);
  return `line ${line}, column ${column}`;
}

function faulty(fault: string): Problem {
  return new Problem('usage', `this cannot be imported: ${fault}; nothing was changed`);
}
