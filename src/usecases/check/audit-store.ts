import { auditConfiguration, auditFile } from '../../diagnosis/audit.ts';
import type { ApparentEncoding, ConfigurationAuditEvidence } from '../../domain/audit-evidence.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import type { Finding } from '../../domain/finding.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import type { StoreAudit } from '../../domain/store-audit.ts';
import { apparentEncoding } from '../../jwt/apparent-encoding.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import type { ResolvedKey } from '../../jwt/resolved-key.ts';

/** A store to audit, and what to report. */
export interface AuditRequest {
  /** The store's file, absolute. */
  readonly path: string;
  /** The file's permission bits; undefined if they are not available. */
  readonly mode: number | undefined;
  /** Every configuration of the store, because keys are compared among all of them. */
  readonly configurations: readonly Configuration[];
  /** The configurations to report on. */
  readonly reported: readonly Configuration[];
  /** Codes that are not reported, and do not count. */
  readonly ignoredCodes: readonly string[];
  /** Whether the store encrypts its secrets. */
  readonly isEncrypted: boolean;
  /** What a configuration's secret source gives. */
  secretOf(configuration: Configuration): SecretResult;
  /** What the source of its previous secret gives; undefined where it has none. */
  previousSecretOf(configuration: Configuration): SecretResult | undefined;
  /** A random key (base64url) under which secrets are compared; used for nothing else. */
  readonly fingerprintKey: string;
  readonly now: EpochSeconds;
}

/** A configuration with its secret, and the key that came of it. */
interface Subject {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  readonly resolved: ResolvedKey;
}

/**
 * What is wrong with a store and its configurations, without any token: keys are resolved, the facts
 * gathered, and the catalogues explain.
 */
export function auditStore(request: AuditRequest): StoreAudit {
  const { path, mode, configurations } = request;
  const withoutIgnored = (findings: readonly Finding[]) =>
    findings.filter(({ code }) => !request.ignoredCodes.includes(code));
  const subjects = configurations.map((configuration): Subject => {
    const secret = request.secretOf(configuration);
    const resolved = resolveKey(secret, configuration.signatureAlgorithm, request.fingerprintKey);
    return { configuration, secret, resolved };
  });
  const byKey = groupByKey(subjects);
  const reported = new Set(request.reported);
  const audited = subjects
    .filter(({ configuration }) => reported.has(configuration))
    .map((subject) => {
      const sameKey = byKey.get(fingerprintOf(subject)) ?? [];
      const findings = auditConfiguration(evidenceOf(request, subject, sameKey));
      return { name: subject.configuration.name, findings: withoutIgnored(findings) };
    });
  const findings = withoutIgnored(
    auditFile({ path, mode, holdsSecret: configurations.some(holdsLiteralSecret) }),
  );
  const all = [...findings, ...audited.flatMap((each) => each.findings)];
  return {
    ok: all.every(({ severity }) => severity !== 'error'),
    store: path,
    configurations: audited,
    findings,
  };
}

function evidenceOf(
  { isEncrypted, now, previousSecretOf }: AuditRequest,
  subject: Subject,
  sameKey: readonly Configuration[],
): ConfigurationAuditEvidence {
  const { configuration, resolved } = subject;
  const previous = previousSecretOf(configuration);
  return {
    configuration,
    key: { ...resolved.evidence, configuration, now, usernameOnceEnabled: undefined },
    previousKey: previous && resolveKey(previous, configuration.signatureAlgorithm, undefined).evidence,
    isLeftPlain: isEncrypted && holdsLiteralSecret(configuration),
    sameKey,
    apparentEncoding: apparentEncodingOf(subject),
  };
}

/** The configurations by the fingerprints of their keys; those without a key are in no group. */
function groupByKey(subjects: readonly Subject[]): Map<string | undefined, Configuration[]> {
  const groups = new Map<string | undefined, Configuration[]>();
  for (const subject of subjects) {
    const fingerprint = fingerprintOf(subject);
    if (fingerprint === undefined) continue;
    const group = groups.get(fingerprint);
    if (group) group.push(subject.configuration);
    else groups.set(fingerprint, [subject.configuration]);
  }
  return groups;
}

function fingerprintOf({ resolved: { evidence } }: Subject): string | undefined {
  return 'facts' in evidence ? evidence.facts?.fingerprint : undefined;
}

function apparentEncodingOf({ secret, resolved: { evidence } }: Subject): ApparentEncoding | undefined {
  const isText = secret.ok && secret.encoding === 'utf8';
  const isSecret = evidence.state === 'usable' && evidence.facts.kind === 'HMAC secret';
  return isText && isSecret ? apparentEncoding(secret.text) : undefined;
}
