import { isCompleteToken } from './complete-token.ts';

/** The one token in a text, and how many characters surround it. */
export interface OnlyToken {
  readonly token: string;
  readonly before: number;
  readonly behind: number;
}

/** The different whole tokens in a text: runs of a token's characters that are one from end to end. */
export function tokensIn(text: string): string[] {
  const found = new Set<string>();
  for (const { token } of tokenRuns(text)) found.add(token);
  return [...found];
}

/** The token in a text that holds exactly one, and something else. */
export function onlyTokenIn(text: string): OnlyToken | undefined {
  const runs = tokenRuns(text);
  const [first] = runs;
  if (!first || runs.some(({ token }) => token !== first.token)) return undefined;
  const { token, before } = first;
  const behind = text.length - before - token.length;
  return before + behind === 0 ? undefined : { token, before, behind };
}

function tokenRuns(text: string): { token: string; before: number }[] {
  return [...text.matchAll(/[\w.-]+/g)].flatMap(({ 0: run, index }) => {
    // Before one of these characters it is a part of something else, such as a token in base64.
    const next = text.charAt(index + run.length);
    if (!run.startsWith('eyJ') || /[=+/%]/.test(next)) return [];
    // A dot that ends a sentence belongs to no token.
    const token = run.replace(/\.$/, '');
    return isCompleteToken(token) ? [{ token, before: index }] : [];
  });
}
