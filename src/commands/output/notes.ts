import type { Context } from '../../context.ts';
import { suggestedIn } from '../../domain/suggested-command.ts';
import { Problem } from '../../problem.ts';
import { renderNote, renderWarning } from '../../terminal/problem.ts';
import { type Style, styleFor } from '../../terminal/style.ts';
import type { Notice } from '../../usecases/notice.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { noticeText } from './notice-text.ts';

/** The style of what goes to stderr: notes, forms beside a question, warnings. */
export function errorStyle(context: Context, options: GlobalOptions): Style {
  return styleFor(context.stderr, context.env, options.color);
}

/** The style of the data on stdout. */
export function outputStyle(context: Context, options: GlobalOptions): Style {
  return styleFor(context.stdout, context.env, options.color);
}

/** Says on stderr what was done; silent with `--quiet`. */
export function note(context: Context, options: GlobalOptions, text: string): void {
  if (options.quiet) return;
  context.stderr.write(renderNote(suggestedIn(options, text), errorStyle(context, options)));
}

/** Says on stderr what should be looked at, `--quiet` or not. */
export function warn(context: Context, options: GlobalOptions, text: string): void {
  context.stderr.write(renderWarning(suggestedIn(options, text), errorStyle(context, options)));
}

/** Says on stderr what a use case has to say, each notice as the note or the warning that it is. */
export function notify(context: Context, options: GlobalOptions, notices: readonly Notice[]): void {
  for (const notice of notices) {
    const { level, text } = noticeText(notice);
    if (level === 'warning') warn(context, options, text);
    else note(context, options, text);
  }
}

/**
 * Whether forms and changes are shown on stderr: with `--quiet` only where a dry run has nothing
 * else to show.
 */
export function showsForms(options: GlobalOptions & { isDryRun: boolean; json: boolean }): boolean {
  return !options.quiet || (options.isDryRun && !options.json);
}

/** Throws all faults of a command line as one usage Problem; does nothing if there are no faults. */
export function refuseFaults(faults: readonly string[], hint?: string): void {
  const [only] = faults;
  if (only === undefined) return;
  if (faults.length === 1) throw new Problem('usage', only, hint);
  const lines = [...faults.map((fault) => `- ${fault}`), ...(hint === undefined ? [] : [hint])];
  throw new Problem('usage', `${faults.length} things are wrong with the command line`, lines.join('\n'));
}
