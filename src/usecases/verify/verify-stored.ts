import type { Configuration } from '../../domain/configuration.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import type { Verification } from '../../domain/verification.ts';
import type { OtherConfiguration } from '../../jwt/other-configuration.ts';
import type { ConfigurationStore } from '../ports.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';
import { verifyToken } from './verify-token.ts';

/** What verifying a token against a store needs. */
export interface VerifyNeeds {
  readonly store: Pick<ConfigurationStore, 'configurations' | 'fingerprintKey'>;
  readonly secrets: Pick<StoredSecrets, 'of' | 'previousOf' | 'unlockFor'>;
}

/** A token to verify. */
export interface TokenTrial {
  /** The token, bare or in a carrier. */
  readonly text: string;
  readonly now: EpochSeconds;
  /** Treat a configuration that is not enabled as if it were. */
  readonly ignoresDisabled: boolean;
}

/** A configuration, and its answer to the token. */
export interface Answer {
  readonly configuration: Configuration;
  readonly verification: Verification;
}

/** Verifies a token under one configuration of the store; may ask for the passphrase of its secret. */
export async function verifyStored(
  needs: VerifyNeeds,
  trial: TokenTrial,
  configuration: Configuration,
): Promise<Answer> {
  await needs.secrets.unlockFor([configuration], 'asks');
  return explainSignature(needs, trial, verifyUnder(needs, trial, configuration));
}

/**
 * Verifies a token under each of the candidates, at least one: the answer of each in brief, and the nearest one, which
 * accepts the token or comes closest to it, explained. May ask for the passphrase of their secrets.
 */
export async function verifyAny(
  needs: VerifyNeeds,
  trial: TokenTrial,
  candidates: readonly Configuration[],
): Promise<{ readonly answers: readonly Verification[]; readonly nearest: Answer }> {
  await needs.secrets.unlockFor(candidates, 'asks');
  const answers = candidates.map((each) => verifyUnder(needs, trial, each, []));
  const best = answers.reduce((nearest, each) => (distance(each) < distance(nearest) ? each : nearest));
  // Only the answer that is reported compares the signature with every other configuration, disabled ones too.
  const nearest = best.verification.accepted ? best : verifyUnder(needs, trial, best.configuration);
  return {
    answers: answers.map(({ verification }) => verification),
    nearest: await explainSignature(needs, trial, nearest),
  };
}

/**
 * The answer once the encrypted secrets of the other configurations can be tried. Only a wrong signature is a reason
 * to decrypt them, and no passphrase is asked for.
 */
async function explainSignature(needs: VerifyNeeds, trial: TokenTrial, answer: Answer): Promise<Answer> {
  if (answer.verification.stages.signature !== 'failed') return answer;
  const isUnlockedNow = await needs.secrets.unlockFor(needs.store.configurations, 'without asking');
  return isUnlockedNow ? verifyUnder(needs, trial, answer.configuration) : answer;
}

function verifyUnder(
  needs: VerifyNeeds,
  { text, now, ignoresDisabled }: TokenTrial,
  configuration: Configuration,
  others: Iterable<OtherConfiguration> = othersOf(needs, configuration),
): Answer {
  const { store, secrets } = needs;
  const verification = verifyToken({
    text,
    configuration,
    secret: secrets.of(configuration),
    previousSecret: () => secrets.previousOf(configuration),
    fingerprintKey: store.fingerprintKey,
    now,
    ignoresDisabled,
    others: () => others,
  });
  return { configuration, verification };
}

/** How far a token is from a login: accepted, then signed with the secret or the previous one, then by the number of errors. */
function distance({ verification: { accepted, signedWith, diagnosis } }: Answer): number {
  if (accepted) return -1;
  const errors = diagnosis.filter(({ severity }) => severity === 'error').length;
  return errors + (signedWith === null ? 1000 : 0);
}

/** The other configurations with their secrets, each read on request. */
function* othersOf(
  { store, secrets }: VerifyNeeds,
  configuration: Configuration,
): Iterable<OtherConfiguration> {
  for (const other of store.configurations) {
    if (other !== configuration) yield { configuration: other, secret: secrets.of(other) };
  }
}
