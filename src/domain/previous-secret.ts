import type { Configuration } from './configuration.ts';
import { type EpochSeconds, parseInstant } from './instant.ts';

/** Which of a configuration's two secrets: the Secret Key, or the one before it was rotated. */
export type SigningSecret = 'current' | 'previous';

type Rotated = Pick<Configuration, 'previousSecret'>;

/** From which moment on a configuration's previous secret is refused; undefined where it has none. */
export function previousAcceptedUntil({ previousSecret }: Rotated): EpochSeconds | undefined {
  return previousSecret && parseInstant(previousSecret.acceptedUntil);
}

/**
 * Whether a configuration's previous secret is accepted at a moment. Clock tolerance does not lengthen
 * it: that is for the clock of the issuer, and this moment is the administrator's.
 */
export function isPreviousAccepted(configuration: Rotated, now: EpochSeconds): boolean {
  const until = previousAcceptedUntil(configuration);
  return until !== undefined && now < until;
}
