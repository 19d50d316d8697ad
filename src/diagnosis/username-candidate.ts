import { findClaim, isJsonObject, type JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import { nearestText } from '../domain/nearest-text.ts';

/** A claim that may be the one that Username Field means. */
export interface UsernameCandidate {
  readonly kind: 'wrong-case' | 'nested' | 'near-miss';
  /** How Username Field would name it. */
  readonly field: string;
  readonly value: unknown;
}

/** Names that systems give to the login name, the most telling first. */
const synonyms = [
  'loginname',
  'login_name',
  'login',
  'username',
  'user_name',
  'preferred_username',
  'userid',
  'user_id',
  'uid',
  'samaccountname',
  'upn',
  'unique_name',
  'account',
  'user',
  'cognito:username',
  'sub',
  'nickname',
  'email',
  'mail',
];

/**
 * The claim that Username Field most likely means when there is none of its name: the same name but
 * for case and separators, the same name deeper down, a similar one, or a usual synonym.
 */
export function usernameCandidate(
  claims: JsonObject,
  { usernameField, nameField, emailField }: Fields,
): UsernameCandidate | undefined {
  // What is mapped to something else already is not meant.
  const free = Object.fromEntries(
    Object.entries(claims).filter(([name]) => name !== nameField && name !== emailField),
  );
  return (
    wrongCase(free, usernameField) ??
    nested(free, usernameField) ??
    similar(free, usernameField) ??
    synonym(free)
  );
}

type Fields = Pick<Configuration, 'usernameField' | 'nameField' | 'emailField'>;

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.:-]/g, '');
}

function wrongCase(claims: JsonObject, field: string): UsernameCandidate | undefined {
  const name = Object.keys(claims).find((each) => fold(each) === fold(field));
  return name === undefined ? undefined : { kind: 'wrong-case', field: name, value: claims[name] };
}

/** Looks two objects deep for the last part of the field's name, by its exact name first. */
function nested(claims: JsonObject, field: string): UsernameCandidate | undefined {
  const wanted = field.split(/[./]/).at(-1) ?? field;
  const found = deeper(claims, [], 2).filter(({ value }) => isText(value));
  const match =
    found.find(({ path }) => path.at(-1) === wanted) ??
    found.find(({ path }) => fold(path.at(-1) ?? '') === fold(wanted));
  return match && { kind: 'nested', field: fieldOf(claims, match), value: match.value };
}

function deeper(
  object: JsonObject,
  path: readonly string[],
  levels: number,
): { path: string[]; value: unknown }[] {
  if (levels === 0) return [];
  return Object.entries(object).flatMap(([name, inner]) => {
    if (!isJsonObject(inner)) return [];
    const here = [...path, name];
    const members = Object.entries(inner).map(([key, value]) => ({ path: [...here, key], value }));
    return [...members, ...deeper(inner, here, levels - 1)];
  });
}

/** A path as Username Field takes it: dots where they lead there, else a JSON Pointer (RFC 6901). */
function fieldOf(claims: JsonObject, { path, value }: { path: readonly string[]; value: unknown }): string {
  const dotted = path.join('.');
  if (!dotted.startsWith('/') && findClaim(claims, dotted)?.value === value) return dotted;
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function similar(claims: JsonObject, field: string): UsernameCandidate | undefined {
  const names = Object.keys(claims).filter((name) => isText(claims[name]));
  // Claims named by a URL (RFC 7519 §4.2) say in its last part what they are.
  const byLastPart = names.find(
    (each) => each.includes('/') && fold(each.split(/[/#]/).at(-1) ?? '') === fold(field),
  );
  const name = byLastPart ?? nearestText(field, names);
  return name === undefined ? undefined : { kind: 'near-miss', field: name, value: claims[name] };
}

function synonym(claims: JsonObject): UsernameCandidate | undefined {
  const names = Object.keys(claims).filter((name) => isText(claims[name]));
  const found = synonyms.flatMap((each) => names.filter((name) => fold(name) === fold(each)));
  // A subject may be a number of the issuer's own that nobody logs in with.
  const field = found.find((name) => !isOpaque(claims[name])) ?? found[0];
  return field === undefined ? undefined : { kind: 'near-miss', field, value: claims[field] };
}

/** Whether a value is an identifier for machines: a UUID, a long hexadecimal or an Auth0 subject. */
function isOpaque(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f-]{20,}$|^[\w-]+\||^(?=.*\d)[\w-]{18,}$/i.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
