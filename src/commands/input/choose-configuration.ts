import type { Context } from '../../context.ts';
import { type Configuration, foldName } from '../../domain/configuration.ts';
import { Problem } from '../../problem.ts';
import { findConfiguration } from '../../usecases/configurations/find-configuration.ts';
import type { ConfigurationStore } from '../../usecases/ports.ts';
import { Refusal } from '../../usecases/refusal.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';

/** Refuses a missing NAME, before the store is opened, if jwtadm cannot prompt for it. */
export function requireName(
  context: Context,
  options: GlobalOptions,
  name: string | undefined,
  example: string,
): void {
  if (name !== undefined || canPrompt(context, options)) return;
  throw new Problem('usage', 'NAME is missing', `for example: \`${example}\``);
}

/** The configuration of the name that was typed, or else the one that is picked from a list. */
export async function findOrAsk(
  context: Context,
  store: ConfigurationStore,
  name: string | undefined,
): Promise<Configuration> {
  if (name !== undefined) return findConfiguration(store.configurations, name);
  return context.prompt.search({ message: 'Configuration', choices: choicesOf(store) });
}

/** The names given as arguments, or else the names picked from a list. */
export async function namesOrPick(
  context: Context,
  store: ConfigurationStore,
  names: readonly string[],
  message: string,
): Promise<readonly string[]> {
  if (names.length > 0) return names;
  const picked = await context.prompt.pick({ message, choices: choicesOf(store) });
  return picked.map(({ name }) => name);
}

/** What can be picked; throws a Problem when there is nothing. */
function choicesOf({ configurations }: ConfigurationStore) {
  if (configurations.length === 0) {
    throw new Refusal('not-found', 'there is no configuration', { kind: 'no-configurations' });
  }
  return [...configurations]
    .sort((one, other) => (foldName(one.name) < foldName(other.name) ? -1 : 1))
    .map((each) => ({ value: each, label: each.enabled ? each.name : `${each.name} (disabled)` }));
}
