import { describe, expect, it } from 'vitest';
import { diagnosisCodes } from '../../../src/diagnosis/diagnosis-code.ts';
import { diagnosisCases } from '../../cases/all-cases.ts';
import type { DiagnosisCase } from '../../cases/diagnosis-case.ts';
import { codesOf, findingOf, verify } from '../../support/verify.ts';

const cases = diagnosisCases;

function expectedCodes({ about, codes }: DiagnosisCase): readonly string[] {
  return codes ?? (about === 'healthy' ? [] : [about]);
}

describe('what is said of a token', () => {
  it.each(
    cases.map((each) => [`${each.title}: ${expectedCodes(each).join(', ') || 'nothing'}`, each] as const),
  )('%s', (_title, { about, token, changes, options, proved, logsInAs, ...rest }) => {
    const verification = verify(token, changes, options);
    expect(codesOf(verification)).toEqual(expectedCodes({ about, token, ...rest }));
    if (proved !== undefined) expect(findingOf(verification, about).proved).toBe(proved);
    if (logsInAs !== undefined) expect(verification.user?.username).toBe(logsInAs);
  });

  it('covers every code at least twice', () => {
    const counts = diagnosisCodes.map(
      (code) => [code, cases.filter(({ about }) => about === code).length] as const,
    );
    expect(counts.filter(([, count]) => count < 2)).toEqual([]);
  });

  it('accepts a token exactly when no error was found', () => {
    const wrong = cases.filter(({ token, changes, options }) => {
      const { accepted, diagnosis } = verify(token, changes, options);
      return accepted === diagnosis.some(({ severity }) => severity === 'error');
    });
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });
});
