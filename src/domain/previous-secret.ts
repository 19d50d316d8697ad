import type { Configuration } from './configuration.ts';
import { type EpochSeconds, parseInstant } from './instant.ts';

/** Which of a configuration's two secrets: the Secret Key, or the one before it was rotated. */
export type SigningSecret = 'current' | 'previous';

type Rotated = Pick<Configuration, 'previousSecret'>;

/** The time from which a configuration's previous secret is rejected; undefined without a previous secret. */
export function previousAcceptedUntil({ previousSecret }: Rotated): EpochSeconds | undefined {
  return previousSecret && parseInstant(previousSecret.acceptedUntil);
}

/**
 * Whether a configuration's previous secret is accepted at a given time. Clock tolerance does not extend the
 * period: it allows for the issuer's clock, and the administrator sets this time.
 */
export function isPreviousAccepted(configuration: Rotated, now: EpochSeconds): boolean {
  const until = previousAcceptedUntil(configuration);
  return until !== undefined && now < until;
}
