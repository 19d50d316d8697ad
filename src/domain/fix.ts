import type { Configuration } from './configuration.ts';
import type { SecretEncoding } from './secret-key.ts';

/** A secret to be stored, as it is entered at a prompt or read from a file. It is never shown. */
export interface SecretReplacement {
  readonly text: string;
  readonly encoding: SecretEncoding;
}

/**
 * What would fix a finding, as a change that can be rehearsed: fields of the configuration to set,
 * another encoding of its secret, another secret, or the token as it is once what does not belong to it is
 * taken off.
 */
export interface Fix {
  readonly fields?: Partial<Omit<Configuration, 'secretKey' | 'previousSecret' | 'name'>>;
  readonly encoding?: SecretEncoding;
  readonly secret?: SecretReplacement;
  readonly takesFixedToken?: boolean;
}
