import type { JsonObject } from '../domain/claim-path.ts';

/** The header's `alg`, of any type; undefined when it is absent or null. */
export function algorithmOf(header: JsonObject): unknown {
  return Object.hasOwn(header, 'alg') ? (header.alg ?? undefined) : undefined;
}

/** Whether an `alg` says that there is no signature (RFC 7518 §3.6), in any spelling. */
export function isNone(algorithm: unknown): boolean {
  return typeof algorithm === 'string' && algorithm.trim().toLowerCase() === 'none';
}
