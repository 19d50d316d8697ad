import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { type Configuration, foldName } from './configuration.ts';
import { type EpochSeconds, toIso } from './instant.ts';
import { readJson } from './json-text.ts';

/** Who changes a store, by which command, and when. */
export interface ChangeAuthor {
  /** Undefined where the user has no name that can be kept. */
  readonly by: string | undefined;
  /** The subcommand, such as `edit`. */
  readonly command: string;
  readonly at: EpochSeconds;
}

/** What an author leaves on each configuration that is changed. */
export function modificationStamp({
  by,
  at,
}: ChangeAuthor): Pick<Configuration, 'lastModified' | 'lastModifiedBy'> {
  return { lastModified: toIso(at), lastModifiedBy: by };
}

const configurationChangeSchema = v.variant('action', [
  v.object({ action: v.picklist(['added', 'deleted']), name: v.string() }),
  v.object({ action: v.literal('changed'), name: v.string(), fields: v.array(v.string()) }),
  v.object({ action: v.literal('renamed'), name: v.string(), to: v.string(), fields: v.array(v.string()) }),
]);

/** What became of one configuration by a change: names and fields, never values. */
export type ConfigurationChange = v.InferOutput<typeof configurationChangeSchema>;

const changeRecordSchema = v.object({
  /** The kept generation that holds the store as it was before; null where there was none. */
  generation: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** ISO 8601, UTC. */
  at: v.string(),
  by: v.nullable(v.string()),
  command: v.nullable(v.string()),
  changes: v.array(configurationChangeSchema),
  /** SHA-256 of the file that was written, hexadecimal: what differs later was written by something else. */
  written: v.string(),
});

/** One change of a store as its history keeps it. */
export type ChangeRecord = v.InferOutput<typeof changeRecordSchema>;

/** One line of a history as a record; undefined when it is not a record, such as a line that was cut off. */
export function readChangeRecord(line: string): ChangeRecord | undefined {
  const json = readJson(line);
  const result = json.ok ? v.safeParse(changeRecordSchema, json.value) : undefined;
  return result?.success ? result.output : undefined;
}

/** Whether a field is set by every change, so that it says nothing of what was changed. */
export function isModificationField(field: string): boolean {
  return field === 'lastModified' || field === 'lastModifiedBy';
}

/** What differs between two states of a store, configuration by configuration. */
export function compareConfigurations(
  before: readonly Configuration[],
  after: readonly Configuration[],
): ConfigurationChange[] {
  const old = byName(before);
  const young = byName(after);
  const gone = before.filter(({ name }) => !young.has(foldName(name)));
  return [
    ...after.flatMap((each) => compareOne(old.get(foldName(each.name)), each)),
    ...gone.map(({ name }): ConfigurationChange => ({ action: 'deleted', name })),
  ];
}

function byName(configurations: readonly Configuration[]): Map<string, Configuration> {
  return new Map(configurations.map((each) => [foldName(each.name), each]));
}

/** The fields in which two states of a configuration differ. */
export function changedFields(before: Partial<Configuration>, after: Configuration): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Configuration>;
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key]));
}

function compareOne(before: Configuration | undefined, after: Configuration): ConfigurationChange[] {
  const { name } = after;
  if (!before) return [{ action: 'added', name }];
  const fields = changedFields(before, after).filter((field) => !isModificationField(field));
  return fields.length === 0 ? [] : [{ action: 'changed', name, fields }];
}

/** Changes that no record explains: the store was changed without jwtadm. */
export function unrecorded(
  found: readonly ConfigurationChange[],
  recorded: readonly ConfigurationChange[],
): ConfigurationChange[] {
  const said = recorded.flatMap(asCompared);
  return found.flatMap((change): ConfigurationChange[] => {
    const same = said.filter((each) => isSameChange(each, change));
    if (change.action !== 'changed') return same.length > 0 ? [] : [change];
    const known = same.flatMap((each) => ('fields' in each ? each.fields : []));
    const fields = change.fields.filter((field) => !known.includes(field));
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
}

function isSameChange(one: ConfigurationChange, other: ConfigurationChange): boolean {
  return one.action === other.action && foldName(one.name) === foldName(other.name);
}

/** A rename as a comparison sees it, which knows configurations by their names. */
function asCompared(change: ConfigurationChange): ConfigurationChange[] {
  if (change.action !== 'renamed') return [change];
  const { name, to, fields } = change;
  if (foldName(name) === foldName(to)) return [{ action: 'changed', name: to, fields: ['name', ...fields] }];
  return [
    { action: 'deleted', name },
    { action: 'added', name: to },
  ];
}
