import { Buffer } from 'node:buffer';
import type { Configuration } from '../../domain/configuration.ts';
import { secretSource } from '../../domain/secret-key.ts';
import { shippedDefaults } from '../placeholder-secret.ts';
import type { SearchedToken } from './searched-token.ts';

/** A key that is easy to guess, because the issuing system's secret was never set. */
export interface PlaceholderKey {
  /** What it is, to follow on "signed with". */
  readonly what: string;
  readonly bytes: Buffer;
}

const LONGEST = 1024;

/** What languages write for a value that is not there. */
const absentValues = [
  'undefined',
  'null',
  '[object Object]',
  'None',
  'nil',
  'NULL',
  'NaN',
  'false',
  'true',
  '""',
  '{}',
];

/** The placeholders that are the same for every token of a configuration, the simplest first. */
export function placeholderKeys(configuration: Configuration): PlaceholderKey[] {
  const source = secretSource(configuration.secretKey);
  const { name } = configuration;
  const entries: [string, string[]][] = [
    ['the empty text', ['']],
    ...absentValues.map((value): [string, string[]] => [`the text ${value}`, [value]]),
    ['a secret that examples and products come with', [...shippedDefaults]],
    ['the name of the variable that should hold the secret', variableTexts(name, source)],
    ['the path of the key file', source.kind === 'file' ? pathTexts(source.path) : []],
    ['the name of the configuration', [name, name.toLowerCase(), name.toUpperCase()]],
  ];
  return entries.flatMap(([what, texts]) => texts.map((text) => placeholder(what, text)));
}

function placeholder(what: string, text: string): PlaceholderKey {
  return { what, bytes: Buffer.from(text, 'utf8') };
}

function variableTexts(name: string, source: ReturnType<typeof secretSource>): string[] {
  const own = name.toUpperCase().replaceAll(/\W+/g, '_');
  const names =
    source.kind === 'env'
      ? [source.variable]
      : [
          'JWT_SECRET',
          'JWT_SECRET_KEY',
          'JWT_KEY',
          'SECRET_KEY',
          'SECRET',
          `${own}_JWT_SECRET`,
          `${own}_SECRET`,
        ];
  return names.flatMap((each) => [
    `\${${each}}`,
    `$${each}`,
    `%${each}%`,
    each,
    `{{${each}}}`,
    `{{ ${each} }}`,
    `$(${each})`,
    `process.env.${each}`,
  ]);
}

function pathTexts(path: string): string[] {
  const base = path.split(/[\\/]/).at(-1) ?? path;
  return [path, base, `./${base}`, `file:${path}`, `file://${path}`];
}

/** The members of a token that were taken for a secret. */
const members = [
  ['header', 'kid'],
  ['claims', 'iss'],
  ['claims', 'aud'],
  ['claims', 'sub'],
  ['claims', 'azp'],
] as const;

/** The placeholders that are in the token itself. */
export function placeholdersIn(token: SearchedToken): PlaceholderKey[] {
  return members.flatMap(([part, name]) => {
    const object = token[part];
    const value: unknown = object && Object.hasOwn(object, name) ? object[name] : undefined;
    const values: unknown[] = Array.isArray(value) ? value.slice(0, 4) : [value];
    return values.flatMap((each) =>
      typeof each === 'string' && each !== '' && each.length <= LONGEST
        ? [placeholder(`the token's own "${name}"`, each)]
        : [],
    );
  });
}
