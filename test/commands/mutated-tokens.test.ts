import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutation } from '../support/arbitrary-tokens.ts';
import { hostileText, unprintableIn } from '../support/hostile-text.ts';
import { base64url, mint, NOW } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf({ ...erp, issuer: undefined, audience: undefined }, crm) };

/** Tokens as they are signed, with anything at all in their header and claims. */
const token = fc
  .record({
    header: fc.option(fc.json()),
    claims: fc.option(fc.json({ stringUnit: 'binary' })),
    text: hostileText,
  })
  .map(({ header, claims, text }) =>
    mint({
      key: erp.secretKey,
      claims: claims ?? { loginname: text, name: [text], iat: NOW, exp: NOW + 60, [text]: text },
      ...(header !== null && { header }),
    }),
  );

/** What stands around a token where it is sent. */
const carrier = fc.constantFrom<(token: string) => string>(
  (bare) => bare,
  (bare) => `Authorization: Bearer ${bare}`,
  (bare) => `Cookie: a=b; token=${bare}`,
  (bare) => `https://bi.example/?token=${bare}#token=${bare}`,
  (bare) => `a=b&jwt=${bare}&token=${bare}`,
  (bare) => JSON.stringify({ token: bare }),
  (bare) => `GET /?token=${bare} HTTP/1.1\nHost: a\nCookie: token=${bare}\n\ntoken=${bare}`,
  (bare) => `curl -H 'Authorization: Bearer ${bare}' https://bi.example/`,
  (bare) => `${bare}.${base64url(bare)}`,
);

/** A change of the bytes that are sent: one is set to any value. */
const damage = fc.option(fc.record({ at: fc.nat(), byte: fc.nat(255) }));

const commands = fc.constantFrom(
  ['verify', 'ERP', '--at', String(NOW)],
  ['verify', 'ERP', '--at', String(NOW), '--json'],
  ['verify', '--any', '--ignore-disabled'],
  ['decode'],
  ['decode', '--json'],
);

describe('a token that was changed on its way', { timeout: 60_000 }, () => {
  it('is accepted or rejected, never a bug, and acts on no terminal', async () => {
    const { folder } = await run(['list'], { files });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(token, hostileText),
        carrier,
        fc.array(mutation, { maxLength: 3, size: 'xsmall' }),
        damage,
        commands,
        async (sent, carry, mutations, broken, argv) => {
          const text = mutations.reduce((each, mutate) => (each === '' ? each : mutate(each)), carry(sent));
          const stdin = new TextEncoder().encode(text);
          if (broken && stdin.length > 0) stdin[broken.at % stdin.length] = broken.byte;
          const { exitCode, stdout, stderr } = await run(argv, { folder, stdin });
          expect([0, 1, 2]).toContain(exitCode);
          expect(unprintableIn(stdout + stderr)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
