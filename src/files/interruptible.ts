/** Runs what may wait without end, so that Ctrl-C ends the program meanwhile. */
export type Interruptible = <T>(act: () => T) => T;

/**
 * Lets Ctrl-C end the process with that exit code. While the returned function runs something that blocks,
 * no handler could run: then the signal itself ends the process.
 */
export function endOnInterrupt(
  host: Pick<NodeJS.Process, 'on' | 'off' | 'exit'>,
  exitCode: number,
): Interruptible {
  const interrupt = () => host.exit(exitCode);
  host.on('SIGINT', interrupt);
  return (act) => {
    host.off('SIGINT', interrupt);
    try {
      return act();
    } finally {
      host.on('SIGINT', interrupt);
    }
  };
}
