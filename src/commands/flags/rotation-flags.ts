import type { Command } from 'commander';
import { parseDuration } from '../../domain/duration.ts';
import type { RotationRequest } from '../../usecases/secrets/rotate-secret.ts';

/** The rotation flags of edit as they were typed. */
export interface RotationFlags {
  readonly rotateSecret?: boolean;
  readonly grace?: string;
}

const USUAL_GRACE_SECONDS = 86_400;

/** A leap year (366 days): no handover of a secret needs longer. */
const LONGEST_GRACE_SECONDS = 366 * 86_400;

/** Declares the flags that rotate a configuration's secret. */
export function declareRotationFlags(command: Command): void {
  command
    .option(
      '--rotate-secret',
      'keep the present secret as the previous one, accepted beside the new one for a while',
    )
    .option('--grace <seconds>', 'how long it is accepted, in seconds or as 24h (default: 24h)');
}

/** Reads the rotation flags; undefined when the secret is not to be rotated. */
export function readRotationFlags({ rotateSecret, grace }: RotationFlags): {
  rotation: RotationRequest | undefined;
  faults: readonly string[];
} {
  const graceSeconds = grace === undefined ? USUAL_GRACE_SECONDS : parseDuration(grace);
  const isAllowed = graceSeconds !== undefined && graceSeconds >= 1 && graceSeconds <= LONGEST_GRACE_SECONDS;
  const faults = [
    ...(isAllowed ? [] : ['--grace must be 1 second to 366 days, in seconds or as 24h']),
    ...(grace === undefined || rotateSecret
      ? []
      : ['--grace goes with --rotate-secret, which keeps the secret that is replaced for so long']),
  ];
  return { rotation: rotateSecret && isAllowed ? { graceSeconds } : undefined, faults };
}
