/** One question on the terminal. Ctrl-C throws a Problem of kind `interrupted` (exit 130). */
export interface Prompt {
  /** A line of text; `fault` says what is wrong with an answer, or undefined. */
  text(question: {
    message: string;
    initial?: string;
    fault: (answer: string) => string | undefined;
  }): Promise<string>;
  /** A line that is not shown. */
  secret(question: { message: string; fault: (answer: string) => string | undefined }): Promise<string>;
  /** Yes or no; Enter alone is the default. */
  confirm(question: { message: string; initial: boolean }): Promise<boolean>;
}
