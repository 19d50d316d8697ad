import type { SecretKey } from '../../domain/secret-key.ts';
import type { NewPrivateKey } from './key-file.ts';

/** A secret that is to be stored: its text or a reference, and whether jwtadm made it up. */
export interface ChosenSecret {
  readonly secretKey: SecretKey;
  /** The text of a literal; undefined for a reference, which is not resolved here. */
  readonly text: string | undefined;
  readonly isGenerated: boolean;
  /** The other half of a public key that was made. */
  readonly privateKey: NewPrivateKey | undefined;
  /** What to say about how it was read. */
  readonly notes: readonly string[];
}

/** Where the secret comes from, as the flags say or an answer did; undefined when nothing says it. */
export type SecretSourceFlag =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'env'; readonly variable: string }
  | { readonly kind: 'generate' }
  /** A new key pair, whose private half goes into a new file. */
  | { readonly kind: 'generate-key'; readonly path: string }
  | { readonly kind: 'reference'; readonly to: 'env' | 'file'; readonly target: string }
  /** What an answer, or an earlier look at one of these, gave. */
  | { readonly kind: 'chosen'; readonly chosen: ChosenSecret };
