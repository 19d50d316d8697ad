import { escapeUnprintable } from '../domain/unprintable.ts';
import { Problem } from '../problem.ts';
import type { Prompt } from './prompt.ts';

/** The terminal that questions are asked on. */
export interface PromptTerminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** False leaves out colours and other text styles. */
  readonly isColoured: boolean;
  /** Whether Node writes to stderr whatever is typed. */
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
  };
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
  // Ctrl-D, where inquirer would wait for ever.
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
  },
};
