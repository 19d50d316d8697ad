import type { JsonObject } from './claim-path.ts';
import { hasUnseen, showUnseen } from './unprintable.ts';

/** Types of token that are made for another purpose than a login and must not serve for one (RFC 8725 §3.11). */
const foreignTypes = new Set([
  'logout+jwt',
  'secevent+jwt',
  'dpop+jwt',
  'kb+jwt',
  'oauth-authz-req+jwt',
  'token-introspection+jwt',
]);

/** What issuers write into the payload of tokens that are not for a login, folded to lower-case letters. */
const foreignUses = new Set([
  'refresh',
  'refreshtoken',
  'offline',
  'offlinetoken',
  'logout',
  'logouttoken',
  'registrationaccess',
  'registrationaccesstoken',
  'initialaccess',
  'initialaccesstoken',
]);

/** The claims in which issuers say what a token is for: Keycloak, Cognito, Simple JWT. */
const useClaims = ['typ', 'token_use', 'token_type'] as const;

/** A claim that says that its token is for something else than a login. */
export interface ForeignUse {
  readonly claim: (typeof useClaims)[number];
  readonly use: string;
}

/**
 * What the payload says the token is for, where that is not a login: `"typ": "Refresh"`,
 * `"token_use": "refresh"`. Undefined for everything else, unknown uses included.
 */
export function foreignUseOf(claims: JsonObject): ForeignUse | undefined {
  for (const claim of useClaims) {
    const use = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    if (typeof use === 'string' && isForeignUse(use)) return { claim, use };
  }
  return undefined;
}

/** No use has a longer name. */
const MAX_USE_LENGTH = 64;

function isForeignUse(use: string): boolean {
  if (use.length > MAX_USE_LENGTH) return false;
  const folded = use.toLowerCase();
  return foreignUses.has(folded.replaceAll(/[^a-z]/g, '')) || foreignTypes.has(folded);
}

/** What a header's `typ` says of the token, and the type as text where it is text. */
export interface TokenType {
  readonly kind: 'login' | 'foreign' | 'unknown' | 'not-text';
  readonly type: string;
}

/**
 * What kind of token a header's `typ` announces: a media type, compared without case, its
 * "application/" left out (RFC 7515 §4.1.9). Absent is as good as JWT.
 */
export function tokenTypeOf(header: JsonObject): TokenType {
  if (!Object.hasOwn(header, 'typ')) return { kind: 'login', type: '' };
  const { typ } = header;
  if (typeof typ !== 'string') return { kind: 'not-text', type: '' };
  if (/^(?:application\/)?jwt$/i.test(typ)) return { kind: 'login', type: 'jwt' };
  const [media = ''] = typ.split(';');
  const type = media.trim().toLowerCase().split('/').at(-1) ?? '';
  // Invisible characters may hide any type.
  if (foreignTypes.has(type) || hasUnseen(media.trim())) return { kind: 'foreign', type: showUnseen(typ) };
  return { kind: 'unknown', type: typ };
}
