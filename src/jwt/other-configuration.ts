import type { Configuration } from '../domain/configuration.ts';
import type { SecretResult } from '../domain/secret-key.ts';

/** Another configuration of the store, with what its secret's source gave. */
export interface OtherConfiguration {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
}
