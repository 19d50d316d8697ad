import { diagnose, type FixableFinding } from '../../diagnosis/diagnose.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Evidence, JsonPart, TimeClaim } from '../../domain/evidence.ts';
import { type Finding, type Stage, type StageResult, stages } from '../../domain/finding.ts';
import { type EpochSeconds, isCalendarSecond } from '../../domain/instant.ts';
import { memoizeLast } from '../../domain/memoize-last.ts';
import { previousAcceptedUntil } from '../../domain/previous-secret.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import type { Verification } from '../../domain/verification.ts';
import { authenticate } from '../../jwt/authenticate.ts';
import { examine } from '../../jwt/examine.ts';
import type { OtherConfiguration } from '../../jwt/other-configuration.ts';
import { previousKeyOf } from '../../jwt/previous-key.ts';
import { receiveToken } from '../../jwt/receive-token.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import { describeFixOutcomes, type FixTrial } from './simulate-fixes.ts';

/** A token, and what it is held against. */
export interface VerificationRequest {
  /** The token as it was given: bare, or in a URL, a header line, a cookie line, a form or JSON body. */
  readonly text: string;
  readonly configuration: Configuration;
  /** What the configuration's secret source gave. */
  readonly secret: SecretResult;
  /** What the source of its previous secret gives; asked only when the current one has not made the signature. */
  previousSecret(): SecretResult | undefined;
  /** The store's key for fingerprints of secrets. */
  readonly fingerprintKey: string | undefined;
  readonly now: EpochSeconds;
  /** Treat a configuration that is not enabled as if it were. */
  readonly ignoresDisabled: boolean;
  /** The store's other configurations, asked for only when a wrong signature needs explaining. */
  others(): Iterable<OtherConfiguration>;
}

/**
 * Would this token log in under this configuration, as whom, and if not, why not: the gate decides,
 * the evidence is gathered, the catalogue explains. The gate and the catalogue must agree before a
 * token is accepted; a rejection without a reason is a bug.
 */
export function verifyToken(request: VerificationRequest): Verification {
  const { text, configuration, secret, now, ignoresDisabled } = request;
  const tried = ignoresDisabled ? enabledForm(configuration) : configuration;
  const received = receiveToken(text, tried.tokenName);
  const { admission, evidence, found, previousSecret } = evaluate(request, {
    received,
    configuration: tried,
    secret,
  });
  const isBlocked = found.some(({ finding }) => finding.severity === 'error');
  if (!admission && !isBlocked) throw new Error('a token was rejected without a reason');
  const accepted = admission !== undefined && !isBlocked;
  const diagnosis = describeFixOutcomes(found, {
    received,
    configuration: tried,
    secret,
    previousSecret,
    now,
    isFromIssuer: isProvedIssuer(evidence),
    receive: (tokenName) => receiveToken(text, tokenName),
    findingsUnder: (trial) => evaluate(request, trial).found,
  });
  return {
    accepted,
    configuration: configurationSummary(configuration),
    user: accepted ? admission.user : null,
    evaluatedAt: now,
    signedWith: evidence.signature?.signedWith ?? null,
    previousAcceptedUntil: previousAcceptedUntil(tried) ?? null,
    carrier: received.carrier,
    token: describeToken(evidence),
    stages: accepted ? allPassed : stageResults(evidence, diagnosis),
    diagnosis,
  };
}

/** What the gate and the catalogue say of a token under a configuration with a secret. */
interface Evaluation {
  readonly admission: ReturnType<typeof authenticate>;
  readonly evidence: Evidence;
  readonly found: readonly FixableFinding[];
  previousSecret(): SecretResult | undefined;
}

function evaluate(request: VerificationRequest, { received, configuration, secret }: FixTrial): Evaluation {
  const { fingerprintKey, now, others } = request;
  const { signatureAlgorithm } = configuration;
  const resolved = resolveKey(secret, signatureAlgorithm, fingerprintKey);
  const askPrevious = () => (configuration.previousSecret ? request.previousSecret() : undefined);
  const previous = previousKeyOf(askPrevious, signatureAlgorithm, fingerprintKey);
  const keys = { current: resolved.key, previous: () => previous()?.resolved.key };
  const admission = authenticate(received, configuration, keys, now);
  const evidence = examine({
    received,
    configuration,
    secret,
    now,
    resolved,
    keys,
    previous,
    admission,
    others,
  });
  return { admission, evidence, found: diagnose(evidence), previousSecret: () => previous()?.secret };
}

/** The configuration as it would be if it were enabled. */
const enabledForm = memoizeLast(
  (configuration: Configuration): Configuration => ({ ...configuration, enabled: true }),
);

/** Whether the configured key made the signature, in any reading of the key and under any algorithm. */
function isProvedIssuer({ header, signature }: Evidence): boolean {
  if (signature?.state === 'verified' || header?.verifiesUnderHeaderAlgorithm === true) return true;
  if (header?.graphToken === 'proved') return true;
  const key = signature?.explanation?.key;
  // The rest of a secret that was cut may be a word that is easy to guess.
  if (key?.kind === 'damaged') return !['secret-was-expanded', 'secret-was-cut'].includes(key.damage);
  return key?.kind === 'own';
}

const configurationSummary = memoizeLast(
  ({ name, enabled, signatureAlgorithm }: Configuration): Verification['configuration'] => ({
    name,
    enabled,
    signatureAlgorithm,
  }),
);

function describeToken({ header, claims, time }: Evidence): Verification['token'] {
  return {
    header: objectOf(header?.header),
    claims: objectOf(claims?.payload),
    issuedAt: momentOf(time?.times.iat),
    notBefore: momentOf(time?.times.nbf),
    expiresAt: momentOf(time?.times.exp),
    effectiveExpiry: onCalendar(time?.effectiveExpiry),
  };
}

function objectOf(part: JsonPart | undefined) {
  return part?.ok ? part.value : null;
}

function momentOf(claim: TimeClaim | undefined): EpochSeconds | null {
  return claim?.state === 'usable' ? onCalendar(claim.at) : null;
}

/** A time that a date can express: a claim may name the year 300,000. */
function onCalendar(at: EpochSeconds | undefined): EpochSeconds | null {
  return at !== undefined && isCalendarSecond(at) ? at : null;
}

/** What the stages of an accepted token came to. */
const allPassed = Object.fromEntries(stages.map((stage) => [stage, 'passed'])) as Record<Stage, StageResult>;

function stageResults(evidence: Evidence, diagnosis: readonly Finding[]): Record<Stage, StageResult> {
  const failed = new Set(diagnosis.filter(({ severity }) => severity === 'error').map(({ stage }) => stage));
  const results: Partial<Record<Stage, StageResult>> = {};
  for (const stage of stages) {
    results[stage] = failed.has(stage) ? 'failed' : evidence[stage] === undefined ? 'skipped' : 'passed';
  }
  return results as Record<Stage, StageResult>;
}
