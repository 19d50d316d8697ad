import { createSecretKey, type KeyObject } from 'node:crypto';
import { isEdwards, isHmac } from '../domain/algorithm.ts';
import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import { type SecretResult, secretSource } from '../domain/secret-key.ts';
import type { OtherConfiguration } from '../jwt/other-configuration.ts';
import { secretBytes } from '../jwt/secret-bytes.ts';
import { EXAMPLE_SECRET, exampleEcKey, exampleEdKey } from './example-keys.ts';
import type { Issuance } from './issuance.ts';
import { loginClaims } from './login-claims.ts';

/** A token and all that it is held against, made for showing what is said of it. */
export interface Example {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  readonly previousSecret: SecretResult | undefined;
  /** The other configurations of the example's store. */
  readonly others: readonly OtherConfiguration[];
  /** The token as it is given to `verify`: bare, or in what carries it. */
  readonly text: string;
  readonly now: EpochSeconds;
}

/** 2026-03-01T12:00:00Z. */
export const EXAMPLE_NOW: EpochSeconds = 1_772_366_400;

const baseConfiguration: Configuration = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: EXAMPLE_SECRET,
  expirationTime: 86_400,
  usernameField: 'loginname',
  nameField: 'name',
  emailField: 'email',
  signatureAlgorithm: 'HS256',
  userType: 'Reader',
  initializationRoles: ['Report Author'],
  issuer: 'https://erp.example.com',
  audience: ['analytics'],
};

/** The configuration of the examples, with the given changes. */
export function exampleConfiguration(changes: Partial<Configuration> = {}): Configuration {
  return { ...baseConfiguration, ...changes };
}

/** What the issuing system of an example has in hand: alice logs in, for an hour from a minute ago. */
export function exampleIssuance(configuration: Configuration): Issuance {
  return {
    configuration,
    secret: literalSecret(configuration),
    claims: exampleClaims(configuration),
    now: EXAMPLE_NOW,
    signingKey: () => exampleSigningKey(configuration),
  };
}

/** An example of that token under that configuration, which must hold its secrets itself. */
export function exampleOf(
  configuration: Configuration,
  text: string,
  more: Partial<Pick<Example, 'secret' | 'others'>> = {},
): Example {
  return {
    configuration,
    secret: literalSecret(configuration),
    previousSecret: previousLiteralSecret(configuration),
    others: [],
    text,
    now: EXAMPLE_NOW,
    ...more,
  };
}

/** The secret of a configuration that holds it itself. */
export function literalSecret({ secretKey }: Pick<Configuration, 'secretKey'>): SecretResult & {
  readonly ok: true;
} {
  const source = secretSource(secretKey);
  return { ok: true, text: source.kind === 'literal' ? source.text : '', encoding: source.encoding };
}

/** The previous secret of a configuration that holds it itself; undefined where it has none. */
export function previousLiteralSecret({ previousSecret }: Configuration): SecretResult | undefined {
  return previousSecret && literalSecret(previousSecret);
}

function exampleClaims(configuration: Configuration): JsonObject {
  return loginClaims(configuration, {
    username: 'alice',
    issuedAt: EXAMPLE_NOW - 60,
    lifetimeSeconds: 3600,
    more: [
      ['name', 'Alice Example'],
      ['email', 'alice@example.com'],
    ],
  });
}

function exampleSigningKey(configuration: Configuration): KeyObject {
  const { signatureAlgorithm } = configuration;
  if (!isHmac(signatureAlgorithm)) return isEdwards(signatureAlgorithm) ? exampleEdKey() : exampleEcKey();
  const { text, encoding } = literalSecret(configuration);
  return createSecretKey(secretBytes(text, encoding) ?? new Uint8Array());
}
