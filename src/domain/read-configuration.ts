import * as v from 'valibot';
import { isJsonObject } from './claim-path.ts';
import { type Configuration, configurationSchema } from './configuration.ts';
import type { JsonPath } from './json-text.ts';

/** A configuration that was read, or where in it (a path) the fault is and what is allowed there. */
export type ConfigurationReading =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly fault: { readonly path: JsonPath; readonly message: string } };

/** A moment as jwtadm writes it, on a day that every month has. */
const plainMoment =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/**
 * What is plainly allowed, for the fields that differ from one configuration to the next: the schemas say
 * the same in ten times the time.
 */
const plainForms: Readonly<Record<string, RegExp>> = {
  name: /^[A-Za-z0-9._-]{1,64}$/,
  secretKey: /^/,
  createdAt: plainMoment,
  lastModified: plainMoment,
};

/** What judges one field, and what it has allowed already. */
interface FieldReader {
  readonly field: string;
  readonly schema: (typeof configurationSchema.entries)[keyof typeof configurationSchema.entries];
  readonly plain: RegExp | undefined;
  /** What was allowed before; undefined stands for an absent field. */
  readonly allowed: Map<unknown, FieldReading>;
}

/** More different values than the configurations of a store have in common. */
const MOST_REMEMBERED = 64;

const readers = Object.entries(configurationSchema.entries).map(
  ([field, schema]): FieldReader => ({ field, schema, plain: plainForms[field], allowed: new Map() }),
);

/**
 * Validates one parsed configuration as `configurationSchema` does, field by field: a store may hold a
 * hundred thousand of them. The first fault in the order of the fields is told.
 */
export function readConfiguration(document: unknown): ConfigurationReading {
  if (!isJsonObject(document)) return { ok: false, fault: { path: [], message: 'must be an object' } };
  const read: Record<string, unknown> = {};
  for (const reader of readers) {
    const { field } = reader;
    const reading = readField(reader, Object.hasOwn(document, field) ? document[field] : undefined);
    if (!reading.ok) return { ok: false, fault: faultOf(reading.issue, [field]) };
    if (reading.output !== undefined) read[field] = reading.output;
  }
  return { ok: true, configuration: read as Configuration };
}

type FieldReading =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly issue: v.BaseIssue<unknown> };

/** Most fields are mostly the same in all configurations, and so judged once. */
function readField({ schema, plain, allowed }: FieldReader, value: unknown): FieldReading {
  if (plain && typeof value === 'string' && plain.test(value)) return { ok: true, output: value };
  const before = allowed.get(value);
  if (before) return before;
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (!result.success) return { ok: false, issue: result.issues[0] };
  const reading = { ok: true, output: result.output } as const;
  if (typeof value !== 'object' && !plain && allowed.size < MOST_REMEMBERED) allowed.set(value, reading);
  return reading;
}

/** A schema's issue as a fault, its path behind that of what was judged. */
export function faultOf(
  issue: v.BaseIssue<unknown>,
  path: JsonPath = [],
): { path: JsonPath; message: string } {
  const steps = (issue.path ?? []).map((step) => step.key as string | number);
  return { path: [...path, ...steps], message: issue.input === undefined ? 'is missing' : issue.message };
}
