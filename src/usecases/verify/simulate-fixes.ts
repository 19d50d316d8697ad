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
  /** The token as it is received under another Token Name. */
  receive(tokenName: string): ReceivedToken;
  readonly now: EpochSeconds;
  /** Whether the signature proves that the issuer's key, however it was read, has made the token. */
  readonly isFromIssuer: boolean;
  /** The findings on the token under another configuration or secret; they accept nothing. */
  findingsUnder(trial: FixTrial): readonly FixableFinding[];
}

/** A token, a configuration and its secret as they would be after some fixes. */
export interface FixTrial {
  readonly received: ReceivedToken;
  readonly configuration: Configuration;
  readonly secret: SecretResult;
}

/**
 * The findings, each that can be fixed with what would come of it: who would log in once it is
 * fixed, alone or together with the other errors. A fix that leads to no login is kept only if it removes its
 * finding and causes no other error. The gate is asked about a configuration that does not exist; its answer
 * becomes a sentence and accepts nothing.
 */
export function describeFixOutcomes(found: readonly FixableFinding[], rehearsal: Rehearsal): Finding[] {
  if (found.length === 0) return [];
  const rehearsed = (each: FixableFinding) => withRehearsedFix(each, found, rehearsal);
  if (!rehearsal.isFromIssuer) return found.map((each) => withoutForgedAdvice(each, rehearsed));
  const errors = found.filter(({ finding }) => finding.severity === 'error');
  const fixes = errors.flatMap(({ fix }) => fix ?? []);
  const isAllFixable = errors.length > 1 && fixes.length === errors.length;
  const together = isAllFixable ? usernameOnce(fixes, rehearsal) : undefined;
  return found.map((each) => {
    const { finding, fix } = each;
    if (!fix) return finding;
    const alone = usernameOnce([fix], rehearsal);
    if (alone !== undefined)
      return withOutcome(finding, `Then this token logs in as ${showText(alone)}.`, alone);
    if (together === undefined) return rehearsed(each);
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
function withoutForgedAdvice(each: FixableFinding, rehearsed: (each: FixableFinding) => Finding): Finding {
  const { finding, fix } = each;
  const isOfToken = ['token', 'time', 'claims', 'mapping'].includes(finding.stage);
  return fix?.fields !== undefined || isOfToken ? { ...finding, fixes: [] } : rehearsed(each);
}

/** The finding, without its fix where that would not remove it, or would cause another error. */
function withRehearsedFix(
  { finding, fix }: FixableFinding,
  found: readonly FixableFinding[],
  rehearsal: Rehearsal,
): Finding {
  if (!fix || finding.fixes.length === 0) return finding;
  const before = new Set(found.map((each) => each.finding.code));
  const after = rehearsal.findingsUnder(fixed([fix], rehearsal));
  const isRemoved = after.every((each) => each.finding.code !== finding.code);
  const isHarmless = after.every(
    (each) => each.finding.severity === 'warning' || before.has(each.finding.code),
  );
  return isRemoved && isHarmless ? finding : { ...finding, fixes: [] };
}

function withOutcome(finding: Finding, outcome: string, usernameOnceMended: string): Finding {
  return {
    ...finding,
    solution: `${finding.solution} ${outcome}`,
    evidence: { ...finding.evidence, usernameOnceMended },
  };
}

function usernameOnce(fixes: readonly Fix[], rehearsal: Rehearsal): string | undefined {
  // A value that cannot be set fixes nothing.
  if (!fixes.every(isSettable)) return undefined;
  const { received, configuration, secret } = fixed(fixes, rehearsal);
  const { signatureAlgorithm } = configuration;
  const { key } = resolveKey(secret, signatureAlgorithm, undefined);
  const previous = previousKeyOf(rehearsal.previousSecret, signatureAlgorithm, undefined);
  const keys = { current: key, previous: () => previous()?.resolved.key };
  return authenticate(received, configuration, keys, rehearsal.now)?.user.username;
}

/** Applies fixes to copies; what they do not change stays as it is. */
function fixed(fixes: readonly Fix[], rehearsal: Rehearsal): FixTrial {
  const { secret } = rehearsal;
  const fields = fixes.flatMap((fix) => Object.entries(fix.fields ?? {}));
  const configuration: Configuration = { ...rehearsal.configuration, ...Object.fromEntries(fields) };
  const encoding = fixes.find((fix) => fix.encoding !== undefined)?.encoding;
  const replacement = fixes.find((fix) => fix.secret !== undefined)?.secret;
  const reencoded = secret.ok && encoding !== undefined ? { ...secret, encoding } : secret;
  const isRenamed = configuration.tokenName !== rehearsal.configuration.tokenName;
  const received = isRenamed ? rehearsal.receive(configuration.tokenName) : rehearsal.received;
  return {
    received: fixes.some(({ takesFixedToken }) => takesFixedToken) ? fixedToken(received) : received,
    configuration,
    secret: replacement ? { ok: true, ...replacement } : reencoded,
  };
}
