import type { MendableFinding } from './diagnosis/diagnose.ts';
import { isSettable } from './diagnosis/mending-command.ts';
import { showText } from './diagnosis/show-claim.ts';
import type { Configuration } from './domain/configuration.ts';
import type { Finding } from './domain/finding.ts';
import type { EpochSeconds } from './domain/instant.ts';
import type { Mend } from './domain/mend.ts';
import type { SecretReading } from './domain/secret-key.ts';
import { authenticate } from './jwt/authenticate.ts';
import { previousKeyOf } from './jwt/previous-key.ts';
import { mendedToken, type ReceivedToken } from './jwt/receive-token.ts';
import { resolveKey } from './jwt/resolve-key.ts';

/** What is rehearsed: the same token at the same moment, under a configuration that was mended. */
export interface Rehearsal {
  readonly received: ReceivedToken;
  readonly configuration: Configuration;
  readonly secret: SecretReading;
  previousSecret(): SecretReading | undefined;
  readonly now: EpochSeconds;
  /** Whether the signature proves that the issuer's key, however it was read, has made the token. */
  readonly isFromIssuer: boolean;
}

/**
 * The findings, each error that can be mended with what would come of it: who would log in once it is
 * mended, alone or together with the other errors. The gate is asked about a configuration that
 * nobody has; its answer is a sentence and accepts nothing.
 */
export function tellOutcomes(found: readonly MendableFinding[], rehearsal: Rehearsal): Finding[] {
  if (found.length === 0) return [];
  if (!rehearsal.isFromIssuer) return found.map(withoutForgedAdvice);
  const errors = found.filter(({ finding }) => finding.severity === 'error');
  const mends = errors.flatMap(({ mend }) => mend ?? []);
  const isAllMendable = errors.length > 1 && mends.length === errors.length;
  const together = isAllMendable ? usernameOnce(mends, rehearsal) : undefined;
  return found.map(({ finding, mend }) => {
    if (!mend || finding.severity !== 'error') return finding;
    const alone = usernameOnce([mend], rehearsal);
    if (alone !== undefined)
      return withOutcome(finding, `Then this token logs in as ${showText(alone)}.`, alone);
    if (together === undefined) return finding;
    return withOutcome(
      finding,
      `Once all errors are mended, this token logs in as ${showText(together)}.`,
      together,
    );
  });
}

/**
 * A token that nobody has proved to come from the issuer must not write the configuration: a forged one
 * would have its own issuer or field name set. What is wrong is said, the command is not.
 */
function withoutForgedAdvice({ finding, mend }: MendableFinding): Finding {
  const isOfToken = ['token', 'time', 'claims', 'mapping'].includes(finding.stage);
  return mend?.fields !== undefined || isOfToken ? { ...finding, commands: [] } : finding;
}

function withOutcome(finding: Finding, outcome: string, usernameOnceMended: string): Finding {
  return {
    ...finding,
    solution: `${finding.solution} ${outcome}`,
    evidence: { ...finding.evidence, usernameOnceMended },
  };
}

function usernameOnce(mends: readonly Mend[], rehearsal: Rehearsal): string | undefined {
  const { received, secret, previousSecret, now } = rehearsal;
  // What no command can set is no mend.
  if (!mends.every(isSettable)) return undefined;
  const fields = mends.flatMap((mend) => Object.entries(mend.fields ?? {}));
  const configuration: Configuration = { ...rehearsal.configuration, ...Object.fromEntries(fields) };
  const encoding = mends.find((mend) => mend.encoding !== undefined)?.encoding;
  const reading = secret.ok && encoding !== undefined ? { ...secret, encoding } : secret;
  const { signatureAlgorithm } = configuration;
  const { key } = resolveKey(reading, signatureAlgorithm, undefined);
  const previous = previousKeyOf(previousSecret, signatureAlgorithm, undefined);
  const keys = { current: key, previous: () => previous()?.resolved.key };
  const token = mends.some(({ takesMendedToken }) => takesMendedToken) ? mendedToken(received) : received;
  return authenticate(token, configuration, keys, now)?.user.username;
}
