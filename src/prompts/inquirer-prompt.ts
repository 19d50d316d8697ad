import { escapeUnprintable } from '../domain/unprintable.ts';
import { Problem } from '../problem.ts';
import type { Choice, Prompt } from './prompt.ts';

/** The terminal that questions are asked on. */
export interface PromptTerminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** False leaves out colours and other text styles. */
  readonly isColoured: boolean;
  /** Whether Node writes everything that is typed to stderr. */
  readonly isTraced: boolean;
}

/**
 * Asks with inquirer, which is loaded at the first question, as the terminal's streams are opened.
 * Ctrl-C, Ctrl-D and a closed terminal throw a Problem of kind `interrupted`.
 */
export function inquirerPrompt(openTerminal: () => PromptTerminal): Prompt {
  const ask = (question: object) => askOn(openTerminal(), question);
  return {
    async text({ message, initial, fault }) {
      const answer = await ask({
        type: 'input',
        message: escapeUnprintable(message),
        default: initial,
        validate: validateWith(fault),
      });
      return String(answer);
    },
    async secret({ message, fault }) {
      if (openTerminal().isTraced) throw traced();
      const answer = await ask({
        type: 'password',
        message: escapeUnprintable(message),
        // Its default would show the secret on Ctrl-T.
        toggleMask: false,
        validate: validateWith(fault),
      });
      return String(answer);
    },
    async confirm({ message, initial }) {
      const answer = await ask({ type: 'confirm', message: escapeUnprintable(message), default: initial });
      return answer === true;
    },
    async choose({ message, choices, initial }) {
      const at = choices.findIndex(({ value }) => value === initial);
      const answer = await ask({
        type: 'select',
        message: escapeUnprintable(message),
        choices: listed(choices),
        default: at === -1 ? undefined : at,
        loop: false,
        pageSize: PAGE_SIZE,
      });
      return chosen(choices, answer);
    },
    async search({ message, choices }) {
      const answer = await ask({
        type: 'search',
        message: escapeUnprintable(message),
        source: (term: string | undefined) => found(choices, term ?? ''),
        pageSize: PAGE_SIZE,
      });
      return chosen(choices, answer);
    },
    async pick({ message, choices, initial = [] }) {
      const answer = await ask({
        type: 'checkbox',
        message: escapeUnprintable(message),
        choices: listed(choices).map((each) => ({
          ...each,
          checked: initial.includes(choices[each.value]?.value as never),
        })),
        loop: false,
        pageSize: PAGE_SIZE,
      });
      return (answer as unknown[]).map((each) => chosen(choices, each));
    },
  };
}

/** The number of choices shown at once. */
const PAGE_SIZE = 12;

/** The choices for inquirer, identified by index because a value may be anything. */
function listed(choices: readonly Choice<unknown>[]) {
  return choices.map(({ label, description }, index) => ({
    value: index,
    name: escapeUnprintable(label),
    ...(description !== undefined && { description: escapeUnprintable(description) }),
  }));
}

/** The choices whose labels contain every typed word, ignoring case. */
function found(choices: readonly Choice<unknown>[], term: string) {
  const words = term.toLowerCase().split(/\s+/);
  return listed(choices).filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

function chosen<T>(choices: readonly Choice<T>[], index: unknown): T {
  const choice = choices[index as number];
  if (!choice) throw new Error('what was chosen is no choice');
  return choice.value;
}

function traced(): Problem {
  return new Problem(
    'usage',
    'with NODE_DEBUG set, Node would show what is typed',
    'unset NODE_DEBUG, or give the secret in a pipe, a file or a variable',
  );
}

function validateWith(fault: (answer: string) => string | undefined): (answer: string) => true | string {
  return (answer) => {
    const found = fault(answer);
    return found === undefined ? true : escapeUnprintable(found);
  };
}

async function askOn(terminal: PromptTerminal, question: object): Promise<unknown> {
  const { createPromptModule } = await import('inquirer');
  const { input, output, isColoured } = terminal;
  const ending = new AbortController();
  // Readline pauses its input when it ends: after an answer, where this no longer matters, and on
  // Ctrl-D, where inquirer would wait without end.
  const end = () => ending.abort();
  input.once('pause', end);
  try {
    const prompt = createPromptModule({ input, output, signal: ending.signal });
    const theme = isColoured ? undefined : plainTheme;
    const { answer } = await prompt<{ answer: unknown }>([{ ...question, theme, name: 'answer' } as never]);
    return answer;
  } catch (error) {
    if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')) {
      throw new Problem('interrupted', 'interrupted; nothing was changed');
    }
    throw error;
  } finally {
    input.off('pause', end);
  }
}

const asIs = (text: string) => text;

/** Inquirer's look without text styles. */
const plainTheme = {
  prefix: { idle: '?', done: '✔' },
  style: {
    answer: asIs,
    message: asIs,
    error: (text: string) => `> ${text}`,
    defaultAnswer: (text: string) => `(${text})`,
    help: asIs,
    highlight: asIs,
    key: (text: string) => `<${text}>`,
    description: asIs,
    disabled: asIs,
    searchTerm: asIs,
    keysHelpTip: (keys: readonly (readonly [key: string, action: string])[]) =>
      keys.map(([key, action]) => `${key} ${action}`).join(', '),
  },
};
