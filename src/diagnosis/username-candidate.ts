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
].map(fold);

/**
 * The claim that Username Field most likely means when there is none of its name: the same name but
 * for case and separators, the same name deeper down, a similar one, or a usual synonym.
 */
export function usernameCandidate(
  claims: JsonObject,
  { usernameField, nameField, emailField }: Fields,
): UsernameCandidate | undefined {
  // What is mapped to something else already is not meant.
  const entries = Object.entries(claims)
    .slice(0, MOST_CLAIMS)
    .filter(([name]) => name !== nameField && name !== emailField);
  const free = entries.map(([name, value]): NamedClaim => ({ name, folded: fold(name), value }));
  const texts = free.filter(({ value }) => isText(value));
  return (
    wrongCase(free, usernameField) ??
    nested(Object.fromEntries(entries), usernameField) ??
    similar(texts, usernameField) ??
    synonym(texts)
  );
}

/** No login has more claims; comparing the names of more would take its time. */
const MOST_CLAIMS = 1000;

type Fields = Pick<Configuration, 'usernameField' | 'nameField' | 'emailField'>;

/** A claim with its name as names are compared here. */
interface NamedClaim {
  readonly name: string;
  readonly folded: string;
  readonly value: unknown;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.:-]/g, '');
}

function wrongCase(claims: readonly NamedClaim[], field: string): UsernameCandidate | undefined {
  const wanted = fold(field);
  const found = claims.find(({ folded }) => folded === wanted);
  return found && { kind: 'wrong-case', field: found.name, value: found.value };
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

function similar(texts: readonly NamedClaim[], field: string): UsernameCandidate | undefined {
  const wanted = fold(field);
  // Claims named by a URL (RFC 7519 §4.2) say in its last part what they are.
  const byLastPart = texts.find(
    ({ name }) => name.includes('/') && fold(name.split(/[/#]/).at(-1) ?? '') === wanted,
  );
  const nearest = nearestText(
    field,
    texts.map(({ name }) => name),
  );
  return nearMiss(byLastPart ?? texts.find(({ name }) => name === nearest));
}

function synonym(texts: readonly NamedClaim[]): UsernameCandidate | undefined {
  const found = synonyms.flatMap((each) => texts.filter(({ folded }) => folded === each));
  // A subject may be a number of the issuer's own that nobody logs in with.
  return nearMiss(found.find(({ value }) => !isOpaque(value)) ?? found[0]);
}

function nearMiss(claim: NamedClaim | undefined): UsernameCandidate | undefined {
  return claim && { kind: 'near-miss', field: claim.name, value: claim.value };
}

/** Whether a value is an identifier for machines: a UUID, a long hexadecimal or an Auth0 subject. */
function isOpaque(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f-]{20,}$|^[\w-]+\||^(?=.*\d)[\w-]{18,}$/i.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
