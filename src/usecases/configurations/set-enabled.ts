import type { Command } from 'commander';
import { authorOf } from '../../commands/input/author.ts';
import { type GlobalOptions, readGlobalOptions, storeRequest } from '../../commands/line/global-options.ts';
import { note } from '../../commands/output/notes.ts';
import { writeConfigurations } from '../../commands/output/write-configuration.ts';
import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { modificationStamp } from '../../domain/store-change.ts';
import { type ExitCode, exitCodes } from '../../exit-code.ts';
import type { Store } from '../ports.ts';
import { warnOfUnusableSecret } from '../secrets/review-stored-secret.ts';
import { storedSecrets } from '../secrets/stored-secrets.ts';
import { viewWithFacts } from './configuration-facts.ts';
import { findConfigurations, findOrPick, requireName } from './find-configuration.ts';

/** What `enable` and `disable` were asked for. */
export interface SetEnabledOptions extends GlobalOptions {
  readonly names: readonly string[];
  readonly json: boolean;
  readonly isDryRun: boolean;
}

/** The options of enable and disable, read from the command that was run. */
export function readSetEnabledOptions(command: Command, names: readonly string[]): SetEnabledOptions {
  const flags = command.opts<{ json?: boolean; dryRun?: boolean }>();
  return {
    ...readGlobalOptions(command),
    names,
    json: flags.json === true,
    isDryRun: flags.dryRun === true,
  };
}

/**
 * Enables or disables the named configurations, all or none, and says which changed and which were
 * so already.
 */
export async function setEnabled(
  context: Context,
  options: SetEnabledOptions,
  enabled: boolean,
): Promise<ExitCode> {
  const { names } = options;
  requireName(context, options, names[0], `jwtadm ${enabled ? 'enable' : 'disable'} ERP`);
  const author = authorOf(context, enabled ? 'enable' : 'disable');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  const before = await findOrPick(context, store, names, `${enabled ? 'Enable' : 'Disable'} which?`);
  const typed = names.length === 0 ? before.map(({ name }) => name) : names;
  if (before.length === 0) note(context, options, 'None was picked: nothing was changed.');
  const after = before.map((each) =>
    each.enabled === enabled ? each : { ...each, enabled, ...modificationStamp(author) },
  );
  const isNeeded = before.some((each) => each.enabled !== enabled);
  if (isNeeded && !options.isDryRun) await write(store, typed, enabled);
  tell(context, options, before, enabled);
  const secrets = storedSecrets(context, options, store);
  if (enabled) await secrets.unlockFor(after, 'asks nobody');
  if (enabled) for (const each of after) warnOfUnusableSecret(context, options, secrets, each);
  if (options.json) {
    writeConfigurations(
      context,
      after.map((each) => viewWithFacts(each, store.fingerprintKey, secrets)),
      typed.length,
    );
  }
  return exitCodes.done;
}

async function write(store: Store, names: readonly string[], enabled: boolean): Promise<void> {
  await store.change((draft) => {
    for (const each of findConfigurations(draft.configurations, names)) {
      if (each.enabled !== enabled) draft.patch(each.name, { enabled });
    }
  });
}

function tell(context: Context, options: SetEnabledOptions, before: Configuration[], enabled: boolean): void {
  const word = enabled ? 'enabled' : 'disabled';
  const namesOf = (isChanged: boolean) =>
    before.filter((each) => (each.enabled !== enabled) === isChanged).map(({ name }) => name);
  const changed = namesOf(true);
  const unchanged = namesOf(false);
  if (changed.length > 0) {
    const verb = options.isDryRun ? `Would be ${word}` : enabled ? 'Enabled' : 'Disabled';
    note(context, options, `${verb}: ${changed.join(', ')}.`);
  }
  if (unchanged.length > 0) note(context, options, `Already ${word}: ${unchanged.join(', ')}.`);
  if (options.isDryRun) note(context, options, 'Dry run: nothing was written.');
}
