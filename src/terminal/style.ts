import { Chalk } from 'chalk';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from './glyphs.ts';

/** The values of `--color`. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** The stream that text is for, as far as its style depends on it. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Width in columns; undefined when it is not a terminal. */
  readonly columns: number | undefined;
}

/** The variables of the environment. */
type Environment = Readonly<Record<string, string | undefined>>;

/** How one stream is written to; decided once. Without colour the painters return the text unchanged. */
export interface Style {
  /** Columns to wrap at. */
  readonly width: number;
  readonly isTerminal: boolean;
  readonly glyphs: Glyphs;
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  accent(text: string): string;
}

/** A painter of text in a Style. */
export type Paint = (text: string) => string;

const NARROWEST = 40;
const WIDEST = 120;
const USUAL_WIDTH = 80;

/** The style of a stream: what it can show, and what the user wants (`--color`, the environment). */
export function styleFor(output: Screen, env: Environment, choice: ColorChoice): Style {
  return {
    width: widthOf(output),
    isTerminal: output.isTerminal,
    glyphs: showsUnicode(output, env) ? unicodeGlyphs : asciiGlyphs,
    ...(hasColor(output, env, choice) ? coloured() : plain),
  };
}

const asIs: Paint = (text) => text;

const plain = { bold: asIs, dim: asIs, good: asIs, bad: asIs, warn: asIs, accent: asIs };

function coloured(): typeof plain {
  // chalk's own detection ignores NO_COLOR on a terminal, and looks at another stream.
  const chalk = new Chalk({ level: 1 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    accent: (text) => chalk.cyan(text),
  };
}

function hasColor(output: Screen, env: Environment, choice: ColorChoice): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return output.isTerminal && env.TERM !== 'dumb';
}

/** The columns that text for a stream is wrapped to. */
export function widthOf({ isTerminal, columns }: Screen): number {
  // Some terminals report 0 columns when they do not know their width.
  if (!isTerminal || !columns) return USUAL_WIDTH;
  return Math.min(Math.max(columns, NARROWEST), WIDEST);
}

function showsUnicode({ isTerminal }: Screen, env: Environment): boolean {
  if (env.TERM === 'dumb') return false;
  // POSIX, XBD §8.2: the first of these that is set and not empty counts.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (locale) return /utf-?8/i.test(locale);
  // Windows has no locale variables; its newer terminal names itself instead.
  return !isTerminal || env.WT_SESSION !== undefined;
}
