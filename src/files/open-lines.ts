import { createReadStream, fstatSync, openSync } from 'node:fs';
import type { BatchEnvironment } from '../context.ts';
import { systemError } from '../domain/system-error.ts';

/**
 * Opens files of lines, as {@link BatchEnvironment.openLines} says. Tokens, unlike secrets, may come by a
 * stream, which waits without holding up signals and output.
 */
export function lineOpener(
  host: Pick<NodeJS.Process, 'stdin' | 'getBuiltinModule'>,
): BatchEnvironment['openLines'] {
  return (path) => {
    const descriptor = path === '-' ? 0 : openSync(path, 'r');
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw systemError('EISDIR');
    if (path === '-') return { kind: 'stream', chunks: host.stdin };
    if (status.isFile()) return { kind: 'file', descriptor, sizeBytes: status.size };
    // Reading a pipe that no program writes to would block a thread of fs, and with it the end of the process.
    const chunks =
      status.isFIFO() || status.isSocket()
        ? new (host.getBuiltinModule('node:net').Socket)({ fd: descriptor, writable: false })
        : createReadStream('', { fd: descriptor });
    return { kind: 'stream', chunks };
  };
}
