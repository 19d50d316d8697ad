import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderChanges, renderForm } from '../../../src/terminal/configuration-form.ts';
import { configurationView } from '../../../src/terminal/configuration-view.ts';
import { displayWidth } from '../../../src/terminal/wrap.ts';
import { hostileText, unprintableIn } from '../../support/hostile-text.ts';
import { SAMPLE_SECRET, sampleConfiguration, terminalStyle } from '../../support/samples.ts';

const style = terminalStyle();

/** Three days after the sample was modified. */
const NOW = 1_742_050_833;

const facts = { kind: 'HMAC secret', bits: 208, fingerprint: 'abcd' } as const;

describe('the form', () => {
  it('shows every field with its label, aligned', () => {
    expect(renderForm(configurationView(sampleConfiguration(), { facts }), style, NOW)).toBe(
      [
        '  Name                 ERP',
        '  Enable               Yes',
        '  Token Name           token',
        '  Secret Key           HMAC secret of 208 bits, fingerprint abcd, kept in the',
        '                       store, read as utf8',
        '  Previous Secret      -',
        '  Expiration Time      86400 seconds (24 h)',
        '  Username Field       loginname',
        '  Name Field           name',
        '  Email Field          email',
        '  Signature Algorithm  HS256',
        '  User Type            Reader',
        '  Initialization Role  Power User, Report Author',
        '  Issuer               https://erp.example.com',
        '  Audience             bi',
        '  Clock tolerance      30 seconds',
        '  Created              2025-03-01 08:00:00 (14 days ago)',
        '  Last Modified Date   2025-03-12 15:00:33 (3 days ago)',
        '  Last Modified By     -',
        '  Creator              admin',
        '',
      ].join('\n'),
    );
  });

  it('tells moments from now on a terminal only', () => {
    const form = renderForm(
      configurationView(sampleConfiguration()),
      terminalStyle({ isTerminal: false }),
      NOW,
    );
    expect(form).toContain('2025-03-12 15:00:33\n');
  });

  it('says where a secret is kept, and why it cannot be used', () => {
    const configuration = sampleConfiguration({ secretKey: { file: 'keys/erp.pem' } });
    const form = renderForm(configurationView(configuration, { trouble: 'is missing' }), style, NOW);
    expect(form).toContain('  Secret Key           from the file keys/erp.pem, read as utf8; is missing\n');
  });

  it('says until when a previous secret is accepted', () => {
    const configuration = sampleConfiguration({
      previousSecret: { secretKey: { env: 'OLD' }, acceptedUntil: '2026-01-02T03:04:05Z' },
    });
    const form = renderForm(
      configurationView(configuration, {}, { facts }),
      terminalStyle({ columns: 120 }),
      NOW,
    );
    expect(form).toContain(
      [
        '  Previous Secret      HMAC secret of 208 bits, fingerprint abcd, from the variable OLD, read as utf8; accepted until',
        '                       2026-01-02 03:04:05',
        '',
      ].join('\n'),
    );
  });

  it('says nothing of the encoding of a public key', () => {
    const key = { kind: 'RSA public key', bits: 2048, fingerprint: undefined } as const;
    const form = renderForm(configurationView(sampleConfiguration(), { facts: key }), style, NOW);
    expect(form).toContain('  Secret Key           RSA public key of 2048 bits, kept in the store\n');
  });

  it('quotes roles when one of them holds a comma', () => {
    const configuration = sampleConfiguration({ initializationRoles: ['a, b', 'c'] });
    expect(renderForm(configurationView(configuration), style, NOW)).toContain('Role  "a, b", "c"\n');
  });

  it('never acts on the terminal, grows wider than it, or shows a secret', () => {
    const values = fc.record({
      issuer: hostileText,
      creator: hostileText,
      usernameField: hostileText,
      env: hostileText,
    });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 40, max: 120 }),
        fc.boolean(),
        ({ env, ...fields }, columns, isLiteral) => {
          const secretKey = isLiteral ? SAMPLE_SECRET : { env };
          const view = configurationView(sampleConfiguration({ ...fields, secretKey }));
          const form = renderForm(view, terminalStyle({ columns, color: 'always' }), NOW);
          expect(unprintableIn(form)).toBe(false);
          expect(form).not.toContain(SAMPLE_SECRET);
          expect(form.split('\n').filter((line) => displayWidth(line) > columns)).toEqual([]);
        },
      ),
    );
  });
});

describe('the changes', () => {
  const before = configurationView(sampleConfiguration(), { facts });

  it('are the fields that differ, from what to what', () => {
    const after = configurationView(
      sampleConfiguration({
        enabled: false,
        issuer: 'https://new.example',
        lastModified: '2026-01-01T00:00:00Z',
      }),
      { facts: { ...facts, fingerprint: 'ef01' } },
    );
    expect(renderChanges(before, after, terminalStyle({ columns: 120 }), ['secretKey'])).toBe(
      [
        '  Enable      Yes → No',
        '  Secret Key  HMAC secret of 208 bits, fingerprint abcd, kept in the store, read as utf8 → HMAC secret of 208 bits,',
        '              fingerprint ef01, kept in the store, read as utf8',
        '  Issuer      https://erp.example.com → https://new.example',
        '',
      ].join('\n'),
    );
  });

  it('are none when only the time of the change differs', () => {
    const after = configurationView(sampleConfiguration({ lastModified: '2026-01-01T00:00:00Z' }), { facts });
    expect(renderChanges(before, after, style)).toBe('');
  });

  it('tell of a secret that was replaced by one that looks the same', () => {
    const same = configurationView(sampleConfiguration({ secretKey: { value: 'another' } }));
    const old = configurationView(sampleConfiguration());
    expect(renderChanges(old, same, terminalStyle({ locale: 'C', columns: 120 }), ['secretKey'])).toBe(
      '  Secret Key  kept in the store, read as utf8 -> kept in the store, read as utf8 (another one)\n',
    );
  });

  it('are not of a secret that is kept, whatever can be said of it', () => {
    const previousSecret = { secretKey: 'old', acceptedUntil: '2026-01-02T03:04:05Z' };
    const rotated = sampleConfiguration({ previousSecret });
    expect(
      renderChanges(
        configurationView(rotated, { facts }, { facts }),
        configurationView({ ...rotated, signatureAlgorithm: 'RS256' }),
        style,
      ),
    ).toBe('  Signature Algorithm  HS256 → RS256\n');
  });

  it('show an absent value as a dash', () => {
    const { userType: _, ...untyped } = sampleConfiguration();
    expect(renderChanges(before, configurationView(untyped, { facts }), style)).toBe(
      '  User Type  Reader → -\n',
    );
  });
});
