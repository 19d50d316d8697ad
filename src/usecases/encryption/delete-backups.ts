import type { GlobalOptions } from '../../commands/line/global-options.ts';
import { note, warn } from '../../commands/output/notes.ts';
import type { Context } from '../../context.ts';
import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import { Problem } from '../../problem.ts';
import type { Revisions, Store } from '../ports.ts';

/**
 * Removes the kept generations of a store whose secrets were just encrypted, if one holds a secret in
 * plain text.
 */
export function forgetPlainGenerations(
  context: Context,
  options: GlobalOptions,
  store: Store,
): Promise<void> {
  return forgetGenerations(context, options, store, holdsPlainText);
}

/** Removes the kept generations of a store that just got a new key: the old one still opens them. */
export function forgetOldGenerations(context: Context, options: GlobalOptions, store: Store): Promise<void> {
  return forgetGenerations(context, options, store, ({ generations }) => generations.length > 0);
}

/** What keeps them from being removed is a warning: the store itself is written. */
async function forgetGenerations(
  context: Context,
  options: GlobalOptions,
  store: Store,
  isNeeded: (history: Revisions) => boolean,
): Promise<void> {
  try {
    const history = await store.revisions();
    if (!isNeeded(history)) return;
    await history.forget();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    warn(
      context,
      options,
      `what was kept of the store from before could not be removed, and is as readable as it was: delete ${store.file?.generationFiles ?? store.label} yourself`,
    );
    return;
  }
  note(
    context,
    options,
    'What was kept of the store from before is removed. Copies elsewhere, as in backups and version control, stay as readable as they were.',
  );
}

function holdsPlainText({ generations, stateOf }: Revisions): boolean {
  return generations.some((number) => {
    const state = stateOf(number);
    // What cannot be read may hold anything.
    return !state.ok || state.configurations.some(holdsLiteralSecret);
  });
}
