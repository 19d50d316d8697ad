import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { isName, namePattern } from '../../src/domain/configuration.ts';
import { STORE_SCHEMA_ID, storeFileSchema } from '../../src/domain/store-file.ts';

/** The JSON Schema of stores for editors, made from the schema that jwtadm itself reads them by. */
export function storeJsonSchema(): JsonSchema {
  const { $schema, properties, ...rest } = toJsonSchema(storeFileSchema, {
    typeMode: 'input',
    overrideAction,
    overrideSchema,
  });
  return {
    ...($schema !== undefined && { $schema }),
    $id: STORE_SCHEMA_ID,
    title: 'jwtadm store',
    description: 'JWT configurations that jwtadm administers. Keys beyond these are kept.',
    ...rest,
    properties: {
      $schema: { type: 'string', title: 'JSON Schema', description: 'Name of this schema, for editors.' },
      ...properties,
    },
  };
}

type Override<K extends 'overrideAction' | 'overrideSchema'> = NonNullable<ConversionConfig[K]>;

/** What JSON Schema says otherwise than the library does, or what the library does not know. */
const overrideAction: Override<'overrideAction'> = ({ valibotAction, jsonSchema }) => {
  if (valibotAction.type === 'regex') {
    const { source } = (valibotAction as { requirement?: unknown }).requirement as RegExp;
    // The library keeps the first pattern; a schema has no room for a second one beside it. Patterns
    // of JSON Schema always have the flag u, so that flags need no word.
    return jsonSchema.pattern === source ? jsonSchema : { ...jsonSchema, allOf: [{ pattern: source }] };
  }
  // The only checks of a single value are those of names and of moments.
  if (valibotAction.type === 'check') {
    const { requirement } = valibotAction as { requirement?: unknown };
    return { ...jsonSchema, pattern: requirement === isName ? namePattern().source : MOMENT };
  }
  return undefined;
};

const MOMENT =
  '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d{2}:\\d{2})$';

/** Defaults that the program applies where a value is read. */
const defaults: Readonly<Record<string, string | number>> = { encoding: 'utf8', clockTolerance: 0 };

const overrideSchema: Override<'overrideSchema'> = ({ valibotSchema, jsonSchema }) => {
  // The only custom schema is that of any object.
  if (valibotSchema.type === 'custom') return { type: 'object' };
  if (jsonSchema.properties === undefined) return undefined;
  const entries = Object.entries(jsonSchema.properties);
  const excluded = entries.filter(([, value]) => isNever(value)).map(([key]) => key);
  const properties = entries
    .filter(([key]) => !excluded.includes(key))
    .map(([key, value]) => [key, withDefault(key, value)] as const);
  return {
    ...jsonSchema,
    properties: Object.fromEntries(properties),
    // Not as properties, which editors would offer.
    ...(excluded.length > 0 && { not: { anyOf: excluded.map((key) => ({ required: [key] })) } }),
  };
};

function isNever(schema: JsonSchema | boolean): boolean {
  return typeof schema === 'object' && JSON.stringify(schema) === '{"not":{}}';
}

function withDefault(key: string, schema: JsonSchema | boolean): JsonSchema | boolean {
  const value = defaults[key];
  return typeof schema === 'object' && value !== undefined ? { ...schema, default: value } : schema;
}
