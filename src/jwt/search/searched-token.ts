import type { Buffer } from 'node:buffer';
import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { JsonObject } from '../../domain/claim-path.ts';

/** A token whose signature is searched for how it was made. */
export interface SearchedToken {
  /** The three parts as they are in the token. */
  readonly headerText: string;
  readonly payloadText: string;
  readonly signatureText: string;
  /** The third part, decoded from either base64 alphabet. */
  readonly signature: Buffer;
  /** Whether the first two parts are canonical base64url, so that nothing changed their spelling on the way. */
  readonly isCanonical: boolean;
  /** The header and the payload, where they can be read. */
  readonly header: JsonObject | undefined;
  readonly claims: JsonObject | undefined;
  /** The algorithm of the configuration, and the one of the header where that is supported. */
  readonly pinned: SignatureAlgorithm;
  readonly claimed: SignatureAlgorithm;
}
