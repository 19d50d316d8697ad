import { shellWord } from './shell-word.ts';

/** The store that `--config` named, if it did. */
export interface StoreChoice {
  readonly config: string | undefined;
}

/** The commands that open no store. */
const storeless = ['help', 'explain', 'decode', 'completion'];

/**
 * A command line that is suggested to the user, with the store that `--config` named: copied without
 * it, the command would change another store. Commands that open no store stay as they are.
 */
export function suggested({ config }: StoreChoice, command: string): string {
  if (config === undefined) return command;
  const words: string[] = command.match(/(?:\\.|'[^']*'|\S)+/g) ?? [];
  const pipe = words.indexOf('|');
  const own = pipe === -1 ? words : words.slice(0, pipe);
  const told = (opensStore(own) ? withFlag(own, config) : own).join(' ');
  return pipe === -1 ? told : `${told} | ${suggested({ config }, words.slice(pipe + 1).join(' '))}`;
}

/** A text for people, with that store in every command that the text suggests in backticks. */
export function suggestedIn(options: StoreChoice, text: string): string {
  return text.replaceAll(/(?<=`)jwtadm [^`\n]*/g, (command) => suggested(options, command));
}

function opensStore([program, command, ...rest]: readonly string[]): boolean {
  if (program !== 'jwtadm' || command === undefined) return false;
  if (command.startsWith('-') || storeless.includes(command)) return false;
  return !rest.includes('--config') && !rest.includes('--help');
}

/** The words with the flag behind them, but before what a lone `--` keeps from being read as flags. */
function withFlag(words: readonly string[], config: string): string[] {
  const dashes = words.indexOf('--');
  return words.toSpliced(dashes === -1 ? words.length : dashes, 0, '--config', shellWord(config));
}
