import type { DiagnosisExample } from '../../domain/diagnosis-example.ts';
import type { Finding } from '../../domain/finding.ts';
import { type AuditExample, auditExampleFor } from '../../issuer/audit-examples.ts';
import { EXAMPLE_NOW, type Example, literalSecret, previousLiteralSecret } from '../../issuer/example.ts';
import { exampleFor } from '../../issuer/examples.ts';
import { generateSecret } from '../../jwt/generate-secret.ts';
import { auditStore } from '../check/audit-store.ts';
import { verifyToken } from '../verify/verify-token.ts';

/** The example of a code, with what `verify`, or for codes without a token `check`, really says of it. */
export function diagnosisExample(code: string): DiagnosisExample {
  const audit = auditExampleFor(code);
  if (audit) return ofAudit(code, audit);
  const example = exampleFor(code);
  if (!example) throw new Error(`no example of ${code}`);
  return ofToken(code, example);
}

function ofToken(code: string, example: Example): DiagnosisExample {
  const { configuration, secret, previousSecret, others, text, now } = example;
  const { diagnosis } = verifyToken({
    text,
    configuration,
    secret,
    previousSecret: () => previousSecret,
    fingerprintKey: undefined,
    now,
    ignoresDisabled: false,
    others: () => others,
  });
  return {
    command: 'verify',
    configuration,
    others: others.map((other) => other.configuration.name),
    mode: undefined,
    token: { text, evaluatedAt: now },
    finding: pick(code, diagnosis),
  };
}

function ofAudit(code: string, { configurations, mode, isEncrypted }: AuditExample): DiagnosisExample {
  const { findings, configurations: audited } = auditStore({
    path: '/srv/bi/jwtadm.json',
    mode,
    configurations,
    reported: configurations,
    ignoredCodes: [],
    isEncrypted,
    secretOf: literalSecret,
    previousSecretOf: previousLiteralSecret,
    fingerprintKey: generateSecret(32, 'base64url'),
    now: EXAMPLE_NOW,
  });
  const all = [...findings, ...audited.flatMap((each) => each.findings)];
  const [configuration, ...others] = configurations;
  return {
    command: 'check',
    configuration,
    others: others.map(({ name }) => name),
    mode: code === 'store-too-open' ? mode : undefined,
    token: undefined,
    finding: pick(code, all),
  };
}

function pick(code: string, findings: readonly Finding[]): Finding {
  const finding = findings.find((each) => each.code === code);
  if (!finding) throw new Error(`the example of ${code} does not give it`);
  return finding;
}
