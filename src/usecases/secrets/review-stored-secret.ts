import type { Configuration } from '../../domain/configuration.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import { isPreviousAccepted } from '../../domain/previous-secret.ts';
import { type SecretResult, secretSource } from '../../domain/secret-key.ts';
import type { Notice } from '../notice.ts';
import { evaluateSecret } from './evaluate-secret.ts';
import type { StoredSecrets } from './stored-secrets.ts';

type Readable = SecretResult & { readonly ok: true };

/** The notices for a reference to a secret that cannot be read now, or that is weak or unusable. */
export function reviewReference(secrets: Pick<StoredSecrets, 'of'>, configuration: Configuration): Notice[] {
  const { kind } = secretSource(configuration.secretKey);
  if (kind === 'literal' || kind === 'encrypted') return [];
  const read = secrets.of(configuration);
  if (!read.ok) return [{ kind: 'reference-unavailable', reason: read.reason }];
  const fault = faultOf(read, configuration);
  return fault === undefined ? [] : [{ kind: 'referenced-secret-faulty', fault }];
}

/**
 * The notices for an imported configuration whose secret is weak or unusable for its algorithm, or whose
 * reference cannot be read on this machine. The configuration is imported anyway.
 */
export function reviewImportedSecret(
  secrets: Pick<StoredSecrets, 'of'>,
  configuration: Configuration,
): Notice[] {
  const { name, signatureAlgorithm } = configuration;
  const read = secrets.of(configuration);
  if (!read.ok) return [{ kind: 'imported-secret-unavailable', name, reason: read.reason }];
  const evaluation = evaluateSecret(read.text, read.encoding, signatureAlgorithm);
  const fault = evaluation.ok ? evaluation.weakness : evaluation.fault;
  return [
    ...(fault === undefined ? [] : [{ kind: 'imported-secret-faulty', name, fault } as const]),
    ...(evaluation.ok && evaluation.isPublicHalf ? [{ kind: 'imported-private-key', name } as const] : []),
  ];
}

/** What to say when the previous secret, which is still to be accepted, cannot serve the algorithm. */
export function reviewPreviousSecret(
  secrets: Pick<StoredSecrets, 'previousOf'>,
  configuration: Configuration,
  now: EpochSeconds,
): Notice[] {
  if (!isPreviousAccepted(configuration, now)) return [];
  const { name } = configuration;
  const fault = unusableFault(secrets.previousOf(configuration), configuration);
  return fault === undefined ? [] : [{ kind: 'previous-secret-unusable', name, fault }];
}

/**
 * What to say when no token can log in under a configuration because its secret cannot serve its algorithm.
 * A secret that is not on this machine may well be where the tokens are verified.
 */
export function reviewUsableSecret(
  secrets: Pick<StoredSecrets, 'of'>,
  configuration: Configuration,
): Notice[] {
  const { name } = configuration;
  const fault = unusableFault(secrets.of(configuration), configuration);
  return fault === undefined ? [] : [{ kind: 'secret-unusable', name, fault }];
}

/** What is wrong with a secret under the algorithm of its configuration, weakness included. */
function faultOf({ text, encoding }: Readable, { signatureAlgorithm }: Configuration): string | undefined {
  const evaluation = evaluateSecret(text, encoding, signatureAlgorithm);
  return evaluation.ok ? evaluation.weakness : evaluation.fault;
}

/** Why a secret that can be read cannot be used at all. */
function unusableFault(
  read: SecretResult | undefined,
  { signatureAlgorithm }: Configuration,
): string | undefined {
  if (!read?.ok) return undefined;
  const evaluation = evaluateSecret(read.text, read.encoding, signatureAlgorithm);
  return evaluation.ok ? undefined : evaluation.fault;
}
