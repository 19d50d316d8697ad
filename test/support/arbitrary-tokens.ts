import fc from 'fast-check';
import { healthyClaims, NOW } from './mint-token.ts';

/** The algorithms that jsonwebtoken has; it lacks EdDSA. */
export const peerAlgorithms = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS512',
  'PS256',
  'PS384',
  'ES256',
  'ES384',
  'ES512',
] as const;

/** A change of a finished token's text. */
export type Mutation = (token: string) => string;

const characters = 'ABCXYZabcxyz019-_.=+/ \n\u0000é%"';

/** What may happen to a token on its way; often nothing. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Mutation>((token) => token) },
  fc.record({ at: fc.nat(), character: fc.constantFrom(...characters) }).map(
    ({ at, character }): Mutation =>
      (token) =>
        token.slice(0, at % token.length) + character + token.slice((at % token.length) + 1),
  ),
  fc.record({ at: fc.nat(), character: fc.constantFrom(...characters) }).map(
    ({ at, character }): Mutation =>
      (token) =>
        token.slice(0, at % token.length) + character + token.slice(at % token.length),
  ),
  fc.nat().map(
    (at): Mutation =>
      (token) =>
        token.slice(0, at % token.length),
  ),
  fc.nat(2).map(
    (index): Mutation =>
      (token) => {
        const segments = token.split('.');
        segments[index] = segments[(index + 1) % 3] ?? '';
        return segments.join('.');
      },
  ),
  fc.constantFrom<Mutation>(
    (token) => `${token}=`,
    (token) => `${token}.`,
    (token) => ` ${token}`,
    (token) => `"${token}"`,
  ),
);

/** A header to sign instead of the usual one, as an object or as raw JSON text; undefined for the usual one. */
export const header = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.constantFrom<object>(
    { alg: 'none' },
    { alg: 'HS256', crit: ['exp'] },
    { typ: 'JWT' },
    { alg: ['HS256'] },
  ),
  fc.constantFrom(
    '{"alg":"HS256","alg":"HS256"}',
    '{"alg":"HS256"',
    '"HS256"',
    '[]',
    '{"alg":"HS256","b64":false}',
  ),
);

const numericDate = fc.oneof(
  fc.constantFrom<unknown>(
    NOW,
    NOW + 1,
    NOW - 1,
    NOW + 0.5,
    String(NOW),
    null,
    -1,
    0,
    1e400,
    NOW * 1000,
    true,
    {},
  ),
  fc.integer({ min: NOW - 200_000, max: NOW + 200_000 }),
);

/** Claims to sign, healthy or odd, as a value or as raw JSON text. */
export const claims = fc.oneof(
  { weight: 4, arbitrary: fc.constant<unknown>(healthyClaims) },
  fc.record(
    { loginname: fc.constant('alice'), exp: numericDate, iat: numericDate, nbf: numericDate },
    { requiredKeys: ['loginname'] },
  ),
  fc.constantFrom<unknown>('[]', '"alice"', '{"loginname":"alice","exp":1e999}', '', '{"exp":1,"exp":2}'),
);
