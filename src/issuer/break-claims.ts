import { fieldNames, findClaim, type JsonObject } from '../domain/claim-path.ts';
import { forgeToken, goodToken } from './forge-token.ts';
import { type Breaker, type BrokenToken, broken, type Issuance, unbreakable } from './issuance.ts';
import { placeClaim, removeClaim, withMember } from './place-claim.ts';

/** Tokens whose claims do not suit the configuration: the stages claims and mapping. */
export const claimsBreakers = {
  'payload-malformed': (issuance) =>
    broken(forgeToken(issuance, { payload: JSON.stringify(issuance.claims).slice(0, -1) })),
  'issuer-mismatch': (issuance) => {
    const { issuer } = issuance.configuration;
    if (issuer === undefined) return unbreakable('it has no Issuer, so that none is checked');
    // The slash at the end is what is forgotten most.
    const other = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`;
    return broken(goodToken(issuance, { ...issuance.claims, iss: other }));
  },
  'audience-mismatch': (issuance) => {
    const { audience } = issuance.configuration;
    if (audience === undefined) return unbreakable('it has no Audience, so that none is checked');
    return broken(goodToken(issuance, { ...issuance.claims, aud: `not-${audience.join('-')}` }));
  },
  'claims-misplaced': (issuance) => {
    const isRegistered = (name: string) => ['exp', 'iat', 'nbf', 'iss', 'aud'].includes(name);
    const entries = Object.entries(issuance.claims);
    const top = Object.fromEntries(entries.filter(([name]) => !isRegistered(name)));
    const inner = Object.fromEntries(entries.filter(([name]) => isRegistered(name)));
    return broken(goodToken(issuance, { ...top, context: inner }));
  },
  'claim-wrong-type': (issuance) => broken(goodToken(issuance, { ...issuance.claims, jti: 4711 })),
  'username-missing': (issuance) => broken(goodToken(issuance, withoutPerson(issuance))),
  'username-near-miss': (issuance) => {
    const isUsername = /user_?name/i.test(issuance.configuration.usernameField);
    return broken(usernameIn(issuance, isUsername ? 'login' : 'username'));
  },
  'username-wrong-case': (issuance) =>
    broken(usernameIn(issuance, inOtherCase(issuance.configuration.usernameField))),
  'username-nested': (issuance) => {
    const { usernameField } = issuance.configuration;
    const outer = usernameField.includes('profile') ? 'account' : 'profile';
    const inner = usernameField.split(/[./]/).at(-1) ?? usernameField;
    const bare = removeClaim(issuance.claims, usernameField);
    return broken(goodToken(issuance, { ...bare, [outer]: { [inner]: usernameOf(issuance) } }));
  },
  'username-not-text': (issuance) => withField(issuance, 'usernameField', 4711),
  'username-is-placeholder': (issuance) => withField(issuance, 'usernameField', 'undefined'),
  'username-ambiguous': (issuance) => {
    const { usernameField } = issuance.configuration;
    const names = fieldNames(usernameField);
    if (names.length < 2) return unbreakable('its Username Field can name one claim only');
    const claims = withMember(issuance.claims, usernameField, usernameOf(issuance));
    return broken(goodToken(issuance, { ...claims, ...nest(names, `not-${usernameOf(issuance)}`) }));
  },
  'username-has-invisible-characters': (issuance) =>
    // A zero-width space, as word processors and chats put it in.
    withField(issuance, 'usernameField', `${usernameOf(issuance)}\u200b`),
  'name-missing': (issuance) => withField(issuance, 'nameField', undefined),
  'email-missing': (issuance) => withField(issuance, 'emailField', undefined),
  'email-malformed': (issuance) =>
    withField(issuance, 'emailField', `${usernameOf(issuance)} at example.com`),
} satisfies Readonly<Record<string, Breaker>>;

/** Objects inside each other with a value in the innermost. */
function nest(names: readonly string[], value: unknown): JsonObject {
  const [outermost = '', ...rest] = names;
  return { [outermost]: rest.length === 0 ? value : nest(rest, value) };
}

const fieldLabels = { usernameField: 'Username Field', nameField: 'Name Field', emailField: 'Email Field' };

/** The good token with another value, or none, in the claim that a field names. */
function withField(issuance: Issuance, field: keyof typeof fieldLabels, value: unknown): BrokenToken {
  const claim = issuance.configuration[field];
  if (claim === undefined) return unbreakable(`it has no ${fieldLabels[field]}`);
  const bare = removeClaim(issuance.claims, claim);
  return broken(goodToken(issuance, value === undefined ? bare : placeClaim(bare, claim, value)));
}

function usernameOf({ claims, configuration: { usernameField } }: Issuance): string {
  return String(findClaim(claims, usernameField)?.value ?? '');
}

function usernameIn(issuance: Issuance, name: string): string {
  const bare = removeClaim(issuance.claims, issuance.configuration.usernameField);
  return goodToken(issuance, withMember(bare, name, usernameOf(issuance)));
}

/** Keeps only the claims that cannot name a person: any other claim could be taken for the login name. */
function withoutPerson({ claims, configuration: { usernameField } }: Issuance): JsonObject {
  const kept = ['iss', 'aud', 'iat', 'nbf', 'exp'];
  return removeClaim(
    Object.fromEntries(Object.entries(claims).filter(([name]) => kept.includes(name))),
    usernameField,
  );
}

function inOtherCase(name: string): string {
  const changed = name.replace(/\p{Ll}|\p{Lu}/u, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  return changed === name ? `${name}_` : changed;
}
