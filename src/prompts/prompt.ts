/** One thing that can be chosen. */
export interface Choice<T> {
  readonly value: T;
  /** What is shown, in one line; escaped by the prompt. */
  readonly label: string;
  /** What is shown while the choice is highlighted. */
  readonly description?: string | undefined;
}

/** One question on the terminal. Ctrl-C throws a Problem of kind `interrupted` (exit 130). */
export interface Prompt {
  /** A line of text; `fault` says what is wrong with an answer, or undefined. */
  text(question: {
    message: string;
    initial?: string | undefined;
    fault: (answer: string) => string | undefined;
  }): Promise<string>;
  /** A line that is not shown. */
  secret(question: { message: string; fault: (answer: string) => string | undefined }): Promise<string>;
  /** Yes or no; Enter alone is the default. */
  confirm(question: { message: string; initial: boolean }): Promise<boolean>;
  /** One of a few things; Enter alone takes the first highlighted one. */
  choose<T>(question: {
    message: string;
    choices: readonly Choice<T>[];
    initial?: T | undefined;
  }): Promise<T>;
  /** One of many things, found by typing a part of its label. */
  search<T>(question: { message: string; choices: readonly Choice<T>[] }): Promise<T>;
  /** Any number of things. */
  pick<T>(question: {
    message: string;
    choices: readonly Choice<T>[];
    initial?: readonly T[] | undefined;
  }): Promise<T[]>;
}
