import { isDeepStrictEqual } from 'node:util';
import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { Configuration, PreviousSecret } from '../../domain/configuration.ts';
import { type EpochSeconds, toIso, toIsoSeconds } from '../../domain/instant.ts';
import { isPreviousAccepted, previousAcceptedUntil } from '../../domain/previous-secret.ts';
import type { SecretKey, SecretResult } from '../../domain/secret-key.ts';
import { generateSecret } from '../../jwt/generate-secret.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import { Problem } from '../../problem.ts';
import type { Notice } from '../notice.ts';
import { Refusal } from '../refusal.ts';
import { evaluateSecret } from './evaluate-secret.ts';
import type { StoredSecrets } from './stored-secrets.ts';

/** How long the secret that is replaced is accepted beside the new one. */
export interface RotationRequest {
  readonly graceSeconds: number;
}

/** What the rotation of a secret looks at. */
export interface RotationNeeds {
  readonly secrets: Pick<StoredSecrets, 'of'>;
  now(): EpochSeconds;
}

/** Throws a usage Problem if a configuration's secret cannot be rotated to any new secret. */
export function refuseRotation(
  { secrets, now }: RotationNeeds,
  before: Configuration,
  algorithm: SignatureAlgorithm,
): void {
  const { name, signatureAlgorithm } = before;
  if (isPreviousAccepted(before, now())) throw stillAccepted(before);
  if (algorithm !== signatureAlgorithm) {
    throw new Refusal(
      'usage',
      `the secret cannot be rotated together with the algorithm: only ${algorithm} would be accepted from now on, and tokens signed with the previous secret have ${signatureAlgorithm}`,
      { kind: 'rotation-of-algorithm', before: signatureAlgorithm, after: algorithm },
    );
  }
  const present = secrets.of(before);
  const evaluation = present.ok
    ? evaluateSecret(present.text, present.encoding, signatureAlgorithm)
    : undefined;
  if (evaluation?.ok !== false) return;
  throw new Refusal('usage', `there is nothing to keep: the present secret of ${name} ${evaluation.fault}`, {
    kind: 'rotation-of-no-secret',
  });
}

function stillAccepted(before: Configuration): Refusal {
  const { name } = before;
  const until = toIsoSeconds(previousAcceptedUntil(before) ?? 0);
  return new Refusal(
    'usage',
    `the previous secret of ${name} is still accepted until ${until}; nothing was changed`,
    { kind: 'previous-secret-still-accepted', name },
  );
}

/**
 * What the present secret becomes when another takes its place: the previous one, accepted for a while
 * from now on. Throws a usage Problem when the other one is the same.
 */
export function retireSecret(
  { secrets, now }: RotationNeeds,
  before: Configuration,
  replacement: SecretKey,
  { graceSeconds }: RotationRequest,
): PreviousSecret {
  refuseSameSecret(secrets, before, replacement);
  const { secretKey } = before;
  return { secretKey, acceptedUntil: toIso(Math.ceil(now()) + graceSeconds) };
}

function refuseSameSecret(
  secrets: RotationNeeds['secrets'],
  before: Configuration,
  replacement: SecretKey,
): void {
  if (isDeepStrictEqual(before.secretKey, replacement) && typeof replacement === 'object') {
    throw new Problem(
      'usage',
      'the new reference is the present one; nothing was changed',
      'while both secrets are accepted they need places of their own: put the new one into another variable or file',
    );
  }
  // Used for this comparison only.
  const fingerprintKey = generateSecret(32, 'base64url');
  const fingerprintOf = (reading: SecretResult) => {
    const { evidence } = resolveKey(reading, before.signatureAlgorithm, fingerprintKey);
    return 'facts' in evidence ? evidence.facts?.fingerprint : undefined;
  };
  const present = fingerprintOf(secrets.of(before));
  const young = fingerprintOf(secrets.of({ ...before, secretKey: replacement }));
  if (present === undefined || present !== young) return;
  throw new Problem(
    'usage',
    `the new secret is the one that ${before.name} has; nothing was changed`,
    'rotating it takes another one',
  );
}

/** What to say of the previous secret after an edit that ended, began or kept its acceptance. */
export function reviewRotation(before: Configuration, after: Configuration, now: EpochSeconds): Notice[] {
  const until = toIsoSeconds(previousAcceptedUntil(after) ?? now);
  if (!isPreviousAccepted(after, now)) {
    return isPreviousAccepted(before, now) ? [{ kind: 'previous-secret-ended' }] : [];
  }
  if (!isDeepStrictEqual(before.previousSecret, after.previousSecret)) {
    return [{ kind: 'previous-secret-accepted', until }];
  }
  if (isDeepStrictEqual(before.secretKey, after.secretKey)) return [];
  return [{ kind: 'previous-secret-still-accepted', name: after.name, until }];
}
