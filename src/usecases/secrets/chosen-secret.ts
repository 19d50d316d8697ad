import { type SignatureAlgorithm, traitsOf } from '../../domain/algorithm.ts';
import { literalKey, type SecretEncoding, type SecretKey } from '../../domain/secret-key.ts';
import { generateKeyPairFor } from '../../jwt/generate-key-pair.ts';
import { generateSecret } from '../../jwt/generate-secret.ts';
import type { Notice } from '../notice.ts';
import type { Ports } from '../ports.ts';
import { type NewPrivateKey, refuseTakenPath } from './key-file.ts';

/** A secret that is to be stored: its text or a reference, and whether jwtadm generated it. */
export interface ChosenSecret {
  readonly secretKey: SecretKey;
  /** The text of a literal; undefined for a reference, which is not resolved here. */
  readonly text: string | undefined;
  readonly isGenerated: boolean;
  /** The other half of a public key that was made. */
  readonly privateKey: NewPrivateKey | undefined;
  /** What to say about how it was read. */
  readonly notices: readonly Notice[];
}

/** A secret that was given or answered, how its text becomes bytes, and whether it may be weak. */
export interface NewSecret {
  readonly chosen: ChosenSecret;
  readonly encoding: SecretEncoding;
  readonly allowsWeak: boolean;
}

const given = { isGenerated: false, privateKey: undefined, notices: [] } as const;

/** A secret whose text was given. */
export function literalSecret(
  text: string,
  encoding: SecretEncoding,
  notices: readonly Notice[] = [],
): ChosenSecret {
  return { ...given, secretKey: literalKey(text, encoding), text, notices };
}

/** A secret of which only the place is stored. */
export function referencedSecret(secretKey: SecretKey): ChosenSecret {
  return { ...given, secretKey, text: undefined };
}

/** A new random secret, as long as the algorithm's hash. */
export function randomSecret(algorithm: SignatureAlgorithm, encoding: SecretEncoding): ChosenSecret {
  const traits = traitsOf(algorithm);
  const bytes = traits.family === 'HMAC' ? traits.hashBytes : 32;
  const text = generateSecret(bytes, encoding);
  // As text it counts more bits than chance gave it.
  const characters = encoding === 'utf8' ? text.length : undefined;
  const notice = { kind: 'secret-generated', bits: bytes * 8, characters } as const;
  return { ...literalSecret(text, encoding, [notice]), isGenerated: true };
}

/**
 * A new key pair: its public half is stored, its private half goes into a new file with the change. Throws a
 * usage Problem where no file can be made at the path, which is absolute.
 */
export async function newKeyPair(
  needs: Pick<Ports, 'keyFiles'>,
  path: string,
  algorithm: SignatureAlgorithm,
): Promise<ChosenSecret> {
  refuseTakenPath(needs, path);
  const { publicPem, privatePem } = await generateKeyPairFor(algorithm);
  return { ...literalSecret(publicPem, 'utf8'), privateKey: { path, text: privatePem } };
}
