import type { Buffer } from 'node:buffer';
import { type SignatureAlgorithm, traitsOf } from '../../domain/algorithm.ts';
import type { SecretReplacement } from '../../domain/fix.ts';
import { resolveKey } from '../resolve-key.ts';
import { configuredSecret, type KeyMaterial } from './key-material.ts';

/**
 * What to store instead of the configured text, so that it makes this key: the key as text, or its bytes in
 * base64. Undefined for a key that must not be stored: too short for its algorithm, or a placeholder.
 */
export function replacementFor(
  { text, bytes }: KeyMaterial,
  algorithm: SignatureAlgorithm,
): SecretReplacement | undefined {
  const asText = { text: text ?? '', encoding: 'utf8' } as const;
  const isTyped = text !== undefined && isTypeable(text) && isKey(asText, bytes);
  const replacement = isTyped ? asText : ({ text: bytes.toString('base64'), encoding: 'base64' } as const);
  return isStorable(replacement, algorithm) ? replacement : undefined;
}

/** Whether a text gets through a prompt, a pipe or a file as it is. */
function isTypeable(text: string): boolean {
  return text.trim() === text && /^[\x20-\x7e]+$/.test(text);
}

function isKey(replacement: SecretReplacement, bytes: Buffer): boolean {
  return configuredSecret({ ok: true, ...replacement })?.bytes.equals(bytes) ?? false;
}

/** Whether a secret is one that may be stored without an exception: long enough (RFC 7518 §3.2), and no placeholder. */
export function isStorable(replacement: SecretReplacement, algorithm: SignatureAlgorithm): boolean {
  const { evidence } = resolveKey({ ok: true, ...replacement }, algorithm, undefined);
  const traits = traitsOf(algorithm);
  if (evidence.state !== 'usable' || evidence.isPlaceholder || traits.family !== 'HMAC') return false;
  return evidence.facts.bits >= traits.hashBytes * 8;
}
