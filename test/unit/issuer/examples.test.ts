import { describe, expect, it } from 'vitest';
import { diagnosisCodes } from '../../../src/diagnosis/diagnosis-code.ts';
import { breakableCodes } from '../../../src/issuer/broken-tokens.ts';
import type { Example } from '../../../src/issuer/example.ts';
import { exampleFor } from '../../../src/issuer/examples.ts';
import { verifyToken } from '../../../src/usecases/verify/verify-token.ts';
import { codesOf } from '../../support/verify.ts';

function codesTold(example: Example | undefined): string[] {
  if (!example) return [];
  const { others, previousSecret, ...request } = example;
  return codesOf(
    verifyToken({
      ...request,
      previousSecret: () => previousSecret,
      fingerprintKey: undefined,
      ignoresDisabled: false,
      others: () => others,
    }),
  );
}

/** What is told besides, because one cannot be without the other. */
const companions: Record<string, string[]> = {
  'secret-is-placeholder': ['secret-too-short', 'secret-is-placeholder'],
  'algorithm-confusion': ['algorithm-mismatch', 'algorithm-confusion'],
  'lifetime-too-short': ['lifetime-too-short', 'expired'],
  'clock-skew': ['issued-in-future', 'clock-skew'],
  'local-time-as-utc': ['issued-in-future', 'local-time-as-utc'],
  'username-missing': ['username-missing', 'name-missing', 'email-missing'],
};

describe('the example of', () => {
  it.each(diagnosisCodes)('%s gives this code, and what comes with it, and nothing else', (code) => {
    expect(codesTold(exampleFor(code))).toEqual(companions[code] ?? [code]);
  });

  // ECDSA signs with a random number.
  const ofEcdsa = ['signature-der-encoded', 'signature-not-padded'];
  it.each(diagnosisCodes.filter((code) => !ofEcdsa.includes(code)))('%s is the same each time', (code) => {
    expect(exampleFor(code)).toEqual(exampleFor(code));
  });
});

describe('examples and broken tokens', () => {
  it('are made for codes that exist', () => {
    const known: readonly string[] = diagnosisCodes;
    expect(breakableCodes.filter((code) => !known.includes(code))).toEqual([]);
    expect(exampleFor('constructor')).toBeUndefined();
    expect(exampleFor('no-such-code')).toBeUndefined();
  });
});
