import fc from 'fast-check';

/** A change of a finished token's text. */
export type Mutation = (token: string) => string;

const characters = 'ABCXYZabcxyz019-_.=+/ \n\u0000é%"';

/** Any one of the changes that happen to a token on its way, or none. */
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
