import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { FieldChanges } from '../../domain/configuration.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { SecretFlagResult, SecretSourceFlag } from './secret-flags.ts';

/** The command that the help gives as an example. */
export const CREATE_EXAMPLE = 'jwtadm create ERP --username-field loginname --generate-secret';

/** Claim names that are safe to echo, because none of them is a plausible secret. */
const usualClaims = ['loginname', 'login', 'username', 'user', 'sub', 'upn', 'email', 'preferred_username'];

/** What was typed of a create command, as far as it is repeated. */
interface TypedCreate {
  readonly fields: FieldChanges;
  readonly secret: SecretFlagResult;
  readonly algorithm: SignatureAlgorithm;
}

/**
 * A complete command that goes on from what was typed: the flags whose values jwtadm knows all of. Any
 * other word, the name too, may be a secret in a wrong place and is not repeated.
 */
export function createExample({ fields, secret, algorithm }: TypedCreate): string {
  const { usernameField, signatureAlgorithm, expirationTime, userType, clockTolerance, enabled } = fields;
  const words = [
    'jwtadm create',
    'ERP',
    `--username-field ${usernameField === undefined ? 'loginname' : claimWord(usernameField)}`,
    signatureAlgorithm && `--algorithm ${signatureAlgorithm}`,
    expirationTime !== undefined && `--expiration-time ${expirationTime}`,
    userType && `--user-type ${userType}`,
    clockTolerance !== undefined && `--clock-tolerance ${clockTolerance}`,
    enabled !== undefined && (enabled ? '--enabled' : '--disabled'),
    secretWords(secret.source, algorithm),
    secret.encoding !== undefined && isHmac(algorithm) && `--secret-encoding ${secret.encoding}`,
    secret.allowsWeak && '--allow-weak-secret',
  ];
  return words.filter((word) => typeof word === 'string').join(' ');
}

function claimWord(claim: string): string {
  return usualClaims.includes(claim) ? claim : 'CLAIM';
}

function secretWords(source: SecretSourceFlag | undefined, algorithm: SignatureAlgorithm): string {
  const usual = isHmac(algorithm) ? '--generate-secret' : '--generate-key private.pem';
  switch (source?.kind) {
    case undefined:
    case 'chosen':
    case 'generate':
    case 'generate-key':
      return usual;
    case 'stdin':
      return '--secret-stdin';
    case 'file':
      return '--secret-file FILE';
    case 'env':
      return '--secret-env VAR';
    case 'reference':
      return source.to === 'env' ? '--secret-ref env:VAR' : '--secret-ref file:PATH';
    default:
      return unreachable(source);
  }
}
