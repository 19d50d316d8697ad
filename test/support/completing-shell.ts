import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { BIN } from './built-program.ts';

/** How long a test waits for a shell. */
const PATIENCE_MILLISECONDS = 15_000;

const PROMPT = 'ready> ';

/** How each shell starts with the script of `jwtadm completion` and nothing else; `rc` is a file to write. */
const starts = {
  bash: {
    argv: ['--noprofile', '--rcfile', '.rc', '-i'],
    rc: ['.rc', `PS1='${PROMPT}'; source <(jwtadm completion bash)`],
  },
  zsh: {
    argv: ['-d', '-i'],
    rc: ['.zshrc', `PS1='${PROMPT}'; autoload -U compinit; compinit -u -D; source <(jwtadm completion zsh)`],
  },
  fish: {
    argv: ['--no-config', '--init-command', 'source .rc', '-i'],
    rc: ['.rc', `function fish_prompt; echo -n '${PROMPT}'; end; jwtadm completion fish | source`],
  },
} as const;

export type CompletingShellName = keyof typeof starts;

/** Whether a shell is there to be driven. */
export function isInstalled(shell: CompletingShellName): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** A shell on a pseudo-terminal in which jwtadm's command lines are completed. */
export interface CompletingShell {
  readonly folder: string;
  /**
   * Types keys and Enter, and gives back the words of the jwtadm command that the shell then runs, which is
   * kept from doing anything.
   */
  enter(keys: string): Promise<string[]>;
  /** Everything that was ever shown, without escape sequences. */
  shown(): string;
  close(): Promise<void>;
}

/** Starts a shell in a new folder with these files; objects become JSON. */
export async function startShell(
  shell: CompletingShellName,
  files: Readonly<Record<string, string | object>>,
): Promise<CompletingShell> {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-shell-'));
  const { argv, rc } = starts[shell];
  const all = { ...files, [rc[0]]: rc[1], 'bin/jwtadm': shim(folder) };
  mkdirSync(join(folder, 'bin'));
  for (const [path, content] of Object.entries(all)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(folder, path), text, { mode: 0o600 });
  }
  chmodSync(join(folder, 'bin/jwtadm'), 0o700);
  const pty = spawn(shell, [...argv], {
    cols: 120,
    rows: 40,
    cwd: folder,
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      ZDOTDIR: folder,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
    },
  });
  let output = '';
  pty.onData((data) => {
    output += data;
    // What a terminal answers that is asked who it is; fish waits for it.
    if (data.includes('\u{1b}[c') || data.includes('\u{1b}[0c')) pty.write('\u{1b}[?6c');
  });
  const ended = new Promise<void>((done) => pty.onExit(() => done()));
  const shown = () => stripVTControlCharacters(output);
  let past = 0;
  const waitFor = async (what: string, isThere: () => boolean) => {
    for (let attempt = 0; attempt < PATIENCE_MILLISECONDS / 20; attempt += 1) {
      if (isThere()) return;
      await new Promise((next) => setTimeout(next, 20));
    }
    throw new Error(`${shell} does not show ${what} but ${JSON.stringify(shown().slice(past))}`);
  };
  const record = join(folder, 'record');
  return {
    folder,
    async enter(keys) {
      await waitFor('its prompt', () => shown().includes(PROMPT, past));
      past = shown().length;
      rmSync(record, { force: true });
      pty.write(`${keys}\r`);
      await waitFor('that jwtadm ran', () => existsSync(record));
      return readFileSync(record, 'utf8').split('\0').slice(0, -1);
    },
    shown,
    async close() {
      pty.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A program that completes as jwtadm does, and writes down how it was called otherwise. */
function shim(folder: string): string {
  return `#!/bin/sh
case $1 in
  __complete | completion) exec '${process.execPath}' '${BIN}' "$@" ;;
esac
printf '%s\\0' "$@" > '${folder}/new' && mv '${folder}/new' '${folder}/record'
`;
}
