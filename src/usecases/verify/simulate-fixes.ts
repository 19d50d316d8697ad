import type { FixableFinding } from '../../diagnosis/diagnose.ts';
import { showText } from '../../diagnosis/show-claim.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Fix, isSettable } from '../../domain/fix.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import { authenticate } from '../../jwt/authenticate.ts';
import { previousKeyOf } from '../../jwt/previous-key.ts';
import { fixedToken, type ReceivedToken } from '../../jwt/receive-token.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';

/** What is rehearsed: the same token at the same time, under a configuration that was fixed. */
export interface Rehearsal {
  readonly received: ReceivedToken;
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  previousSecret(): SecretResult | undefined;
  readonly now: EpochSeconds;
  /** Whether the signature proves that the issuer's key, however it was read, has made the token. */
  readonly isFromIssuer: boolean;
}

/**
 * The findings, each that can be fixed with what would come of it: who would log in once it is
 * fixed, alone or together with the other errors. The gate is asked about a configuration that
 * does not exist; its answer becomes a sentence and accepts nothing.
 */
export function describeFixOutcomes(found: readonly FixableFinding[], rehearsal: Rehearsal): Finding[] {
  if (found.length === 0) return [];
  if (!rehearsal.isFromIssuer) return found.map(withoutForgedAdvice);
  const errors = found.filter(({ finding }) => finding.severity === 'error');
  const fixes = errors.flatMap(({ fix }) => fix ?? []);
  const isAllFixable = errors.length > 1 && fixes.length === errors.length;
  const together = isAllFixable ? usernameOnce(fixes, rehearsal) : undefined;
  return found.map(({ finding, fix }) => {
    if (!fix) return finding;
    const alone = usernameOnce([fix], rehearsal);
    if (alone !== undefined)
      return withOutcome(finding, `Then this token logs in as ${showText(alone)}.`, alone);
    if (together === undefined) return finding;
    return withOutcome(
      finding,
      `Once all errors are fixed, this token logs in as ${showText(together)}.`,
      together,
    );
  });
}

/**
 * A token that is not proved to come from the issuer must not suggest changes to the configuration: a forged one
 * would have its own issuer or field name set. The finding stays, without its fixes.
 */
function withoutForgedAdvice({ finding, fix }: FixableFinding): Finding {
  const isOfToken = ['token', 'time', 'claims', 'mapping'].includes(finding.stage);
  return fix?.fields !== undefined || isOfToken ? { ...finding, fixes: [] } : finding;
}

function withOutcome(finding: Finding, outcome: string, usernameOnceMended: string): Finding {
  return {
    ...finding,
    solution: `${finding.solution} ${outcome}`,
    evidence: { ...finding.evidence, usernameOnceMended },
  };
}

function usernameOnce(fixes: readonly Fix[], rehearsal: Rehearsal): string | undefined {
  const { received, secret, previousSecret, now } = rehearsal;
  // A value that cannot be set fixes nothing.
  if (!fixes.every(isSettable)) return undefined;
  const fields = fixes.flatMap((fix) => Object.entries(fix.fields ?? {}));
  const configuration: Configuration = { ...rehearsal.configuration, ...Object.fromEntries(fields) };
  const encoding = fixes.find((fix) => fix.encoding !== undefined)?.encoding;
  const replacement = fixes.find((fix) => fix.secret !== undefined)?.secret;
  const reencoded = secret.ok && encoding !== undefined ? { ...secret, encoding } : secret;
  const reading = replacement ? { ok: true as const, ...replacement } : reencoded;
  const { signatureAlgorithm } = configuration;
  const { key } = resolveKey(reading, signatureAlgorithm, undefined);
  const previous = previousKeyOf(previousSecret, signatureAlgorithm, undefined);
  const keys = { current: key, previous: () => previous()?.resolved.key };
  const token = fixes.some(({ takesFixedToken }) => takesFixedToken) ? fixedToken(received) : received;
  return authenticate(token, configuration, keys, now)?.user.username;
}
