import type { Configuration } from '../domain/configuration.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import type { Admission, VerificationKeys } from './authenticate.ts';
import type { OtherConfiguration } from './other-configuration.ts';
import type { PreviousKey } from './previous-key.ts';
import type { ReceivedToken } from './receive-token.ts';
import type { ResolvedKey } from './resolve-key.ts';

/** What a token is examined against. */
export interface Examination {
  readonly received: ReceivedToken;
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  readonly resolved: ResolvedKey;
  /** The keys as the gate had them. */
  readonly keys: VerificationKeys;
  readonly now: EpochSeconds;
  /** What the gate said, if it let the token in: that settles that the signature is right. */
  readonly admission: Admission | undefined;
  /** The previous secret, asked for only when the current one has not made the signature. */
  previous(): PreviousKey | undefined;
  /** The store's other configurations, asked for only when a signature needs explaining. */
  others(): Iterable<OtherConfiguration>;
}
