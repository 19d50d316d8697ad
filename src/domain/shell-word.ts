/** A word as a POSIX shell reads it back, quoted only where it must be. */
export function shellWord(text: string): string {
  // A leading "=" means something to zsh.
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
