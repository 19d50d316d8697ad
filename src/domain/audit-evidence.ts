import type { Configuration } from './configuration.ts';
import type { KeyEvidence, StageFacts } from './evidence.ts';
import type { SecretEncoding } from './secret-key.ts';

/** What an audit looks at: the store's file, or one configuration in it. */
export const auditScopes = ['store', 'configuration'] as const;

export type AuditScope = (typeof auditScopes)[number];

/** What is established for the audits of each scope, as plain facts; no secret is among them. */
export interface AuditKnown {
  readonly store: StoreAuditEvidence;
  readonly configuration: ConfigurationAuditEvidence;
}

export interface StoreAuditEvidence {
  /** The file, absolute. */
  readonly path: string;
  /** The file's permission bits; undefined on systems without them, such as Windows. */
  readonly mode: number | undefined;
  /** Whether the file itself contains a secret. */
  readonly holdsSecret: boolean;
}

export interface ConfigurationAuditEvidence {
  readonly configuration: Configuration;
  /** What the checks of the key stage look at. */
  readonly key: StageFacts['key'];
  /** What its previous secret is under its algorithm; undefined where it has none. */
  readonly previousKey: KeyEvidence | undefined;
  /** Whether it holds a secret in plain text although the store encrypts its secrets. */
  readonly isLeftPlain: boolean;
  /** The configurations with the same key, this one among them; empty when the key is not known. */
  readonly sameKey: readonly Configuration[];
  /** The encoding that a secret read as utf8 looks as if it were written in, if it does. */
  readonly apparentEncoding: ApparentEncoding | undefined;
}

/** An encoding in which random bytes are written as text. */
export type ApparentEncoding = Exclude<SecretEncoding, 'utf8'>;
