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
  // What nobody can see may hide any type.
  if (foreignTypes.has(type) || hasUnseen(media.trim())) return { kind: 'foreign', type: showUnseen(typ) };
  return { kind: 'unknown', type: typ };
}
