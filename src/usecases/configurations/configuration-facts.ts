import type { Configuration } from '../../domain/configuration.ts';
import { type SecretField, secretKeyIn } from '../../domain/configuration-secrets.ts';
import type { KeyFacts } from '../../domain/evidence.ts';
import { keyTrouble } from '../../domain/key-trouble.ts';
import { secretSource } from '../../domain/secret-key.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import type { ConfigurationStore } from '../ports.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/** What is known of a secret without showing it. */
export interface SecretFacts {
  /** Its kind, size and fingerprint. */
  readonly facts?: KeyFacts | undefined;
  /** Why it cannot be used, a clause after "the secret". */
  readonly trouble?: string | undefined;
}

/** What is known of the secrets of a configuration. */
export interface ConfigurationFacts {
  readonly secretKey: SecretFacts;
  readonly previousSecret: SecretFacts;
}

/** The store and the secrets that facts are taken from. */
export interface FactsNeeds {
  readonly store: Pick<ConfigurationStore, 'fingerprintKey'>;
  readonly secrets: Pick<StoredSecrets, 'read'>;
}

/**
 * The facts of the secrets that are in the store itself, of encrypted ones once the store was unlocked.
 * References are not followed.
 */
export function factsInStore(needs: FactsNeeds, configuration: Configuration): ConfigurationFacts {
  const factsIn = (field: SecretField) => {
    if (isReference(configuration, field)) return {};
    const { facts } = factsOf(needs, configuration, field);
    return facts ? { facts } : {};
  };
  return { secretKey: factsIn('secretKey'), previousSecret: factsIn('previousSecret') };
}

/** The facts of all secrets, those that references lead to included, and why they cannot be used. */
export function factsEverywhere(needs: FactsNeeds, configuration: Configuration): ConfigurationFacts {
  return {
    secretKey: factsOf(needs, configuration, 'secretKey'),
    previousSecret: factsOf(needs, configuration, 'previousSecret'),
  };
}

function factsOf(
  { store, secrets }: FactsNeeds,
  configuration: Configuration,
  field: SecretField,
): SecretFacts {
  const secretKey = secretKeyIn(configuration, field);
  if (secretKey === undefined) return {};
  const { name, signatureAlgorithm } = configuration;
  const secret = secrets.read(secretKey, { name, field });
  const { evidence } = resolveKey(secret, signatureAlgorithm, store.fingerprintKey);
  return { facts: 'facts' in evidence ? evidence.facts : undefined, trouble: keyTrouble(evidence) };
}

function isReference(configuration: Configuration, field: SecretField): boolean {
  const secretKey = secretKeyIn(configuration, field);
  const kind = secretKey === undefined ? undefined : secretSource(secretKey).kind;
  return kind === 'env' || kind === 'file';
}
