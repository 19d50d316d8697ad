import { describe, expect, it } from 'vitest';
import { diagnosisCodes } from '../../../src/diagnosis/diagnosis-code.ts';
import { secretKeysOf } from '../../../src/domain/configuration-secrets.ts';
import { secretSource } from '../../../src/domain/secret-key.ts';
import { jsonDocument } from '../../../src/terminal/json.ts';
import { verificationDocument } from '../../../src/terminal/verification-json.ts';
import { renderVerification } from '../../../src/terminal/verification-report.ts';
import type { DiagnosisCase } from '../../cases/diagnosis-case.ts';
import { claimShapeIssuerCases } from '../../cases/issuers/claim-shape-issuer-cases.ts';
import { claimsIssuerCases } from '../../cases/issuers/claims-issuer-cases.ts';
import { configurationIssuerCases } from '../../cases/issuers/configuration-issuer-cases.ts';
import { headerIssuerCases } from '../../cases/issuers/header-issuer-cases.ts';
import { healthyIssuerCases } from '../../cases/issuers/healthy-issuer-cases.ts';
import { keyIssuerCases } from '../../cases/issuers/key-issuer-cases.ts';
import { manyFaultCases } from '../../cases/issuers/many-fault-cases.ts';
import { searchIssuerCases } from '../../cases/issuers/search-issuer-cases.ts';
import { secretReadingCases } from '../../cases/issuers/secret-reading-cases.ts';
import { secretTextCases } from '../../cases/issuers/secret-text-cases.ts';
import { signatureIssuerCases } from '../../cases/issuers/signature-issuer-cases.ts';
import { timeClaimIssuerCases } from '../../cases/issuers/time-claim-issuer-cases.ts';
import { timesIssuerCases } from '../../cases/issuers/times-issuer-cases.ts';
import { transportIssuerCases } from '../../cases/issuers/transport-issuer-cases.ts';
import { twoFaultCases } from '../../cases/issuers/two-fault-cases.ts';
import { terminalStyle } from '../../support/samples.ts';
import { codesOf, erp, findingOf, verify } from '../../support/verify.ts';

const labelled = [
  ...configurationIssuerCases,
  ...transportIssuerCases,
  ...headerIssuerCases,
  ...keyIssuerCases,
  ...signatureIssuerCases,
  ...searchIssuerCases,
  ...secretReadingCases,
  ...secretTextCases,
  ...timesIssuerCases,
  ...timeClaimIssuerCases,
  ...claimsIssuerCases,
  ...claimShapeIssuerCases,
  ...twoFaultCases,
  ...manyFaultCases,
];

function named(cases: readonly DiagnosisCase[]) {
  return cases.map(
    (each) => [`${each.title}: ${expectedCodes(each).join(', ') || 'nothing'}`, each] as const,
  );
}

function expectedCodes({ about, codes }: DiagnosisCase): readonly string[] {
  return codes ?? (about === 'healthy' ? [] : [about]);
}

function verdictOf({ token, changes, options }: DiagnosisCase) {
  const { accepted, user } = verify(token, changes, options);
  return { accepted, login: user?.username };
}

/** The secrets of a case, and the visible runs in them, that are long enough to be told from words. */
function secretsOf({ changes, options }: DiagnosisCase): string[] {
  const configurations = [{ ...erp, ...changes }, ...(options?.others ?? [])];
  const texts = configurations.flatMap(secretKeysOf).flatMap((secretKey) => {
    const source = secretSource(secretKey);
    return source.kind === 'literal' ? [source.text] : [];
  });
  const runs = texts.flatMap((text) => [squeeze(text), ...text.split(/[^!-~]+/)]);
  return runs.filter((run) => run.length >= 12);
}

/** Without blanks and line breaks, so that wrapping hides nothing. */
function squeeze(text: string): string {
  return text.replaceAll(/\s/g, '');
}

describe('a healthy token', () => {
  it.each(named(healthyIssuerCases))('%s', (_title, healthy) => {
    const { accepted, user, diagnosis } = verify(healthy.token, healthy.changes, healthy.options);
    expect({ accepted, login: user?.username, diagnosis }).toEqual({
      accepted: true,
      login: healthy.logsInAs,
      diagnosis: [],
    });
  });

  it('is tried for every issuer, sixty times at least', () => {
    expect(new Set(healthyIssuerCases.map(({ token }) => token)).size).toBeGreaterThanOrEqual(60);
  });
});

describe('what is said of an issuer’s token', () => {
  it.each(named(labelled))('%s', (_title, labelledCase) => {
    const { about, token, changes, options, proved } = labelledCase;
    const verification = verify(token, changes, options);
    expect(codesOf(verification)).toEqual(expectedCodes(labelledCase));
    if (proved !== undefined) expect(findingOf(verification, about).proved).toBe(proved);
  });

  it.each(named(labelled))('has the right verdict: %s', (_title, labelledCase) => {
    const { logsInAs } = labelledCase;
    expect(verdictOf(labelledCase)).toEqual({ accepted: logsInAs !== undefined, login: logsInAs });
  });

  it('is labelled in 150 cases at least, every code in two of them', () => {
    const counts = diagnosisCodes.map(
      (code) => [code, labelled.filter(({ about }) => about === code).length] as const,
    );
    expect(labelled.length).toBeGreaterThanOrEqual(150);
    expect(counts.filter(([, count]) => count < 2)).toEqual([]);
  });

  it('is labelled with two faults in 20 cases at least, with three or more in 8', () => {
    expect(twoFaultCases.filter((each) => expectedCodes(each).length === 2).length).toBeGreaterThanOrEqual(
      20,
    );
    expect(manyFaultCases.filter((each) => expectedCodes(each).length >= 3).length).toBeGreaterThanOrEqual(8);
  });

  it('never has two cases of one title', () => {
    const titles = labelled.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe('no report', () => {
  it.each(named([...healthyIssuerCases, ...labelled]))('has a secret in it: %s', (_title, each) => {
    const verification = verify(each.token, each.changes, each.options);
    const text = squeeze(renderVerification(verification, terminalStyle()));
    const json = squeeze(jsonDocument(verificationDocument(verification)));
    const leaked = secretsOf(each).filter(
      (secret) =>
        text.includes(secret) || json.includes(secret) || json.includes(JSON.stringify(secret).slice(1, -1)),
    );
    expect(leaked).toEqual([]);
  });
});
