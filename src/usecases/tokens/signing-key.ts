import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import type { SigningKey } from '../../issuer/issuance.ts';
import { readPrivateKey } from '../../issuer/read-private-key.ts';
import { storedSigningKey } from '../../issuer/stored-signing-key.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';

/** Why there is no key to sign a configuration's tokens with. */
export type SigningKeyFault =
  /** The Secret Key cannot be used under its algorithm. */
  | { readonly kind: 'key-unusable' }
  /** A private key was given, and the algorithm signs with a shared secret. */
  | { readonly kind: 'private-key-needless'; readonly algorithm: SignatureAlgorithm }
  /** The private key that was given is not the right one; the reason is a clause that follows its name. */
  | { readonly kind: 'private-key-unfit'; readonly reason: string }
  /** The store holds only the public key, and no private key was given. */
  | { readonly kind: 'private-key-missing'; readonly algorithm: SignatureAlgorithm };

/** The key that signs, undefined where the store has only the public one; or why none can be used. */
export type SigningKeyResult =
  | { readonly ok: true; readonly key: SigningKey | undefined }
  | { readonly ok: false; readonly fault: SigningKeyFault };

/**
 * The key that a configuration's tokens are signed with: the shared secret, the private key that `privateKeyText`
 * reads, or a private key that is stored. A missing one is no fault here, because not every broken token is signed.
 */
export function signingKeyFor(
  configuration: Configuration,
  secret: SecretResult & { readonly ok: true },
  privateKeyText: (() => string) | undefined,
): SigningKeyResult {
  const { signatureAlgorithm: algorithm } = configuration;
  const { key } = resolveKey(secret, algorithm, undefined);
  if (!key) return { ok: false, fault: { kind: 'key-unusable' } };
  if (!privateKeyText) return { ok: true, key: storedSigningKey(configuration, secret) };
  if (isHmac(algorithm)) return { ok: false, fault: { kind: 'private-key-needless', algorithm } };
  const read = readPrivateKey(privateKeyText(), key);
  if (read.ok) return read;
  return { ok: false, fault: { kind: 'private-key-unfit', reason: read.reason } };
}
