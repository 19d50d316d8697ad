import { Problem } from '../../src/problem.ts';
import type { Prompt } from '../../src/prompts/prompt.ts';

/** What somebody does at a question: types a text, says yes or no, takes the default, or presses Ctrl-C. */
export type Answer = string | boolean | 'Enter' | typeof CTRL_C;

export const CTRL_C = Symbol('Ctrl-C');

/** A question as it was asked, with the faults that were found in answers to it. */
export interface AskedQuestion {
  readonly kind: 'text' | 'secret' | 'confirm';
  readonly message: string;
  readonly faults: readonly string[];
}

/** A prompt that is answered from a list; an answer that has a fault is followed by the next. */
export function scriptedPrompt(
  answers: readonly Answer[],
  asked: AskedQuestion[],
  onQuestion: () => void,
): Prompt {
  const rest = [...answers];
  const next = (): string | boolean => {
    const answer = rest.shift();
    if (answer === undefined) throw new Error('a question was asked that the test does not answer');
    if (typeof answer === 'symbol') throw new Problem('interrupted', 'interrupted; nothing was changed');
    return answer;
  };
  const askLine = (
    kind: 'text' | 'secret',
    message: string,
    fault: (answer: string) => string | undefined,
  ) => {
    onQuestion();
    const faults: string[] = [];
    asked.push({ kind, message, faults });
    for (;;) {
      const answer = String(next());
      const found = fault(answer);
      if (found === undefined) return answer;
      faults.push(found);
    }
  };
  return {
    text: async ({ message, fault }) => askLine('text', message, fault),
    secret: async ({ message, fault }) => askLine('secret', message, fault),
    async confirm({ message, initial }) {
      onQuestion();
      asked.push({ kind: 'confirm', message, faults: [] });
      const answer = next();
      return answer === 'Enter' ? initial : answer === true;
    },
  };
}
