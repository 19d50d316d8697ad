import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDocument } from '../../../src/terminal/json.ts';
import { verificationDocument } from '../../../src/terminal/verification-json.ts';
import { hostileText, unprintableIn } from '../../support/hostile-text.ts';
import {
  acceptedVerification,
  rejectedVerification,
  SAMPLE_SECRET,
  sampleConfiguration,
} from '../../support/samples.ts';

describe('the document of a verification', () => {
  it('of an accepted token has the user, every stage and no diagnosis, in the order of the contract', () => {
    expect(JSON.stringify(verificationDocument(acceptedVerification()))).toBe(
      '{"accepted":true,' +
        '"configuration":{"name":"ERP","enabled":true,"signatureAlgorithm":"HS256"},' +
        '"user":{"username":"alice","name":"Alice","email":null,"userType":"Reader","roles":["Author"]},' +
        '"evaluatedAt":"2026-11-23T18:00:00.000Z","signedWith":"current",' +
        '"token":{"header":{"alg":"HS256"},"claims":{"loginname":"alice"},"issuedAt":"2026-11-23T16:00:00.000Z",' +
        '"notBefore":null,"expiresAt":"2026-11-24T16:00:00.000Z","effectiveExpiry":"2026-11-24T16:00:00.000Z"},' +
        '"stages":{"config":"passed","token":"passed","header":"passed","key":"passed","signature":"passed",' +
        '"time":"passed","claims":"passed","mapping":"passed"},"diagnosis":[]}',
    );
  });

  it('of a rejected token has no user, and every finding whole', () => {
    const { user, diagnosis } = JSON.parse(JSON.stringify(verificationDocument(rejectedVerification())));
    expect([user, diagnosis[0]]).toEqual([
      null,
      {
        code: 'secret-is-base64',
        severity: 'error',
        stage: 'signature',
        issue: 'JWT authentication fails',
        cause: 'The signature is right once the secret is decoded from base64: the issuer reads it so.',
        solution: 'Read it as base64 here too.',
        proved: true,
        evidence: { bits: 256 },
        commands: ['jwtadm edit ERP --secret-encoding base64'],
        forIssuer: 'The secret is text; please do not decode it.',
      },
    ]);
  });

  it('says null for a moment that no date can say', () => {
    const { token } = acceptedVerification();
    const document = verificationDocument(acceptedVerification({ token: { ...token, expiresAt: 1e15 } }));
    expect(document).toHaveProperty('token.expiresAt', null);
  });

  it('has no secret even when it is given a whole configuration', () => {
    const document = verificationDocument(acceptedVerification({ configuration: sampleConfiguration() }));
    expect(JSON.stringify(document)).not.toContain(SAMPLE_SECRET);
  });

  it('as JSON reads back as the same, and has nothing in it that acts on a terminal', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (name, claim, cause) => {
        const { token } = acceptedVerification();
        const [finding] = rejectedVerification().diagnosis;
        const verification = rejectedVerification({
          configuration: { name, enabled: true, signatureAlgorithm: 'HS256' },
          token: { ...token, claims: Object.fromEntries([[claim, { [claim]: claim }]]) },
          diagnosis: finding ? [{ ...finding, cause }] : [],
        });
        const text = jsonDocument(verificationDocument(verification));
        expect(unprintableIn(text)).toBe(false);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(verificationDocument(verification))));
      }),
    );
  });
});
