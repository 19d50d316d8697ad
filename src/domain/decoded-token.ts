import type { Carrier, JsonPart, TimeClaim, TimeClaimName, TokenEncoding, Wrapping } from './evidence.ts';

/** What can be read in a token that has not been verified. */
export interface DecodedToken {
  readonly carrier: Carrier | undefined;
  /** The carrier's field it was in; undefined where that needs no name. */
  readonly field: string | undefined;
  /** Undefined where the token has no such segment. */
  readonly header: JsonPart | undefined;
  readonly payload: JsonPart | undefined;
  readonly times: Readonly<Record<TimeClaimName, TimeClaim>>;
  /** What is odd about the token's form. */
  readonly oddities: readonly TokenOddity[];
}

/** Something odd about a token's form that does not prevent reading it. */
export type TokenOddity =
  | { readonly kind: 'wrapped'; readonly wrappings: readonly Wrapping[] }
  | { readonly kind: 'encoded again'; readonly encodings: readonly TokenEncoding[] }
  | { readonly kind: 'inner blanks' }
  | { readonly kind: 'percent-encoded' }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'cut off' }
  | { readonly kind: 'extra parts'; readonly count: number };
