import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import { fieldOf, innerObjects } from '../domain/inner-objects.ts';
import { nearestText } from '../domain/nearest-text.ts';
import { shortNames } from './claim-uris.ts';

/** A claim that may be the one that Username Field means. */
export interface UsernameCandidate {
  readonly kind: 'wrong-case' | 'nested' | 'near-miss';
  /** How Username Field would name it. */
  readonly field: string;
  readonly value: unknown;
  /** The claim that holds it as JSON text, into which no Username Field can look. */
  readonly textClaim?: string | undefined;
}

/** Names that systems give to the login name, the most specific first. */
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
 * The claim that Username Field most likely means when no claim has its name: the same name except for
 * case and separators, the URI or short form of the same claim, the same name in a nested object, a similar
 * name, or a usual synonym.
 */
export function usernameCandidate(
  claims: JsonObject,
  { usernameField, nameField, emailField }: Fields,
): UsernameCandidate | undefined {
  // What is mapped to something else already is not meant.
  const entries = Object.entries(claims)
    .slice(0, MOST_CLAIMS)
    .filter(([name]) => name !== nameField && name !== emailField);
  const free = entries.map(
    ([name, value]): NamedClaim => ({
      name,
      folded: fold(name),
      aliases: shortNames(name).map(fold),
      value,
    }),
  );
  const texts = free.filter(({ value }) => isText(value));
  return (
    wrongCase(free, usernameField) ??
    equivalent(texts, usernameField) ??
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
  /** The short names for a URI of .NET or SAML, folded. */
  readonly aliases: readonly string[];
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

/** Looks two objects deep, in JSON texts too, for the last part of the field's name, by its exact name first. */
function nested(claims: JsonObject, usernameField: string): UsernameCandidate | undefined {
  const wanted = usernameField.split(/[./]/).at(-1) ?? usernameField;
  const inner = innerObjects(claims).flatMap(({ path, value: object, textClaim }) =>
    Object.entries(object).map(([name, value]) => ({ name, path: [...path, name], value, textClaim })),
  );
  const found = inner.filter(({ value }) => isText(value));
  // What a field can name comes before what is inside a text.
  const inOrder = [
    ...found.filter(({ textClaim }) => textClaim === undefined),
    ...found.filter(({ textClaim }) => textClaim !== undefined),
  ];
  const match =
    inOrder.find(({ name }) => name === wanted) ?? inOrder.find(({ name }) => fold(name) === fold(wanted));
  if (!match) return undefined;
  const { path, value, textClaim } = match;
  const field = textClaim === undefined ? fieldOf(claims, path, value) : path.join('.');
  return { kind: 'nested', field, value, textClaim };
}

/** The same claim under another of its names: a URI of .NET or SAML, or its short form. */
function equivalent(texts: readonly NamedClaim[], field: string): UsernameCandidate | undefined {
  const wanted = fold(field);
  const short = shortNames(field).map(fold);
  const found = short.flatMap((each) => texts.filter(({ folded }) => folded === each));
  return nearMiss(found[0] ?? texts.find(({ aliases }) => aliases.includes(wanted)));
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
  const found = synonyms.flatMap((each) =>
    texts.filter(({ folded, aliases }) => folded === each || aliases.includes(each)),
  );
  // The subject may be an internal ID of the issuer, which users do not log in with.
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
