import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodedToken } from '../../../src/domain/decoded-token.ts';
import { renderList } from '../../../src/terminal/configuration-list.ts';
import { configurationView } from '../../../src/terminal/configuration-view.ts';
import { renderDecodedToken } from '../../../src/terminal/decoded-token.ts';
import { jsonDocument } from '../../../src/terminal/json.ts';
import { verificationDocument } from '../../../src/terminal/verification-json.ts';
import { renderVerification } from '../../../src/terminal/verification-report.ts';
import { displayWidth } from '../../../src/terminal/wrap.ts';
import { randomTexts, unprintableIn } from '../../support/hostile-text.ts';
import {
  acceptedVerification,
  base64Finding,
  rejectedVerification,
  sampleConfiguration,
  terminalStyle,
} from '../../support/samples.ts';

const style = terminalStyle({ color: 'always' });
const absent = { state: 'absent' } as const;
const decoded: DecodedToken = {
  carrier: undefined,
  field: undefined,
  header: { ok: true, value: {} },
  payload: undefined,
  times: { iat: absent, nbf: absent, exp: absent },
  oddities: [],
};

/** Claims with random values; the first tenth has random names, too. */
function randomClaims(seed: number, count: number): Record<string, string> {
  const values = randomTexts(seed, count);
  const names = randomTexts(seed + 1, count / 10);
  return Object.fromEntries(values.map((value, index) => [names[index] ?? `k${index}`, value]));
}

describe('random Unicode', () => {
  it('in a million claims gives no control or direction character on a terminal', { timeout: 60_000 }, () => {
    const { token } = acceptedVerification();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const claims = randomClaims(seed, 10_000);
        const verification = acceptedVerification({ token: { ...token, claims } });
        const text = renderDecodedToken({ ...decoded, payload: { ok: true, value: claims } }, 0, style);
        expect([text, jsonDocument(verificationDocument(verification))].filter(unprintableIn)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('in twenty thousand roles gives none, and no line that is too wide', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const roles = randomTexts(seed, 500);
        const [username = '', name = '', email = ''] = roles;
        const cause = roles.join(' ');
        const user = { username, name, email, userType: null, roles };
        const outputs = [
          renderVerification(acceptedVerification({ user }), style),
          renderVerification(rejectedVerification({ diagnosis: [{ ...base64Finding, cause }] }), style),
        ];
        expect(outputs.filter(unprintableIn)).toEqual([]);
        const lines = outputs.join('\n').split('\n');
        expect(lines.filter((line) => displayWidth(line) > style.width)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['table', 'json', 'csv', 'yaml'] as const)(
    'in the names of a store gives none in a list as %s',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const texts = randomTexts(seed, 200);
          const views = texts.map((text) =>
            configurationView(sampleConfiguration({ name: text, creator: text, issuer: text })),
          );
          for (const isTerminal of [true, false]) {
            const style = terminalStyle({ isTerminal });
            let list = '';
            for await (const chunk of renderList(views, { format, isWide: false, style })) list += chunk;
            expect(unprintableIn(format === 'table' ? list.replaceAll('\t', '') : list)).toBe(false);
          }
        }),
        { numRuns: 5 },
      );
    },
  );
});
