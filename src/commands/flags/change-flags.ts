import type { Command } from 'commander';

/** The flags that commands have in common which change a store, as they were typed. */
export interface ChangeFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** How a change is made and reported. */
export interface ChangeOptions {
  readonly isDryRun: boolean;
  readonly json: boolean;
}

/** The same for a command that asks before it changes anything. */
export interface ConfirmedChangeOptions extends ChangeOptions {
  /** True with `--yes`: do not ask. */
  readonly isConfirmed: boolean;
}

/** What the help says of each flag; a command that asks nothing has no `yes`. */
export interface ChangeFlagWords {
  readonly yes?: 'do not ask';
  readonly dryRun: string;
  readonly json: string;
}

/** Declares `--yes` where the command asks, `--dry-run` and `--json`. */
export function declareChangeFlags(command: Command, words: ChangeFlagWords): Command {
  if (words.yes !== undefined) command.option('-y, --yes', words.yes);
  return command.option('--dry-run', words.dryRun).option('--json', words.json);
}

/** Reads `--dry-run` and `--json`. */
export function readChangeFlags({ dryRun, json }: ChangeFlags): ChangeOptions {
  return { isDryRun: dryRun === true, json: json === true };
}

/** Reads `--yes`, too. */
export function readConfirmedChangeFlags(flags: ChangeFlags): ConfirmedChangeOptions {
  return { ...readChangeFlags(flags), isConfirmed: flags.yes === true };
}

/** A real change, not a dry run, reported as text. */
export const plainChange: ChangeOptions = { isDryRun: false, json: false };
