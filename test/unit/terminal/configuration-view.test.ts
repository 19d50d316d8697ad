import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { configurationView, secretViewOf } from '../../../src/terminal/configuration-view.ts';
import { SAMPLE_SECRET, sampleConfiguration } from '../../support/samples.ts';

describe('a secret’s view', () => {
  const unknown = { facts: undefined, trouble: undefined };

  it.each([
    ['text', 'abc', { source: 'literal', reference: undefined, encoding: 'utf8' }],
    [
      'a value',
      { value: 'abc', encoding: 'hex' },
      { source: 'literal', reference: undefined, encoding: 'hex' },
    ],
    ['a variable', { env: 'ERP_KEY' }, { source: 'env', reference: 'ERP_KEY', encoding: 'utf8' }],
    ['a file', { file: 'erp.pem' }, { source: 'file', reference: 'erp.pem', encoding: 'utf8' }],
  ] as const)('says where %s comes from', (_, secretKey, expected) => {
    expect(secretViewOf(secretKey)).toEqual({ ...expected, ...unknown });
  });

  it('takes what is known of the key', () => {
    const facts = { kind: 'HMAC secret', bits: 208, fingerprint: 'abcd' } as const;
    expect(configurationView(sampleConfiguration(), { facts }).secretKey.facts).toEqual(facts);
  });
});

describe('a configuration’s view', () => {
  it.each([SAMPLE_SECRET, { value: SAMPLE_SECRET, encoding: 'utf8' as const }])(
    'does not lead to the text of a literal secret',
    (secretKey) => {
      const view = configurationView(sampleConfiguration({ secretKey }));
      expect(inspect(view, { depth: null, showHidden: true })).not.toContain(SAMPLE_SECRET);
    },
  );

  it('does not lead to the text of a literal previous secret', () => {
    const previousSecret = {
      secretKey: { value: 'old-and-still-accepted' },
      acceptedUntil: '2026-01-02T03:04:05Z',
    };
    const view = configurationView(sampleConfiguration({ previousSecret }));
    expect(inspect(view, { depth: null, showHidden: true })).not.toContain('old-and-still-accepted');
  });
});
