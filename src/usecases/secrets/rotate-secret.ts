import { isDeepStrictEqual } from 'node:util';
import type { EditRequest } from '../../commands/flags/edit-request.ts';
import type { RotationRequest } from '../../commands/flags/rotation-flags.ts';
import { KEY_FLAGS, SECRET_FLAGS } from '../../commands/flags/secret-flags.ts';
import { canPrompt, type GlobalOptions } from '../../commands/line/global-options.ts';
import type { Context } from '../../context.ts';
import { isHmac } from '../../domain/algorithm.ts';
import type { Configuration, PreviousSecret } from '../../domain/configuration.ts';
import { type EpochSeconds, toIso, toIsoSeconds } from '../../domain/instant.ts';
import { isPreviousAccepted, previousAcceptedUntil } from '../../domain/previous-secret.ts';
import type { SecretKey, SecretResult } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { generateSecret } from '../../jwt/generate-secret.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import { Problem } from '../../problem.ts';
import { evaluateSecret } from './evaluate-secret.ts';
import type { StoredSecrets } from './stored-secrets.ts';

/** Throws a usage Problem where a configuration's secret cannot be rotated, before a new one is asked for. */
export function refuseRotation(
  context: Context,
  options: GlobalOptions,
  secrets: StoredSecrets,
  before: Configuration,
  { fields, secret }: EditRequest,
): void {
  const { name, signatureAlgorithm } = before;
  if (isPreviousAccepted(before, context.now())) throw stillAccepted(before);
  if ((fields.signatureAlgorithm ?? signatureAlgorithm) !== signatureAlgorithm) {
    throw new Problem(
      'usage',
      `--rotate-secret and another algorithm exclude each other: only ${fields.signatureAlgorithm} would be accepted from now on, and tokens signed with the previous secret have ${signatureAlgorithm}`,
      'change the algorithm without --rotate-secret, at the moment at which the issuing system does',
    );
  }
  const reading = secrets.of(before);
  const evaluation = reading.ok
    ? evaluateSecret(reading.text, reading.encoding, signatureAlgorithm)
    : undefined;
  if (evaluation?.ok === false) {
    throw new Problem(
      'usage',
      `there is nothing to keep: the present secret of ${name} ${evaluation.fault}`,
      'give the new one without --rotate-secret',
    );
  }
  if (secret.source === undefined && !canPrompt(context, options)) throw newSecretMissing(before);
}

function stillAccepted(before: Configuration): Problem {
  const { name } = before;
  return new Problem(
    'usage',
    `the previous secret of ${name} is still accepted until ${toIsoSeconds(previousAcceptedUntil(before) ?? 0)}; nothing was changed`,
    `only one is kept: wait until then, or end it now with \`jwtadm edit ${shellWord(name)} --unset previous-secret\``,
  );
}

function newSecretMissing({ name, signatureAlgorithm }: Configuration): Problem {
  const [flags, usual] = isHmac(signatureAlgorithm)
    ? [SECRET_FLAGS, '--generate-secret']
    : [KEY_FLAGS, '--secret-file new-public.pem'];
  return new Problem(
    'usage',
    `--rotate-secret needs the new secret (${flags})`,
    `for example: \`jwtadm edit ${shellWord(name)} --rotate-secret ${usual}\``,
  );
}

/**
 * What the present secret becomes when another takes its place: the previous one, accepted for a while
 * from now on. Throws a usage Problem when the other one is the same.
 */
export function retireSecret(
  context: Context,
  secrets: StoredSecrets,
  before: Configuration,
  replacement: SecretKey,
  { graceSeconds }: RotationRequest,
): PreviousSecret {
  refuseSameSecret(secrets, before, replacement);
  const { secretKey } = before;
  return { secretKey, acceptedUntil: toIso(Math.ceil(context.now()) + graceSeconds) };
}

function refuseSameSecret(secrets: StoredSecrets, before: Configuration, replacement: SecretKey): void {
  if (isDeepStrictEqual(before.secretKey, replacement) && typeof replacement === 'object') {
    throw new Problem(
      'usage',
      'the new reference is the present one; nothing was changed',
      'while both secrets are accepted they need places of their own: put the new one into another variable or file',
    );
  }
  // Of no use after this.
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

/** What an edit did to the previous secret, or left as it was although somebody may not expect it. */
export function rotationNotes(before: Configuration, after: Configuration, now: EpochSeconds): string[] {
  const moment = toIsoSeconds(previousAcceptedUntil(after) ?? now);
  if (!isPreviousAccepted(after, now)) {
    return isPreviousAccepted(before, now) ? ['The previous secret is accepted no longer.'] : [];
  }
  if (!isDeepStrictEqual(before.previousSecret, after.previousSecret)) {
    return [
      `The previous secret is accepted until ${moment}: let the issuer change to the new one before then.`,
    ];
  }
  return isDeepStrictEqual(before.secretKey, after.secretKey)
    ? []
    : [
        `The previous secret is still accepted until ${moment}; \`jwtadm edit ${shellWord(after.name)} --unset previous-secret\` ends that.`,
      ];
}
