import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { configurationDocument } from '../../../src/terminal/configuration-json.ts';
import { configurationView } from '../../../src/terminal/configuration-view.ts';
import { jsonDocument } from '../../../src/terminal/json.ts';
import { yamlDocument } from '../../../src/terminal/yaml.ts';
import { hostileText, unprintableIn } from '../../support/hostile-text.ts';
import { SAMPLE_SECRET, sampleConfiguration } from '../../support/samples.ts';

describe('the document of a configuration', () => {
  it('has every field in order, and of the secret what may be known', () => {
    const facts = { kind: 'HMAC secret', bits: 208, fingerprint: 'abcd' } as const;
    const view = configurationView(sampleConfiguration(), { facts });
    expect(JSON.stringify(configurationDocument(view))).toBe(
      '{"name":"ERP","enabled":true,"tokenName":"token",' +
        '"secretKey":{"source":"literal","encoding":"utf8","kind":"HMAC secret","bits":208,"fingerprint":"abcd"},"previousSecret":null,' +
        '"expirationTime":86400,"usernameField":"loginname","nameField":"name","emailField":"email",' +
        '"signatureAlgorithm":"HS256","userType":"Reader","initializationRoles":["Power User","Report Author"],' +
        '"issuer":"https://erp.example.com","audience":["bi"],"clockTolerance":30,' +
        '"createdAt":"2025-03-01T08:00:00.000Z","lastModified":"2025-03-12T15:00:33.000Z","lastModifiedBy":null,"creator":"admin"}',
    );
  });

  it('says null for what is absent, and no roles as an empty list', () => {
    const bare: Configuration = {
      name: 'CRM',
      enabled: false,
      tokenName: 'jwt',
      secretKey: { env: 'CRM_KEY', encoding: 'base64' },
      expirationTime: 60,
      usernameField: 'sub',
      signatureAlgorithm: 'HS512',
    };
    expect(configurationDocument(configurationView(bare, { trouble: 'is not set' }))).toEqual({
      name: 'CRM',
      enabled: false,
      tokenName: 'jwt',
      secretKey: { source: 'env', env: 'CRM_KEY', encoding: 'base64', trouble: 'is not set' },
      previousSecret: null,
      expirationTime: 60,
      usernameField: 'sub',
      nameField: null,
      emailField: null,
      signatureAlgorithm: 'HS512',
      userType: null,
      initializationRoles: [],
      issuer: null,
      audience: null,
      clockTolerance: null,
      createdAt: null,
      lastModified: null,
      lastModifiedBy: null,
      creator: null,
    });
  });
});

describe('the document of a rotated configuration', () => {
  it('has the previous secret in the form of the current one, and until when it is accepted', () => {
    const previousSecret = { secretKey: SAMPLE_SECRET, acceptedUntil: '2026-01-02T03:04:05Z' };
    const view = configurationView(sampleConfiguration({ previousSecret }), {}, { trouble: 'is empty' });
    const document = configurationDocument(view);
    expect(document).toHaveProperty('previousSecret', {
      source: 'literal',
      encoding: 'utf8',
      trouble: 'is empty',
      acceptedUntil: '2026-01-02T03:04:05Z',
    });
    expect(JSON.stringify(document)).not.toContain(SAMPLE_SECRET);
  });
});

describe('JSON', () => {
  it('is indented by two and ends its line', () => {
    expect(jsonDocument({ a: ['\u{202e}'] })).toBe('{\n  "a": [\n    "\\u202e"\n  ]\n}\n');
  });

  it('of any value reads back as the same value, and has nothing in it that acts on a terminal', () => {
    fc.assert(
      fc.property(fc.dictionary(hostileText, fc.array(hostileText), { maxKeys: 4 }), (value) => {
        const text = jsonDocument(value);
        expect(unprintableIn(text)).toBe(false);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('YAML', () => {
  it('is a list of plain mappings', () => {
    expect(yamlDocument([{ name: 'ERP', roles: ['Power User'], issuer: null }])).toBe(
      '- name: ERP\n  roles:\n    - Power User\n  issuer: null\n',
    );
  });

  it('quotes what readers of YAML 1.1 would not take for text', () => {
    expect(yamlDocument({ name: 'NO' })).toBe('name: "NO"\n');
  });

  it('of any texts reads back as the same texts, and has nothing in it that acts on a terminal', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 4 }), (values) => {
        const text = yamlDocument([{ values }]);
        expect(unprintableIn(text)).toBe(false);
        expect(parse(text)).toEqual([{ values }]);
      }),
    );
  });
});
