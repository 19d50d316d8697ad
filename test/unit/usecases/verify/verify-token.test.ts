import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { toIso } from '../../../../src/domain/instant.ts';
import { verifyToken } from '../../../../src/usecases/verify/verify-token.ts';
import { healthyClaims, keyFor, mint, NOW, SECRET } from '../../../support/mint-token.ts';
import { erp, findingOf, verify } from '../../../support/verify.ts';

const OLD_SECRET = 'the-secret-before-it-was-rotated-which-is-long-enough';
const withOld = mint({ key: OLD_SECRET });

function rotated(acceptedForSeconds: number): Partial<Configuration> {
  return { previousSecret: { secretKey: OLD_SECRET, acceptedUntil: toIso(NOW + acceptedForSeconds) } };
}

describe('which secret signed a token', () => {
  it.each([
    ['the current one', mint(), 3600, 'current'],
    ['the previous one in time', withOld, 3600, 'previous'],
    ['the previous one too late', withOld, 0, 'previous'],
    ['neither', mint({ key: 'another' }), 3600, null],
    ['no one', `${mint().split('.').slice(0, 2).join('.')}.`, 3600, null],
  ])('is said where it is %s', (_who, token, seconds, signedWith) => {
    expect(verify(token, rotated(seconds)).signedWith).toBe(signedWith);
  });

  it('is said of a configuration without a previous secret, too', () => {
    expect([verify(mint()).signedWith, verify(mint()).previousAcceptedUntil]).toEqual(['current', null]);
  });

  it('passes the stage of the signature while that secret is accepted, and fails it afterwards', () => {
    const results = [3600, -3600].map((seconds) => verify(withOld, rotated(seconds)).stages.signature);
    expect(results).toEqual(['passed', 'failed']);
  });
});

describe('the previous secret', () => {
  it('is not asked for where the current one signed', () => {
    const ask = (text: string) => {
      let count = 0;
      verifyToken({
        text,
        configuration: { ...erp, ...rotated(3600) },
        secret: { ok: true, text: SECRET, encoding: 'utf8' },
        previousSecret: () => {
          count += 1;
          return { ok: true, text: OLD_SECRET, encoding: 'utf8' };
        },
        fingerprintKey: undefined,
        now: NOW,
        ignoresDisabled: false,
        others: () => [],
      });
      return count;
    };
    expect([ask(mint()), ask(withOld), ask(mint({ key: 'another' }))]).toEqual([0, 1, 1]);
  });

  it('is evaluated at the moment that is asked about', () => {
    const token = mint({ key: OLD_SECRET, claims: { ...healthyClaims, exp: NOW + 10_000 } });
    const moments = [NOW - 30, NOW + 3599, NOW + 3600];
    expect(moments.map((now) => verify(token, rotated(3600), { now }).accepted)).toEqual([true, true, false]);
  });

  it('signs for the issuer while it is accepted, so that what fixes a token is rehearsed with it', () => {
    const token = mint({ key: OLD_SECRET, claims: { sub: 'alice', exp: NOW + 60 } });
    const [early, late] = [3600, -3600].map((seconds) =>
      findingOf(verify(token, rotated(seconds)), 'username-near-miss'),
    );
    expect(early?.solution).toContain('Then this token logs in as alice.');
    expect(early?.commands).toEqual(['jwtadm edit ERP --username-field sub']);
    // A secret that was given up may be anybody's.
    expect(late?.commands).toEqual([]);
  });

  it('makes a disabled configuration say who would log in', () => {
    const verification = verify(withOld, { ...rotated(3600), enabled: false });
    expect(findingOf(verification, 'configuration-disabled').cause).toContain('logs in as alice');
  });

  it('is named where it could not be tried', () => {
    const reason = 'the environment variable OLD_SECRET is not set';
    const finding = findingOf(
      verify(
        withOld,
        { previousSecret: { secretKey: { env: 'OLD_SECRET' }, acceptedUntil: toIso(NOW + 3600) } },
        { previousSecret: { ok: false, kind: 'missing', reason } },
      ),
      'secret-mismatch',
    );
    expect(finding.cause).toContain(
      `The previous one, accepted until 2026-03-01T13:00:00Z, could not be tried (${reason}).`,
    );
  });

  it('is ruled out where it did not sign either', () => {
    const finding = findingOf(verify(mint({ key: 'another' }), rotated(3600)), 'secret-mismatch');
    expect(finding.cause).toMatch(
      /^The token was not signed with the secret of ERP \(.*\), nor with its prev/,
    );
  });

  it('tells until when it is accepted, and what the issuer has to do', () => {
    const finding = findingOf(verify(withOld, rotated(5400)), 'signed-with-previous-secret');
    expect(finding).toMatchObject({
      severity: 'warning',
      stage: 'signature',
      proved: true,
      cause:
        'The token was signed with the previous secret of ERP, which is accepted until 2026-03-01T13:30:00Z, for 1 h 30 min more.',
      evidence: { acceptedUntil: '2026-03-01T13:30:00Z' },
      forIssuer: expect.stringContaining('please change to the new one before 2026-03-01T13:30:00Z'),
    });
  });

  it('tells since when it is refused', () => {
    const old = keyFor('ES256', 'old');
    const finding = findingOf(
      verify(mint({ algorithm: 'ES256', key: old.privateKey }), {
        signatureAlgorithm: 'ES256',
        secretKey: keyFor('ES256').publicPem,
        previousSecret: { secretKey: old.publicPem, acceptedUntil: toIso(NOW - 3600) },
      }),
      'signed-with-previous-secret',
    );
    expect(finding).toMatchObject({
      severity: 'error',
      cause:
        'The token was signed with the previous key of ERP, which has been refused since 2026-03-01T11:00:00Z, for 1 h.',
      evidence: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });
});
