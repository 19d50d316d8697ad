import { type Buffer, isUtf8 } from 'node:buffer';
import type { SecretDamage } from '../../domain/evidence.ts';
import type { SecretEncoding, SecretResult } from '../../domain/secret-key.ts';
import { decodeBase64url } from '../base64url.ts';
import { readJwk } from '../key-text/standard-key.ts';
import { secretBytes } from '../secret-bytes.ts';

/** The bytes of a key, and the text that they are where they are UTF-8. */
export interface KeyMaterial {
  readonly bytes: Buffer;
  readonly text: string | undefined;
}

/** One change that turns the key of one side into the key of the other. */
export interface KeyStep {
  readonly damage: SecretDamage;
  /** What was done, to follow on "the token was signed with the secret": never the text itself. */
  readonly how: string;
  readonly material: KeyMaterial;
  /** The encoding under which the text before the step gives these bytes, if there is one. */
  readonly encoding?: SecretEncoding;
}

/** The changes of one kind, the simplest first; some change nothing. */
export type KeySteps = (from: KeyMaterial) => KeyStep[];

/** The material of a key's bytes. */
export function materialOf(bytes: Buffer): KeyMaterial {
  return { bytes, text: isUtf8(bytes) ? bytes.toString('utf8') : undefined };
}

/** The material of a text; undefined for one that has no UTF-8 form. */
export function materialOfText(text: string): KeyMaterial | undefined {
  const bytes = secretBytes(text, 'utf8');
  return bytes && { bytes, text };
}

/** A step to a text; none where that has no UTF-8 form. */
export function textStep(damage: SecretDamage, how: string, text: string): KeyStep[] {
  const material = materialOfText(text);
  return material ? [{ damage, how, material }] : [];
}

/** A step to bytes; an empty list without bytes. */
export function bytesStep(
  damage: SecretDamage,
  how: string,
  bytes: Buffer | undefined,
  encoding?: SecretEncoding,
): KeyStep[] {
  return bytes
    ? [{ damage, how, material: materialOf(bytes), ...(encoding !== undefined && { encoding }) }]
    : [];
}

/** A secret as it is configured: its text, how that is read, and the key that it makes. */
export interface ConfiguredSecret {
  readonly text: string;
  readonly encoding: SecretEncoding;
  readonly bytes: Buffer;
  /** The whole text, where the secret is only a member of it: a JWK that holds a shared secret. */
  readonly around: string | undefined;
}

/** The secret of a configuration, extracted if it is in a JWK (RFC 7518 §6.4); undefined if there is no secret. */
export function configuredSecret(secret: SecretResult): ConfiguredSecret | undefined {
  if (!secret.ok) return undefined;
  const { text, encoding } = secret;
  const jwk = readJwk(text);
  if (jwk?.kty === 'oct' && typeof jwk.k === 'string') {
    const bytes = decodeBase64url(jwk.k);
    return bytes && { text: jwk.k, encoding: 'base64url', bytes, around: text };
  }
  const bytes = secretBytes(text, encoding);
  return bytes && { text, encoding, bytes, around: undefined };
}
