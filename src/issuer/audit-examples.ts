import { Buffer } from 'node:buffer';
import type { Configuration } from '../domain/configuration.ts';
import { toIso } from '../domain/instant.ts';
import { EXAMPLE_NOW, exampleConfiguration } from './example.ts';
import { EXAMPLE_PREVIOUS_SECRET, EXAMPLE_SECRET } from './example-keys.ts';

/** A store that was made for showing what `check` says of it; its configurations hold their secrets themselves. */
export interface AuditExample {
  /** The first one is what the code is about, where it is not about the file. */
  readonly configurations: readonly [Configuration, ...Configuration[]];
  /** The file's permission bits. */
  readonly mode: number;
  /** Whether the store encrypts its secrets. */
  readonly isEncrypted: boolean;
}

const examples: Readonly<Record<string, () => AuditExample>> = {
  'store-too-open': () => ({ ...closed(), mode: 0o644 }),
  'secret-not-encrypted': () => ({ ...closed(), isEncrypted: true }),
  'secret-shared': () => ({
    ...closed(),
    configurations: [exampleConfiguration(), exampleConfiguration({ name: 'CRM' })],
  }),
  'secret-looks-encoded': () => closed({ secretKey: Buffer.from(EXAMPLE_SECRET).toString('base64') }),
  'previous-secret-unusable': () => closed(rotated('', 3600)),
  'previous-secret-expired': () => closed(rotated(EXAMPLE_PREVIOUS_SECRET, -86_400)),
  'expiration-time-too-long': () => closed({ expirationTime: 30 * 86_400 }),
  'no-issuer-or-audience': () => {
    const { issuer: _issuer, audience: _audience, ...configuration } = exampleConfiguration();
    return { ...closed(), configurations: [configuration] };
  },
};

function rotated(secretKey: string, acceptedForSeconds: number): Partial<Configuration> {
  return { previousSecret: { secretKey, acceptedUntil: toIso(EXAMPLE_NOW + acceptedForSeconds) } };
}

function closed(changes: Partial<Configuration> = {}): AuditExample {
  return { configurations: [exampleConfiguration(changes)], mode: 0o600, isEncrypted: false };
}

/** A store for which an audit code is reported; undefined for a code that needs a token. */
export function auditExampleFor(code: string): AuditExample | undefined {
  return Object.hasOwn(examples, code) ? examples[code]?.() : undefined;
}
