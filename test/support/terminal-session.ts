import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { BIN } from './built-program.ts';
import { answer, keys, startProcess } from './terminal-run.ts';

/** A command line for the shell, and what is typed when it asks: each question, then the keys. */
export interface SessionStep {
  readonly command: string;
  readonly answers?: readonly (readonly [question: string, typed: string])[];
}

/** Where a session is played. */
export interface SessionSetting {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The columns of the terminal that sessions are played on. */
export const SESSION_COLUMNS = 80;

/** Sets the clock to $MOMENT, which a command may set for its own, and draws random numbers by it. */
const FIXED_WORLD = resolve(import.meta.dirname, 'fixed-world.js');

/** What jwtadm's clock shows when a session begins: 2026-03-01T12:00:00Z. */
const START = 1_772_366_400;

/** How long people take for a command: by so much the clock goes on after each. */
const PAUSE_SECONDS = 20;

/** Printed after each command; no command prints it. */
const END = '\u{1e}';

/**
 * Plays command lines one after the other in one POSIX shell on a real terminal, in which `jwtadm` is the
 * built program at work for `admin`, in a world that is the same each time ({@link FIXED_WORLD}). Gives back what the
 * terminal was sent for each of them, escape sequences too.
 */
export async function playSession(
  steps: readonly SessionStep[],
  { folder, env = {} }: SessionSetting,
): Promise<string[]> {
  const home = homeWithProgram();
  const terminal = startProcess('/bin/sh', ['-c', scriptOf(steps)], {
    cwd: folder,
    columns: SESSION_COLUMNS,
    env: {
      PATH: `${home}${delimiter}${process.env.PATH}`,
      HOME: home,
      TZ: 'UTC',
      JWTADM_USER: 'admin',
      MOMENT: String(START),
      ...env,
    },
  });
  for (const { answers = [] } of steps) {
    await answer(terminal, answers);
    await terminal.waitFor(END);
  }
  terminal.type(keys.enter);
  await terminal.exitCode;
  return terminal.raw().split(END).slice(0, steps.length);
}

/** A script that keeps each command's exit code for the next one, and ends once Enter is pressed: then all has arrived. */
function scriptOf(steps: readonly SessionStep[]): string {
  const end = `end() { code=$?; printf '\\036'; MOMENT=$((MOMENT + ${PAUSE_SECONDS})); return $code; }`;
  return [end, ...steps.map(({ command }) => `${command}\nend`), 'read -r _'].join('\n');
}

/** A new home folder with the built program in it, in its fixed world. */
function homeWithProgram(): string {
  const home = mkdtempSync(join(tmpdir(), 'jwtadm-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const program = `#!/bin/sh\nexec "${process.execPath}" --import "${FIXED_WORLD}" "${BIN}" "$@"\n`;
  writeFileSync(join(home, 'jwtadm'), program, { mode: 0o755 });
  return home;
}
