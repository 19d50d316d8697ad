import type { Context } from '../../context.ts';
import { isHmac } from '../../domain/algorithm.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { MAX_SECRET_BYTES, type SecretResult } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import type { Issuance } from '../../issuer/issuance.ts';
import { readPrivateKey } from '../../issuer/read-private-key.ts';
import { storedSigningKey } from '../../issuer/stored-signing-key.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import { Problem } from '../../problem.ts';

/**
 * What gives the key that a configuration's tokens are signed with: the shared secret, the private
 * key in `file`, or a private key that is stored. Where there is none it throws a usage Problem when
 * it is asked: not every broken token is signed.
 */
export function signingKeyFor(
  context: Context,
  configuration: Configuration,
  secret: SecretResult & { readonly ok: true },
  file: string | undefined,
): Issuance['signingKey'] {
  const { name, signatureAlgorithm } = configuration;
  const { key } = resolveKey(secret, signatureAlgorithm, undefined);
  if (!key) {
    throw new Problem(
      'usage',
      `the Secret Key of ${name} cannot be used`,
      `\`jwtadm show ${shellWord(name)}\` says what is wrong with it`,
    );
  }
  if (file === undefined) {
    const stored = storedSigningKey(configuration, secret);
    return () => stored ?? refuse(configuration);
  }
  if (isHmac(signatureAlgorithm)) {
    throw new Problem(
      'usage',
      `--private-key-file is for algorithms with a public key; ${name} has ${signatureAlgorithm}, and is signed with its secret`,
    );
  }
  const reading = readPrivateKey(readKeyFile(context, file), key);
  if (reading.ok) return () => reading.key;
  throw new Problem(
    'usage',
    `the key in the file of --private-key-file ${reading.reason}`,
    `it must be the other half of the public key of ${name}, as PEM or JWK`,
  );
}

function refuse({ name, signatureAlgorithm }: Configuration): never {
  throw new Problem(
    'usage',
    `${signatureAlgorithm} signs with a private key, and ${name} has the public one only`,
    'give the private key with --private-key-file FILE (PEM or JWK)',
  );
}

function readKeyFile(context: Context, file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = context.readFile(file, MAX_SECRET_BYTES);
  } catch (error) {
    throw new Problem(
      'usage',
      `the file of --private-key-file cannot be read: ${describeSystemError(error)}`,
    );
  }
  return new TextDecoder('utf-8').decode(bytes);
}
