import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../../domain/claim-path.ts';
import type { KeyTextKind } from '../../domain/key-text.ts';

/** A key that was read without loss in a text. */
export interface ReadKey {
  /** The public key. */
  readonly key: KeyObject;
  /** Whether the text has its private half too. */
  readonly holdsPrivateKey: boolean;
  /** The JWK that it was read from, with what that says of its use. */
  readonly jwk?: JsonObject;
}

/** What a text is that was given as a key or a secret. Nothing of the text is quoted in it. */
export interface KeyText {
  readonly kind: KeyTextKind;
  /** What the text is, where that is more exact than the words of its kind; follows "is". */
  readonly noun?: string;
  /** The keys that can be converted; none in containers of private keys. */
  readonly keys: readonly ReadKey[];
  /** The JWKs of shared secrets that it holds. */
  readonly secrets?: readonly JsonObject[];
}

/** Recognizes one family of key texts by the normalized text and the original; undefined for every other text. */
export type KeyTextReader = (normal: string, original: string) => KeyText | undefined;
