import { Buffer } from 'node:buffer';
import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';
import { readJson } from '../../domain/json-text.ts';
import { type KeyMaterial, type KeyStep, textStep } from './key-material.ts';

const damage = 'secret-is-wrapped';

/** No JSON text of a secret has more members; the rest is not looked at. */
const MOST_MEMBERS = 16;

/** The secret inside a text that is more than the secret. */
export function unwrappings({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const trimmed = text.trim();
  const step = (how: string, inner: string | undefined) =>
    inner === undefined ? [] : textStep(damage, how, inner);
  const assigned = /^(?:export\s+|set\s+)?[A-Za-z_][\w.-]*\s*=\s*(.*)$/s.exec(trimmed)?.[1];
  const listed = /^[A-Za-z_][\w.-]*:\s+(.*)$/s.exec(trimmed)?.[1];
  return [
    ...step('without "base64:" before it', /^base64:(.*)$/is.exec(trimmed)?.[1]),
    ...step('without "hex:" before it', /^hex:(.*)$/is.exec(trimmed)?.[1]),
    ...members(trimmed),
    ...step('without the name and the "=" before it', assigned),
    ...step('without the name, the "=" and the quotes around it', assigned && unquoted(assigned)),
    ...step('without the name and the ":" before it', listed),
    ...step('without the name, the ":" and the quotes around it', listed && unquoted(listed)),
    ...step('without the id and the ":" before it', /^[\w.-]+:(\S+)$/.exec(trimmed)?.[1]),
  ];
}

function unquoted(text: string): string | undefined {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2];
}

/** The texts in a JSON text, one level deep and two. */
function members(text: string): KeyStep[] {
  if (!/^[{[]/.test(text)) return [];
  const json = readJson(text);
  if (!json.ok) return [];
  return textsIn(json.value, 2)
    .slice(0, MOST_MEMBERS)
    .flatMap((inner) => textStep(damage, 'that is a member of its JSON text', inner));
}

function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (depth === 0) return [];
  const values = Array.isArray(value) ? value : isJsonObject(value) ? valuesOf(value) : [];
  return values.flatMap((each: unknown) => textsIn(each, depth - 1));
}

/** Names that say that they are of a secret come first. */
function valuesOf(object: JsonObject): unknown[] {
  const entries = Object.entries(object);
  const isSecret = ([name]: [string, unknown]) => /key|secret|^k$|value|password/i.test(name);
  return [...entries.filter(isSecret), ...entries.filter((entry) => !isSecret(entry))].map(
    ([, value]) => value,
  );
}

/** Names that secrets have in settings, where the configuration names none. */
const usualNames = [
  'JWT_SECRET',
  'JWT_SECRET_KEY',
  'SECRET_KEY',
  'SECRET',
  'jwt_secret',
  'jwt.secret',
  'secret',
  'key',
];

/** Texts that are the secret with something around it; `name` is the variable that the secret is in, where it is in one. */
export function wrappings({ text }: KeyMaterial, name: string | undefined): KeyStep[] {
  if (text === undefined) return [];
  const quoted = JSON.stringify(text);
  const names = name === undefined ? usualNames : [name, ...usualNames];
  const named = names.flatMap((each) => [
    `${each}=${text}`,
    `export ${each}=${text}`,
    `${each}: ${text}`,
    `${each} = ${text}`,
    `${each}="${text}"`,
  ]);
  const jsons = ['key', 'secret'].flatMap((each) => [`{"${each}":${quoted}}`, `{"${each}": ${quoted}}`]);
  const hasura = ['HS256', 'HS384', 'HS512'].flatMap((type) => [
    `{"type":"${type}","key":${quoted}}`,
    `{"type":"${type}", "key":${quoted}}`,
    `{"type": "${type}", "key": ${quoted}}`,
  ]);
  return [
    ...textStep(damage, 'with "base64:" before it', `base64:${text}`),
    ...textStep(damage, 'with "hex:" before it', `hex:${text}`),
    ...textStep(
      damage,
      'in base64 with "base64:" before it',
      `base64:${Buffer.from(text).toString('base64')}`,
    ),
    ...named.flatMap((whole) => textStep(damage, 'with its name before it', whole)),
    ...[...jsons, ...hasura].flatMap((whole) => textStep(damage, 'inside a JSON text', whole)),
  ];
}
