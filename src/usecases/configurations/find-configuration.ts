import { didYouMean } from '../../commands/line/did-you-mean.ts';
import { canPrompt, type GlobalOptions } from '../../commands/line/global-options.ts';
import type { Context } from '../../context.ts';
import { type Configuration, foldName } from '../../domain/configuration.ts';
import { Problem } from '../../problem.ts';
import type { Store } from '../ports.ts';

/** The configuration of a name, compared as names are; undefined when there is none. */
export function findByName<T extends Pick<Configuration, 'name'>>(
  configurations: readonly T[],
  name: string,
): T | undefined {
  const folded = foldName(name);
  return configurations.find((each) => foldName(each.name) === folded);
}

/**
 * The configurations of the names that were typed, each once; throws a Problem (exit 3) that tells
 * unknown names by their place, because what was typed there may be a secret.
 */
export function findConfigurations(
  configurations: readonly Configuration[],
  names: readonly string[],
): Configuration[] {
  const found = names.map((name) => findByName(configurations, name));
  const unknown = names.flatMap((name, index) => (found[index] ? [] : [{ name, place: index + 1 }]));
  if (unknown.length > 0) throw unknownNames(unknown, names.length, configurations);
  return [...new Set(found)].filter((each) => each !== undefined);
}

/** The one configuration of a name; throws like {@link findConfigurations}. */
function findConfiguration(configurations: readonly Configuration[], name: string): Configuration {
  const found = findByName(configurations, name);
  if (!found) throw unknownNames([{ name, place: 1 }], 1, configurations);
  return found;
}

/** As many names are told of a long list of them. */
const MAX_LISTED = 8;

function unknownNames(
  unknown: readonly { name: string; place: number }[],
  count: number,
  configurations: readonly Configuration[],
): Problem {
  const places = [
    ...unknown.slice(0, MAX_LISTED).map(({ place }) => `name ${place}`),
    ...(unknown.length > MAX_LISTED ? [`${unknown.length - MAX_LISTED} more`] : []),
  ].join(' and ');
  const message =
    count === 1
      ? 'there is no configuration of that name'
      : `there is no configuration of ${places} of the ${count} given; nothing was changed`;
  const names = configurations.map((configuration) => configuration.name);
  const meant = unknown
    .slice(0, MAX_LISTED)
    .map(({ name }) => didYouMean(name, names))
    .filter((each) => each !== undefined);
  if (meant.length > 0) return new Problem('not-found', message, `did you mean ${meant.join(' and ')}?`);
  return new Problem('not-found', message, namesHint(names));
}

function namesHint(names: readonly string[]): string {
  if (names.length === 0) return 'the store is empty: `jwtadm create` makes the first configuration';
  const rest = names.length - MAX_LISTED;
  const told = rest > 0 ? [...names.slice(0, MAX_LISTED - 1), `${rest + 1} more`] : names;
  return `there ${names.length === 1 ? 'is' : 'are'} ${told.join(', ')}`;
}

/** Refuses a missing NAME where nobody can be asked for it, before the store is opened. */
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
  store: Store,
  name: string | undefined,
): Promise<Configuration> {
  if (name !== undefined) return findConfiguration(store.configurations, name);
  return context.prompt.search({ message: 'Configuration', choices: choicesOf(store) });
}

/** The configurations of the names that were typed, or else those that are picked from a list. */
export async function findOrPick(
  context: Context,
  store: Store,
  names: readonly string[],
  message: string,
): Promise<Configuration[]> {
  if (names.length > 0) return findConfigurations(store.configurations, names);
  return context.prompt.pick({ message, choices: choicesOf(store) });
}

/** What can be picked; throws a Problem when there is nothing. */
function choicesOf({ configurations }: Store) {
  if (configurations.length === 0) {
    throw new Problem('not-found', 'there is no configuration', namesHint([]));
  }
  return [...configurations]
    .sort((one, other) => (foldName(one.name) < foldName(other.name) ? -1 : 1))
    .map((each) => ({ value: each, label: each.enabled ? each.name : `${each.name} (disabled)` }));
}
