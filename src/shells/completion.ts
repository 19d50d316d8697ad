/** One way to complete an unfinished word. */
export interface Offer {
  /** What follows {@link Completion.kept}, as the program reads it: unquoted. */
  readonly text: string;
  /** What it means, in a few words; may be empty. */
  readonly about: string;
}

/** What an unfinished word can become. All of it is safe to show. */
export interface Completion {
  /** The beginning of the word that stays as it is, such as `--config=`; often empty. */
  readonly kept: string;
  /** Everything that is possible here, even if it does not begin like the word. */
  readonly offers: readonly Offer[];
  /** Whether more of the same word follows what is offered, as the variable's name follows `env:`. */
  readonly isPart: boolean;
  /** Whether a file name may follow what is kept; then there are no offers. */
  readonly isFile: boolean;
}

/** The words of an unfinished command line after the program's name, unquoted; the last is the unfinished one. */
export type HalfTypedLine = readonly string[];

/** How one shell asks jwtadm to complete a line, and how jwtadm answers. */
export interface Shell {
  /** The script that makes the shell ask. */
  readonly script: string;
  /** How to install it, for people: remarks and commands. */
  readonly installation: string;
  /** The line that the arguments of the script describe. */
  lineOf(args: readonly string[]): HalfTypedLine;
  /** The answer as the script reads it. */
  answer(completion: Completion, args: readonly string[]): string;
}

/** The kind of the completion, for the first line of an answer. */
export function kindOf({ isFile, isPart }: Completion): 'file' | 'part' | 'word' {
  return isFile ? 'file' : isPart ? 'part' : 'word';
}

/** The offers that begin like the word, ignoring case. */
export function fitting({ kept, offers }: Completion, word: string): Offer[] {
  const typed = word.slice(kept.length).toLowerCase();
  return offers.filter(({ text }) => text.toLowerCase().startsWith(typed));
}
