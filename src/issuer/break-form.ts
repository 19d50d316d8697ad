import { Buffer } from 'node:buffer';
import { forgeToken, goodToken } from './forge-token.ts';
import { type Breaker, broken } from './issuance.ts';
import { base64url } from './sign-text.ts';

/** Tokens whose text is not what was signed: the stage token. */
export const formBreakers = {
  'token-name-mismatch': (issuance) => ({
    ok: true,
    token: goodToken(issuance),
    tokenName: issuance.configuration.tokenName === 'jwt' ? 'id_token' : 'jwt',
  }),
  'token-has-wrapping': (issuance) => broken(`"${goodToken(issuance)}"`),
  'token-has-whitespace': (issuance) => broken(goodToken(issuance).replaceAll(/.{64}(?=.)/g, '$&\n')),
  'token-percent-encoded': (issuance) => broken(goodToken(issuance).replaceAll('.', '%2E')),
  'token-encoded-again': (issuance) => broken(Buffer.from(goodToken(issuance)).toString('base64')),
  'token-not-base64url': (issuance) => broken(inStandardBase64(goodToken(issuance))),
  // Ten characters are never so many that the rest looks like a whole signature of another kind.
  'token-truncated': (issuance) => broken(goodToken(issuance).slice(0, -10)),
  'token-has-extra-segments': (issuance) => broken(`${goodToken(issuance)}.${goodToken(issuance)}`),
  'token-encrypted': ({ configuration: { name } }) =>
    broken(
      [
        base64url(JSON.stringify({ alg: 'dir', enc: 'A256GCM' })),
        '',
        ...['twelve bytes', `a login under ${name} that no one can read`, 'a sixteen bytes…'].map(base64url),
      ].join('.'),
    ),
  // The UUID of RFC 4122 §3.
  'token-opaque': () => broken('f81d4fae-7dec-11d0-a765-00a0c91e6bf6'),
  'token-too-large': (issuance) =>
    broken(forgeToken(issuance, { payload: { ...issuance.claims, picture: 'x'.repeat(65_536) } })),
} satisfies Readonly<Record<string, Breaker>>;

/** The token in the alphabet of RFC 4648 §4, with padding wherever that fills the last group. */
function inStandardBase64(token: string): string {
  const standard = token
    .split('.')
    .map((segment) => Buffer.from(segment, 'base64url').toString('base64'))
    .join('.');
  return standard === token ? `${token}=` : standard;
}
