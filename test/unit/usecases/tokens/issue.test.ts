import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { type IssueRequest, issueTestToken } from '../../../../src/usecases/tokens/issue.ts';
import { keyFor, NOW } from '../../../support/mint-token.ts';
import { erp } from '../../../support/verify.ts';

const portal: Configuration = {
  ...erp,
  name: 'Portal',
  signatureAlgorithm: 'RS256',
  secretKey: keyFor('RS256').publicPem,
};

function issue(configuration: Configuration, changes: Partial<IssueRequest> = {}, broken?: string) {
  const secret = { ok: true, text: String(configuration.secretKey), encoding: 'utf8' } as const;
  return issueTestToken(
    { secret, previousSecret: () => undefined },
    {
      configuration,
      login: { username: 'alice', more: [], lifetimeSeconds: undefined, broken },
      now: NOW,
      url: undefined,
      privateKeyText: undefined,
      usesPreviousSecret: false,
      ...changes,
    },
  );
}

describe('a test token', () => {
  it('comes with what verify will say of it', () => {
    const result = issue(erp);
    expect(result.ok && result.issued.verification.user?.username).toBe('alice');
  });

  it('is sent in the URL of a page, in the field called Token Name', () => {
    const result = issue(erp, { url: 'https://bi.example/home' });
    expect(result.ok && result.issued.text).toBe(
      `https://bi.example/home?token=${result.ok ? result.issued.token : ''}`,
    );
  });

  it('needs no key when it is broken so that nothing signs it', () => {
    expect(issue(portal, {}, 'algorithm-none').ok).toBe(true);
  });

  it.each([
    [issue(erp, { usesPreviousSecret: true }), { kind: 'no-previous-secret' }],
    [issue(portal), { kind: 'private-key-missing', algorithm: 'RS256' }],
    [issue(erp, { privateKeyText: () => '' }), { kind: 'private-key-needless', algorithm: 'HS256' }],
    [issue({ ...erp, secretKey: '' }), { kind: 'key-unusable' }],
    [issue(erp, { url: 'no url' }), { kind: 'url-unusable', reason: expect.any(String) }],
    [
      issue(erp, {}, 'signature-der-encoded'),
      { kind: 'not-breakable', code: 'signature-der-encoded', reason: expect.any(String) },
    ],
    [
      issue(portal, { privateKeyText: () => 'no key' }),
      { kind: 'private-key-unfit', reason: expect.any(String) },
    ],
  ])('that cannot be made says why as data: %#', (result, fault) => {
    expect(result).toEqual({ ok: false, fault });
  });
});
