import { availableParallelism } from 'node:os';
import type { Context } from './context.ts';
import { systemNow } from './domain/instant.ts';
import { exitCodes } from './exit-code.ts';
import { endOnInterrupt } from './files/interruptible.ts';
import { keyFiles } from './files/key-files.ts';
import { lineOpener } from './files/open-lines.ts';
import { processInput, processOutput } from './files/process-streams.ts';
import { systemUser, workingDirectory } from './files/process-surroundings.ts';
import { fileMode, fileReader } from './files/read-file.ts';
import { main } from './main.ts';
import { inquirerPrompt } from './prompts/inquirer-prompt.ts';
import { renderWarning } from './terminal/problem.ts';
import { styleFor } from './terminal/style.ts';

// Kept until main returns: anything that prevents its return is a bug.
process.exitCode = exitCodes.bug;
const interruptible = endOnInterrupt(process, exitCodes.interrupted);
// Everything is written by then. What still waits, such as for a lock that came too late, is not needed any more.
void main(process.argv.slice(2), processContext()).then((exitCode) => process.exit(exitCode));

/** The real environment. Anything that slows down the start is loaded and looked up on first use. */
function processContext(): Context {
  const { env } = process;
  const userId = process.geteuid?.();
  const stderr = processOutput(process, 2, interruptible);
  const warn = (text: string) => stderr.write(renderWarning(text, styleFor(stderr, env, 'auto')));
  return {
    stdin: processInput(process, interruptible),
    stdout: processOutput(process, 1, interruptible),
    stderr,
    env,
    get cwd() {
      return workingDirectory(process);
    },
    get systemUser() {
      return systemUser(process);
    },
    now: systemNow,
    readFile: fileReader(interruptible),
    fileMode: (path) => fileMode(path, process.platform),
    keyFiles,
    reportFiles: async () => (await import('./files/report-files.ts')).reportFiles(userId, systemNow),
    async openStore(request) {
      const { storeOpener } = await import('./stores/json-file/open-store.ts');
      const environment = { env, cwd: workingDirectory(process), processId: process.pid, userId, warn };
      return storeOpener(environment)(request);
    },
    batch: {
      get cores() {
        return availableParallelism();
      },
      openLines: lineOpener(process),
      readChunks: async (source) => (await import('./threads/read-chunks.ts')).readChunks(source),
      startEvaluators: async (order) =>
        (await import('./threads/start-evaluators.ts')).startEvaluators(order),
    },
    prompt: inquirerPrompt(() => ({
      input: process.stdin,
      output: process.stderr,
      isColoured: !env.NO_COLOR && env.TERM !== 'dumb',
      isTraced: Boolean(env.NODE_DEBUG),
    })),
  };
}
