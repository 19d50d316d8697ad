/** One way to go on with a half-typed word. */
export interface Offer {
  /** What stands behind {@link Completion.kept}, as the program is to read it: unquoted. */
  readonly text: string;
  /** What it means, in a few words; may be empty. */
  readonly about: string;
}

/** What a half-typed word can become. All of it is safe to show. */
export interface Completion {
  /** The beginning of the word that stays as it is, such as `--config=`; often empty. */
  readonly kept: string;
  /** All that can stand here, also what does not begin as the word does. */
  readonly offers: readonly Offer[];
  /** Whether more of the same word follows what is offered, as the variable's name follows `env:`. */
  readonly isPart: boolean;
  /** Whether the name of a file may stand behind what is kept; then there are no offers. */
  readonly isFile: boolean;
}

/** The words of a half-typed command line behind the program's name, unquoted; the last is the unfinished one. */
export type HalfTypedLine = readonly string[];

/** How one shell asks jwtadm what a half-typed line can become, and how it is answered. */
export interface Shell {
  /** The script that makes the shell ask. */
  readonly script: string;
  /** How to install it, for people: remarks and commands. */
  readonly installation: string;
  /** The line that the script's arguments tell. */
  lineOf(args: readonly string[]): HalfTypedLine;
  /** The answer as the script reads it. */
  answer(completion: Completion, args: readonly string[]): string;
}

/** Says in the first line of an answer what the rest is. */
export function kindOf({ isFile, isPart }: Completion): 'file' | 'part' | 'word' {
  return isFile ? 'file' : isPart ? 'part' : 'word';
}

/** The offers that go on as the word begins, in any case of letters. */
export function fitting({ kept, offers }: Completion, word: string): Offer[] {
  const typed = word.slice(kept.length).toLowerCase();
  return offers.filter(({ text }) => text.toLowerCase().startsWith(typed));
}
