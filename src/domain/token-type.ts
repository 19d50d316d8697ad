import type { JsonObject } from './claim-path.ts';

/** Types of token that are made for another purpose than a login and must not serve for one (RFC 8725 §3.11). */
const foreignTypes = new Set(['logout+jwt', 'secevent+jwt', 'dpop+jwt']);

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
  const [media = ''] = typ.split(';');
  const type = media
    .trim()
    .toLowerCase()
    .replace(/^application\//, '');
  if (type === 'jwt') return { kind: 'login', type };
  return { kind: foreignTypes.has(type) ? 'foreign' : 'unknown', type: typ };
}
