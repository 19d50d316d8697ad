import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { program } from './built-program.ts';

/** How long a test waits for something to appear. */
const PATIENCE_MILLISECONDS = 10_000;

export const keys = {
  enter: '\r',
  space: ' ',
  down: '\u001b[B',
  backspace: '\u007f',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlT: '\u0014',
};

const ROWS = 40;

/** A program at work on a pseudo-terminal. */
export interface TerminalProcess {
  /** Types keys as they are. */
  type(text: string): void;
  /** Makes the terminal so many columns wide. */
  resize(columns: number): void;
  /** Waits until the text is on the screen, after what an earlier wait found; then it is past. */
  waitFor(text: string): Promise<void>;
  /** Everything that was ever shown, without escape sequences. */
  shown(): string;
  /** Everything that was sent to the terminal, escape sequences too. */
  raw(): string;
  /** The exit code, once it ended. */
  readonly exitCode: Promise<number>;
}

/** The built program at work on a pseudo-terminal, in a folder of its own. */
export interface TerminalRun extends TerminalProcess {
  /** The document in ./jwtadm.json. */
  readStore(): unknown;
}

/** Answers questions one after the other: waits for each, then types. */
export async function answer(
  terminal: TerminalProcess,
  answers: readonly (readonly [question: string, typed: string])[],
): Promise<void> {
  for (const [question, typed] of answers) {
    await terminal.waitFor(question);
    terminal.type(typed);
  }
}

/** Starts the built program on a pseudo-terminal; `store` is what ./jwtadm.json holds. */
export function startOnTerminal(
  argv: readonly string[],
  store: object,
  env: Readonly<Record<string, string>> = {},
): TerminalRun {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-pty-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(store), { mode: 0o600 });
  const environment = { PATH: process.env.PATH, HOME: folder, ...env };
  return {
    ...startProcess(program.file, [...program.argv, ...argv], {
      cwd: folder,
      columns: 120,
      env: environment,
    }),
    readStore: () => JSON.parse(readFileSync(join(folder, 'jwtadm.json'), 'utf8')) as unknown,
  };
}

/** Starts any program on a pseudo-terminal in UTF-8; it goes when the test ends. */
export function startProcess(
  file: string,
  argv: readonly string[],
  { cwd, columns, env }: { cwd: string; columns: number; env: Readonly<Record<string, string | undefined>> },
): TerminalProcess {
  const pty = spawn(file, [...argv], {
    cols: columns,
    rows: ROWS,
    cwd,
    env: { TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
  });
  let output = '';
  let past = 0;
  pty.onData((data) => {
    output += data;
  });
  let hasEnded = false;
  const exitCode = new Promise<number>((done) => {
    pty.onExit((event) => {
      hasEnded = true;
      done(event.exitCode);
    });
  });
  onTestFinished(async () => {
    pty.kill();
    await exitCode;
  });
  const shown = () => stripVTControlCharacters(output);
  return {
    type: (text) => pty.write(text),
    resize: (columns) => pty.resize(columns, ROWS),
    async waitFor(text) {
      const tries = PATIENCE_MILLISECONDS / 20;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const at = shown().indexOf(text, past);
        if (at !== -1) {
          past = at + text.length;
          return;
        }
        if (hasEnded) break;
        await new Promise((next) => setTimeout(next, 20));
      }
      throw new Error(
        `the terminal does not show ${JSON.stringify(text)} but ${JSON.stringify(shown().slice(past))}`,
      );
    },
    shown,
    raw: () => output,
    exitCode,
  };
}
