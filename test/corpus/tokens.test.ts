import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../src/domain/algorithm.ts';
import type { SecretResult } from '../../src/domain/secret-key.ts';
import type { ReportedVerification } from '../../src/domain/verification.ts';
import { verify } from '../support/verify.ts';

/** A token that another project published, with what must become of it. */
interface TokenRecord {
  readonly id: string;
  readonly alg: SignatureAlgorithm;
  readonly key: { readonly kind: string; readonly value?: unknown };
  readonly keySecretHex?: string;
  readonly token: string;
  readonly expect: 'accept' | 'reject';
  readonly expectLogin: 'accept' | 'reject';
  readonly validAt?: number | null;
  readonly disputed?: string;
  readonly policy?: string;
  readonly keyBits?: number;
}

const folder = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(folder);

function records<T>(file: string): T[] {
  if (!isPresent) return [];
  const lines = readFileSync(new URL(file, folder), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

function secretOf({ key: { kind, value }, keySecretHex }: TokenRecord): SecretResult {
  // Published as base64 in either alphabet, so taken in the one form that leaves no doubt.
  if (kind === 'secret-base64') return { ok: true, text: keySecretHex ?? '', encoding: 'hex' };
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return { ok: true, text, encoding: kind === 'secret-hex' ? 'hex' : 'utf8' };
}

function examineRecord(record: TokenRecord): ReportedVerification {
  return verify(
    record.token,
    { signatureAlgorithm: record.alg, expirationTime: 2_147_483_647 },
    { secret: secretOf(record), now: record.validAt ?? 1_795_456_800 },
  );
}

/** The codes that come of what a jwtadm configuration asks beyond the specifications. */
const ownRules = new Set([
  'issued-in-future',
  'clock-skew',
  'local-time-as-utc',
  'expiry-missing',
  'expiration-time-too-short',
  'lifetime-exceeds-configuration',
  'username-missing',
  'username-near-miss',
  'username-wrong-case',
  'username-nested',
]);

function errorsOf({ diagnosis }: ReportedVerification): string[] {
  return diagnosis.flatMap(({ code, severity }) =>
    severity === 'error' && !ownRules.has(code) ? [code] : [],
  );
}

/** Refused by the specifications for a JWS, and taken by the command line as part of a header line. */
const pastedWithBearer = 'golang-jwt-jwt-020';

const signatureStages = ['token', 'header', 'key', 'signature'] as const;

function evaluate(record: TokenRecord): string[] {
  const verification = examineRecord(record);
  const isWeakRsa = /^[RP]S/.test(record.alg) && (record.keyBits ?? 2048) < 2048;
  if (isWeakRsa)
    return errorsOf(verification).includes('key-too-weak') ? [] : [`${record.id}: a weak key passed`];
  const isSigned = signatureStages.every((stage) => verification.stages[stage] === 'passed');
  // A claim of the wrong type is refused whatever the clock says.
  const signature = isSigned && !errorsOf(verification).includes('time-not-a-number') ? 'accept' : 'reject';
  const login = errorsOf(verification).length === 0 ? 'accept' : 'reject';
  const faults: string[] = [];
  if (signature !== record.expect) faults.push(`${record.id}: signature ${signature}`);
  // `validAt: null` says that the token never was valid.
  const expectedLogin = record.validAt === null ? 'reject' : record.expectLogin;
  if (login !== expectedLogin) faults.push(`${record.id}: login ${login}: ${errorsOf(verification).join()}`);
  return faults;
}

/** With the corpus beside the checkout its tests run; without it there is nothing to evaluate. */
describe.runIf(isPresent)('tokens published by other projects', () => {
  it('every record that is neither disputed nor a matter of policy is evaluated right', () => {
    const core = records<TokenRecord>('tokens.ndjson').filter(({ disputed, policy }) => !disputed && !policy);
    expect(core.length).toBe(949);
    const evaluated = core.filter(({ id }) => id !== pastedWithBearer);
    expect(evaluated.flatMap(evaluate)).toEqual([]);
  });

  it('of all that anyone expects to be refused, only a negative nbf passes, of which RFC 7519 is silent', () => {
    const refused = records<TokenRecord>('tokens.ndjson').filter(
      ({ expect: verdict, id }) => verdict === 'reject' && id !== pastedWithBearer,
    );
    const passed = refused.filter((record) => errorsOf(examineRecord(record)).length === 0);
    expect(passed.map(({ id }) => id)).toEqual(['skylothar-lua-resty-jwt-018']);
  });
});

/** A token around one file of a JSON test suite. */
interface JsonRecord {
  readonly id: string;
  readonly key: { readonly value: string };
  readonly at: number;
  readonly token?: string;
  readonly expect: 'accept' | 'reject';
  readonly user?: string;
  readonly ambiguous?: string | null;
}

describe.runIf(isPresent)('tokens that carry the files of a JSON test suite', () => {
  it('are refused where their JSON must be, and accepted where it must be', () => {
    const sized = records<JsonRecord>('json-payloads.ndjson').filter(({ token }) => token !== undefined);
    const outcomes = sized.map((record) => ({
      record,
      verification: verify(record.token ?? '', { secretKey: record.key.value }, { now: record.at }),
    }));
    const wrong = outcomes.filter(({ record, verification }) => {
      const verdict = verification.accepted ? 'accept' : 'reject';
      return (
        !record.ambiguous &&
        (verdict !== record.expect || (verification.user?.username ?? undefined) !== record.user)
      );
    });
    expect(sized.length).toBe(317);
    expect(wrong.map(({ record }) => record.id)).toEqual([]);
  });
});
