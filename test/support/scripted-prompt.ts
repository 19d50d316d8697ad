import { Problem } from '../../src/problem.ts';
import type { Choice, Prompt } from '../../src/prompts/prompt.ts';

/**
 * What somebody does at a question: types a text, says yes or no, takes the default, points at the labels of
 * choices, or presses Ctrl-C.
 */
export type Answer = string | boolean | 'Enter' | readonly string[] | typeof CTRL_C;

export const CTRL_C = Symbol('Ctrl-C');

/** A question as it was asked, with the faults that were found in answers to it. */
export interface AskedQuestion {
  readonly kind: 'text' | 'secret' | 'confirm' | 'choose' | 'search' | 'pick';
  readonly message: string;
  /** The labels of what can be chosen. */
  readonly labels?: readonly string[];
  readonly faults: readonly string[];
}

/**
 * What is answered: question by question, or by the beginnings of the questions, where Enter takes the
 * default of all others.
 */
export type Answers = readonly Answer[] | Readonly<Record<string, readonly Answer[]>>;

/** A prompt that is answered as a test says; an answer that has a fault is followed by the next. */
export function scriptedPrompt(answers: Answers, asked: AskedQuestion[], onQuestion: () => void): Prompt {
  const isList = (given: Answers): given is readonly Answer[] => Array.isArray(given);
  const inTurn = isList(answers) ? [...answers] : undefined;
  const byMessage = isList(answers)
    ? []
    : Object.entries(answers)
        .map(([start, given]) => ({ start, rest: [...given] }))
        // What is longer says more exactly which question is meant.
        .sort((one, other) => other.start.length - one.start.length);
  const next = (): Exclude<Answer, symbol> => {
    const message = asked.at(-1)?.message ?? '';
    const meant = byMessage.find(({ start }) => isMeant(message, start));
    const answer = inTurn ? inTurn.shift() : meant ? meant.rest.shift() : 'Enter';
    if (answer === undefined) throw new Error(`the test does not answer the question ${message}`);
    if (typeof answer === 'symbol') throw new Problem('interrupted', 'interrupted; nothing was changed');
    return answer;
  };
  const askLine = (
    kind: 'text' | 'secret',
    message: string,
    fault: (answer: string) => string | undefined,
    initial = '',
  ) => {
    onQuestion();
    const faults: string[] = [];
    asked.push({ kind, message, faults });
    for (;;) {
      const given = String(next());
      const answer = given === 'Enter' ? initial : given;
      const found = fault(answer);
      if (found === undefined) return answer;
      faults.push(found);
    }
  };
  const point = <T>(choices: readonly Choice<T>[], label: string): T => {
    const choice =
      choices.find((each) => each.label === label) ?? choices.find((each) => each.label.startsWith(label));
    if (!choice)
      throw new Error(`there is no choice ${label} among ${choices.map((each) => each.label).join(', ')}`);
    return choice.value;
  };
  const askOne = <T>(
    kind: 'choose' | 'search',
    message: string,
    choices: readonly Choice<T>[],
    initial?: T,
  ) => {
    onQuestion();
    asked.push({ kind, message, faults: [], labels: choices.map(({ label }) => label) });
    const answer = next();
    if (answer !== 'Enter') return point(choices, String(answer));
    const first = choices.find(({ value }) => value === initial) ?? choices[0];
    if (!first) throw new Error('there is nothing to choose');
    return first.value;
  };
  return {
    text: async ({ message, initial, fault }) => askLine('text', message, fault, initial),
    secret: async ({ message, fault }) => askLine('secret', message, fault),
    async confirm({ message, initial }) {
      onQuestion();
      asked.push({ kind: 'confirm', message, faults: [] });
      const answer = next();
      return answer === 'Enter' ? initial : answer === true;
    },
    choose: async ({ message, choices, initial }) => askOne('choose', message, choices, initial),
    search: async ({ message, choices }) => askOne('search', message, choices),
    async pick({ message, choices, initial = [] }) {
      onQuestion();
      asked.push({ kind: 'pick', message, faults: [], labels: choices.map(({ label }) => label) });
      const answer = next();
      if (answer === 'Enter') return [...initial];
      if (typeof answer !== 'object') throw new Error('a list of labels is needed here');
      return answer.map((label) => point(choices, label));
    },
  };
}

/** Whether a question is that of a label, or begins with several words. */
function isMeant(message: string, start: string): boolean {
  return message.replace(/ \(.*/, '') === start || (start.includes(' ') && message.startsWith(start));
}
