import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/domain/configuration.ts';
import type { ReportedFinding } from '../../src/domain/finding.ts';
import { type SecretResult, secretSource } from '../../src/domain/secret-key.ts';
import type { ReportedVerification } from '../../src/domain/verification.ts';
import { verify } from '../support/verify.ts';

/** A login that failed in the field, with what must be said of it. */
interface FieldCase {
  readonly id: string;
  readonly situation: string;
  readonly configuration: Configuration;
  readonly others: readonly Configuration[];
  readonly token: string;
  readonly at: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly accepted: boolean;
    /** All of which must be errors. */
    readonly codes: readonly string[];
    /** None of which may be said. */
    readonly not: readonly string[];
    /** None of which may be an error. */
    readonly notErrors?: readonly string[];
    /** The first code must be proved. */
    readonly proved?: boolean;
    /** Members that the evidence of the first code must have. */
    readonly evidence?: Readonly<Record<string, unknown>>;
    /** A word that the sentence for the issuer must have. */
    readonly forIssuer?: string;
  };
}

const file = new URL('../../../shared/corpus/field-cases.ndjson', import.meta.url);
const cases = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as FieldCase)
  : [];

function secretOf({ configuration, env = {} }: FieldCase): SecretResult {
  const source = secretSource(configuration.secretKey);
  const { encoding } = source;
  if (source.kind === 'literal') return { ok: true, text: source.text, encoding };
  const text = source.kind === 'env' ? env[source.variable] : undefined;
  if (text === undefined) throw new Error('the case does not give its secret');
  return { ok: true, text, encoding };
}

function examineCase(fieldCase: FieldCase): ReportedVerification {
  const { configuration, others, token, at } = fieldCase;
  return verify(token, configuration, {
    now: Date.parse(at) / 1000,
    secret: secretOf(fieldCase),
    others,
  });
}

/** What is missing in the diagnosis, or should not be there; empty where it is right. */
function faultsOf({ expect: expected }: FieldCase, { accepted, diagnosis }: ReportedVerification): string[] {
  const errors = new Map(diagnosis.flatMap((each) => (each.severity === 'error' ? [[each.code, each]] : [])));
  const told = diagnosis.map(({ code, severity }) => `${code} (${severity})`).join(', ');
  const { codes, not, notErrors = [] } = expected;
  return [
    ...(accepted === expected.accepted ? [] : [`accepted is ${accepted}`]),
    ...codes.filter((code) => !errors.has(code)).map((code) => `${code} is missing among ${told}`),
    ...diagnosis.filter(({ code }) => not.includes(code)).map(({ code }) => `${code} is there`),
    ...notErrors.filter((code) => errors.has(code)).map((code) => `${code} is an error`),
    ...faultsOfFirst(
      expected,
      diagnosis.find(({ code }) => code === codes[0]),
    ),
  ];
}

function faultsOfFirst(expected: FieldCase['expect'], finding: ReportedFinding | undefined): string[] {
  if (!finding) return [];
  const { proved, evidence = {}, forIssuer } = expected;
  return [
    ...(proved === undefined || finding.proved === proved ? [] : [`${finding.code} is not proved`]),
    ...Object.entries(evidence)
      .filter(([name, value]) => finding.evidence[name] !== value)
      .map(([name]) => `evidence.${name} is ${String(finding.evidence[name])}`),
    ...(forIssuer === undefined || finding.forIssuer?.includes(forIssuer)
      ? []
      : [`the sentence for the issuer does not say ${forIssuer}`]),
  ];
}

describe.runIf(cases.length > 0)('a login that failed in the field', () => {
  it.each(cases.map((each) => [each.id, each] as const))('%s is explained', (_id, fieldCase) => {
    expect(faultsOf(fieldCase, examineCase(fieldCase))).toEqual([]);
  });
});
