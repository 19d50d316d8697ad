/**
 * The signature algorithms a configuration may pin, by their JWS `alg` names
 * (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). Comparison is exact: names are case-sensitive.
 */
export const signatureAlgorithms = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'Ed448',
] as const;

export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** What the algorithm asks of its key, and how a signature is computed. Sizes in bytes. */
export type AlgorithmTraits =
  | { readonly family: 'HMAC'; readonly hash: HashName; readonly hashBytes: number }
  | { readonly family: 'RSA'; readonly hash: HashName; readonly padding: 'PKCS1' | 'PSS' }
  | {
      readonly family: 'ECDSA';
      readonly hash: HashName;
      readonly curve: 'P-256' | 'P-384' | 'P-521';
      readonly signatureBytes: number;
    }
  /** The curves that the name allows: one, where it is fully specified. */
  | { readonly family: 'EdDSA'; readonly curves: readonly EdwardsCurve[] };

export type EdwardsCurve = 'Ed25519' | 'Ed448';

export type HashName = 'sha256' | 'sha384' | 'sha512';

const traits: Record<SignatureAlgorithm, AlgorithmTraits> = {
  HS256: { family: 'HMAC', hash: 'sha256', hashBytes: 32 },
  HS384: { family: 'HMAC', hash: 'sha384', hashBytes: 48 },
  HS512: { family: 'HMAC', hash: 'sha512', hashBytes: 64 },
  RS256: { family: 'RSA', hash: 'sha256', padding: 'PKCS1' },
  RS384: { family: 'RSA', hash: 'sha384', padding: 'PKCS1' },
  RS512: { family: 'RSA', hash: 'sha512', padding: 'PKCS1' },
  PS256: { family: 'RSA', hash: 'sha256', padding: 'PSS' },
  PS384: { family: 'RSA', hash: 'sha384', padding: 'PSS' },
  PS512: { family: 'RSA', hash: 'sha512', padding: 'PSS' },
  // RFC 7518 §3.4: R‖S, each padded to the curve's size.
  ES256: { family: 'ECDSA', hash: 'sha256', curve: 'P-256', signatureBytes: 64 },
  ES384: { family: 'ECDSA', hash: 'sha384', curve: 'P-384', signatureBytes: 96 },
  ES512: { family: 'ECDSA', hash: 'sha512', curve: 'P-521', signatureBytes: 132 },
  EdDSA: { family: 'EdDSA', curves: ['Ed25519', 'Ed448'] },
  Ed25519: { family: 'EdDSA', curves: ['Ed25519'] },
  Ed448: { family: 'EdDSA', curves: ['Ed448'] },
};

/** The traits of a supported algorithm. */
export function traitsOf(algorithm: SignatureAlgorithm): AlgorithmTraits {
  return traits[algorithm];
}

/** Whether a header's `alg` is the name of an algorithm that a configuration may pin. */
export function isSignatureAlgorithm(value: unknown): value is SignatureAlgorithm {
  return signatureAlgorithms.some((algorithm) => algorithm === value);
}

/** Whether the algorithm is keyed with a shared secret rather than with a public key. */
export function isHmac(algorithm: SignatureAlgorithm): boolean {
  return traits[algorithm].family === 'HMAC';
}

/** Whether the algorithm is EdDSA, under its general name or a fully specified one (RFC 9864 §2.2). */
export function isEdwards(algorithm: SignatureAlgorithm): algorithm is 'EdDSA' | EdwardsCurve {
  return traits[algorithm].family === 'EdDSA';
}
