import { type Configuration, foldName } from '../../domain/configuration.ts';
import { Refusal } from '../refusal.ts';

/** More names than this are counted instead of listed. */
export const MAX_LISTED_NAMES = 8;

/** The configuration with a name, compared as names are; undefined if it does not exist. */
export function findByName<T extends Pick<Configuration, 'name'>>(
  configurations: readonly T[],
  name: string,
): T | undefined {
  const folded = foldName(name);
  return configurations.find((each) => foldName(each.name) === folded);
}

/** The one configuration of a name; throws like {@link findConfigurations}. */
export function findConfiguration(configurations: readonly Configuration[], name: string): Configuration {
  const found = findByName(configurations, name);
  if (!found) throw unknownNames(configurations, [name]);
  return found;
}

/**
 * The configurations of the names that were typed, each once; throws a Refusal (exit 3) that names
 * unknown ones by their place, because what was typed there may be a secret.
 */
export function findConfigurations(
  configurations: readonly Configuration[],
  names: readonly string[],
): Configuration[] {
  const found = names.map((name) => findByName(configurations, name));
  if (found.includes(undefined)) throw unknownNames(configurations, names);
  return [...new Set(found)].filter((each) => each !== undefined);
}

function unknownNames(configurations: readonly Configuration[], typed: readonly string[]): Refusal {
  const isUnknown = (name: string) => findByName(configurations, name) === undefined;
  const places = typed.flatMap((name, index) => (isUnknown(name) ? [`name ${index + 1}`] : []));
  const listed = [
    ...places.slice(0, MAX_LISTED_NAMES),
    ...(places.length > MAX_LISTED_NAMES ? [`${places.length - MAX_LISTED_NAMES} more`] : []),
  ].join(' and ');
  const message =
    typed.length === 1
      ? 'there is no configuration of that name'
      : `there is no configuration of ${listed} of the ${typed.length} given; nothing was changed`;
  const names = configurations.map(({ name }) => name);
  return new Refusal('not-found', message, {
    kind: 'unknown-names',
    typed: typed.filter(isUnknown).slice(0, MAX_LISTED_NAMES),
    names,
  });
}
