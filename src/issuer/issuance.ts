import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { SecretResult } from '../domain/secret-key.ts';

/** What signs a token: a shared secret or a private key. */
export type SigningKey = KeyObject;

/** What an issuing system has in hand when it makes a token for a configuration. */
export interface Issuance {
  readonly configuration: Configuration;
  /** The configuration's secret or public key, as its source gave it. */
  readonly secret: SecretResult & { readonly ok: true };
  /** Claims with which a login succeeds. */
  readonly claims: JsonObject;
  /** The time of issue. */
  readonly now: EpochSeconds;
  /**
   * The secret, or the private half of the public key. Asked for only by those that sign, because
   * it may be missing: then it throws what is to be said of that.
   */
  signingKey(): SigningKey;
}

/** A token that is broken on purpose, or why this configuration knows no such token. */
export type BrokenToken =
  | {
      readonly ok: true;
      readonly token: string;
      /** The field to send it in, when that is not the one called Token Name. */
      readonly tokenName?: string;
    }
  | { readonly ok: false; readonly reason: string };

/** Makes the token that one diagnosis code is about. */
export type Breaker = (issuance: Issuance) => BrokenToken;

/** A token that could be broken. */
export function broken(token: string): BrokenToken {
  return { ok: true, token };
}

/** Why a token cannot be broken in this way, as a clause. */
export function unbreakable(reason: string): BrokenToken {
  return { ok: false, reason };
}
