import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditCatalogue } from '../../../src/diagnosis/audit-catalogue.ts';
import { auditCodes } from '../../../src/diagnosis/audit-code.ts';
import { diagnosisCodes } from '../../../src/diagnosis/diagnosis-code.ts';
import { auditScopes } from '../../../src/domain/audit-evidence.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import type { ReportedFinding } from '../../../src/domain/finding.ts';
import { toIso } from '../../../src/domain/instant.ts';
import { type SecretKey, type SecretResult, secretSource } from '../../../src/domain/secret-key.ts';
import { auditWithCommands } from '../../../src/terminal/fix-commands.ts';
import { type AuditRequest, auditStore } from '../../../src/usecases/check/audit-store.ts';
import { repository } from '../../support/generated-file.ts';
import { keyFor, NOW, SECRET } from '../../support/mint-token.ts';
import { FINGERPRINT_KEY } from '../../support/stores.ts';

/** A configuration against which nothing can be said. */
const sound: Configuration = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: SECRET,
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'HS256',
  issuer: 'https://erp.example',
  audience: ['bi'],
};

/** Another one, with a secret of its own. */
const other: Configuration = { ...sound, name: 'CRM', secretKey: `${SECRET}-of-crm` };

const SECRET_BEFORE = `${SECRET}-before-it-was-rotated`;

/** The sound configuration with a previous secret that is accepted for so many seconds. */
function rotated(secretKey: SecretKey, acceptedForSeconds: number): Configuration {
  return { ...sound, previousSecret: { secretKey, acceptedUntil: toIso(NOW + acceptedForSeconds) } };
}

const publicPem = keyFor('RS256').publicPem;

/** A configuration with a public key, its tokens meant for `audience`. */
function portal(name: string, changes: Partial<Configuration> = {}): Configuration {
  return { ...sound, name, secretKey: publicPem, signatureAlgorithm: 'RS256', ...changes };
}

function audit(configurations: readonly Configuration[], changes: Partial<AuditRequest> = {}) {
  const found = auditStore({
    path: '/etc/jwtadm.json',
    mode: 0o600,
    configurations,
    reported: configurations,
    ignoredCodes: [],
    isEncrypted: false,
    secretOf: literalSecret,
    previousSecretOf: ({ previousSecret }) => previousSecret && literalSecret(previousSecret),
    fingerprintKey: FINGERPRINT_KEY,
    now: NOW,
    ...changes,
  });
  return auditWithCommands(found, { config: undefined });
}

function literalSecret({ secretKey }: Pick<Configuration, 'secretKey'>): SecretResult {
  const source = secretSource(secretKey);
  if (source.kind === 'literal') return { ok: true, text: source.text, encoding: source.encoding };
  return { ok: false, kind: 'missing', reason: 'it is not here' };
}

/** What is found of the first of some configurations, as `code severity`. */
function told(first: Configuration, ...more: Configuration[]): string[] {
  return findingsOf(first, ...more).map(({ code, severity }) => `${code} ${severity}`);
}

function findingsOf(first: Configuration, ...more: Configuration[]): readonly ReportedFinding[] {
  return audit([first, ...more]).configurations[0]?.findings ?? [];
}

const random = Buffer.from(Array.from({ length: 48 }, (_, index) => (index * 151 + 83) % 256));

const cases: readonly [string, readonly string[], Configuration, ...Configuration[]][] = [
  ['a sound configuration', [], sound],
  ['a sound configuration that is disabled', [], { ...sound, enabled: false }],
  ['a secret that is not there', ['secret-unavailable error'], { ...sound, secretKey: { env: 'NONE' } }],
  ['a PEM that is cut', ['key-unreadable error'], portal('ERP', { secretKey: publicPem.slice(0, 200) })],
  ['a public key under HS256', ['key-not-for-algorithm error'], { ...sound, secretKey: publicPem }],
  [
    'an RSA key of 1024 bits',
    ['key-too-weak error'],
    portal('ERP', { secretKey: keyFor('RS256', 'small').publicPem }),
  ],
  ['an empty secret', ['key-too-weak error'], { ...sound, secretKey: '' }],
  ['a secret of 20 bytes', ['secret-too-short warning'], { ...sound, secretKey: 'only-twenty-bytes-:)' }],
  [
    'a placeholder',
    ['secret-too-short warning', 'secret-is-placeholder warning'],
    { ...sound, secretKey: 'changeme' },
  ],
  [
    'a private key',
    ['private-key-stored warning'],
    portal('ERP', {
      secretKey: keyFor('RS256').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }),
  ],

  ['two secrets', [], sound, other],
  ['one secret', ['secret-shared warning'], sound, { ...other, secretKey: SECRET }],
  [
    'one secret with a disabled configuration',
    ['secret-shared warning'],
    sound,
    { ...other, secretKey: SECRET, enabled: false },
  ],
  [
    'one secret under another algorithm',
    ['secret-shared warning'],
    sound,
    { ...other, secretKey: SECRET, signatureAlgorithm: 'HS512' },
  ],
  [
    'one secret in two encodings',
    ['secret-shared warning'],
    sound,
    { ...other, secretKey: { value: Buffer.from(SECRET).toString('base64'), encoding: 'base64' } },
  ],
  [
    'one secret for different audiences',
    ['secret-shared warning'],
    sound,
    { ...other, secretKey: SECRET, audience: ['crm'] },
  ],
  ['one public key for one audience', ['secret-shared warning'], portal('ERP'), portal('CRM')],
  [
    'one public key as PEM and as JWK',
    ['secret-shared warning'],
    portal('ERP'),
    portal('CRM', { secretKey: publicJwk() }),
  ],
  ['one public key for different audiences', [], portal('ERP'), portal('CRM', { audience: ['crm'] })],
  [
    'one public key for audiences that overlap',
    ['secret-shared warning'],
    portal('ERP', { audience: ['bi', 'erp'] }),
    portal('CRM', { audience: ['bi', 'crm'] }),
  ],
  ['one public key for different issuers', [], portal('ERP'), portal('CRM', { issuer: 'https://crm' })],
  [
    'two secrets that are not there',
    ['secret-unavailable error'],
    { ...sound, secretKey: { env: 'NONE' } },
    { ...other, secretKey: { env: 'NONE' } },
  ],

  ['base64', ['secret-looks-encoded warning'], { ...sound, secretKey: random.toString('base64') }],
  [
    'padded base64url',
    ['secret-looks-encoded warning'],
    { ...sound, secretKey: `${random.subarray(0, 46).toString('base64url')}==` },
  ],
  ['hex', ['secret-looks-encoded warning'], { ...sound, secretKey: random.toString('hex') }],
  ['HEX', ['secret-looks-encoded warning'], { ...sound, secretKey: random.toString('hex').toUpperCase() }],
  [
    'base64 that is read as such',
    [],
    { ...sound, secretKey: { value: random.toString('base64'), encoding: 'base64' } },
  ],
  ['base64url as jwtadm generates it', [], { ...sound, secretKey: random.toString('base64url') }],
  ['base64 whose padding is wrong', [], { ...sound, secretKey: `${random.toString('base64')}=` }],
  ['hex of odd length', [], { ...sound, secretKey: `${random.toString('hex')}0` }],
  ['a long number', [], { ...sound, secretKey: '31415926535897932384626433832795' }],
  ['a passphrase', [], { ...sound, secretKey: 'Correct horse battery staple, 4 words' }],
  ['a path', [], { ...sound, secretKey: 'https://vault/secret/of/the/erp/login' }],

  ['a previous secret that is accepted', [], rotated(SECRET_BEFORE, 1)],
  ['a previous secret at its moment', ['previous-secret-expired warning'], rotated(SECRET_BEFORE, 0)],
  [
    'a previous secret after its moment, which is gone',
    ['previous-secret-expired warning'],
    rotated({ env: 'NONE' }, -86_400),
  ],
  [
    'a previous secret that is to be accepted and is gone',
    ['previous-secret-unusable warning'],
    rotated({ env: 'NONE' }, 3600),
  ],
  [
    'a previous secret that is to be accepted under another algorithm than its own',
    ['previous-secret-unusable warning'],
    portal('ERP', { previousSecret: rotated(SECRET_BEFORE, 3600).previousSecret }),
  ],

  ['7 days', [], { ...sound, expirationTime: 604_800 }],
  ['a second more', ['expiration-time-too-long warning'], { ...sound, expirationTime: 604_801 }],
  ['a leap year', ['expiration-time-too-long warning'], { ...sound, expirationTime: 366 * 86_400 }],
  ['one second longer', ['expiration-time-too-long error'], { ...sound, expirationTime: 366 * 86_400 + 1 }],

  [
    'neither issuer nor audience',
    ['no-issuer-or-audience warning'],
    { ...sound, issuer: undefined, audience: undefined },
  ],
  ['an issuer alone', [], { ...sound, audience: undefined }],
  ['an audience alone', [], { ...sound, issuer: undefined }],
];

function publicJwk(): string {
  const { n, e } = keyFor('RS256').privateKey.export({ format: 'jwk' });
  return JSON.stringify({ kty: 'RSA', n, e });
}

describe('an audit of a configuration', () => {
  it.each(cases)('with %s finds %j', (_title, expected, first, ...more) => {
    expect(told(first, ...more)).toEqual(expected);
  });

  it('tells errors before warnings', () => {
    expect(
      told({ ...sound, secretKey: 'changeme', issuer: undefined, audience: undefined, expirationTime: 4e8 }),
    ).toEqual([
      'expiration-time-too-long error',
      'secret-too-short warning',
      'secret-is-placeholder warning',
      'no-issuer-or-audience warning',
    ]);
  });

  it('names the others that share a secret, and proves it', () => {
    expect(
      findingsOf(sound, { ...other, secretKey: SECRET }, { ...other, name: 'HR', secretKey: SECRET }),
    ).toEqual([
      {
        code: 'secret-shared',
        severity: 'warning',
        stage: 'key',
        issue: 'Unauthorized access',
        cause:
          'The secret is the same as the secret of CRM and HR too: who has it can sign tokens for all of them, and when it leaks, all of them must change it.',
        solution: 'Give each configuration a secret of its own.',
        proved: true,
        evidence: { sharedWith: ['CRM', 'HR'], sharedWithCount: 2 },
        commands: ['jwtadm edit ERP --generate-secret'],
        forIssuer: null,
      },
    ]);
  });

  it('names a few of many that share a secret', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ ...sound, name: `N${index}` }));
    const [finding] = findingsOf(sound, ...many);
    expect(finding?.cause).toContain('the secret of N0, N1, N2, N3, N4 and 145 more too');
    expect(finding?.evidence).toMatchObject({ sharedWithCount: 150, sharedWith: { length: 100 } });
  });

  it.each([
    ['base64', random.toString('base64'), 'jwtadm edit ERP --secret-encoding base64'],
    ['hex', random.toString('hex'), 'jwtadm edit ERP --secret-encoding hex'],
  ])('says how to read a secret that looks like %s', (_encoding, secretKey, command) => {
    expect(findingsOf({ ...sound, secretKey }).map(({ commands }) => commands)).toEqual([[command]]);
  });

  it('tells of the reported ones only, and compares with all', () => {
    const reported = { ...other, secretKey: SECRET };
    const { configurations } = audit([sound, reported], { reported: [reported] });
    expect(configurations.map(({ name, findings }) => [name, findings.map(({ code }) => code)])).toEqual([
      ['CRM', ['secret-shared']],
    ]);
  });

  it.each([
    ['over', -3600, 'The previous secret has been refused since 2026-03-01T11:00:00Z but is still stored'],
    ['not to be had', 3600, 'but cannot be used (it is not here)'],
  ])('tells of a previous secret that is %s how to take it away', (_what, seconds, cause) => {
    const [finding] = findingsOf(rotated({ env: 'NONE' }, seconds));
    expect(finding?.cause).toContain(cause);
    expect(finding?.commands).toEqual(['jwtadm edit ERP --unset previous-secret']);
  });

  it.each<[string, Configuration, boolean, string[]]>([
    ['a secret in plain text', sound, true, ['secret-not-encrypted']],
    ['a secret in plain text where none is encrypted', sound, false, []],
    ['a public key', portal('ERP'), true, []],
    [
      'a secret under a public key’s algorithm',
      portal('ERP', { secretKey: 'x' }),
      true,
      ['key-not-for-algorithm', 'secret-not-encrypted'],
    ],
    ['a reference', { ...sound, secretKey: { env: 'NONE' } }, true, ['secret-unavailable']],
    ['an encrypted secret', { ...sound, secretKey: { encrypted: 'A' } }, true, ['secret-unavailable']],
  ])('of an encrypted store tells %s', (_, configuration, isEncrypted, expected) => {
    const { configurations } = audit([configuration], { isEncrypted });
    expect(configurations[0]?.findings.map(({ code }) => code)).toEqual(expected);
  });

  it('says nothing of the secret itself', () => {
    const secrets = [SECRET, random.toString('base64'), random.toString('hex'), 'changeme'];
    const text = JSON.stringify(
      secrets.flatMap((secretKey) => findingsOf({ ...sound, secretKey }, { ...other, secretKey })),
    );
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('an audit of a store’s file', () => {
  const reference: Configuration = { ...sound, secretKey: { env: 'ERP_SECRET' } };

  it.each([
    ['a secret', 0o600, sound, []],
    ['a secret', 0o400, sound, []],
    ['a secret', 0o640, sound, ['store-too-open error chmod 600 /etc/jwtadm.json']],
    ['a secret', 0o604, sound, ['store-too-open error chmod 600 /etc/jwtadm.json']],
    ['a secret', 0o666, sound, ['store-too-open error chmod 600 /etc/jwtadm.json']],
    ['a secret', undefined, sound, []],
    ['a reference', 0o644, reference, []],
    ['an encrypted secret', 0o644, { ...sound, secretKey: { encrypted: 'A' } }, []],
    ['a reference', 0o664, reference, ['store-too-open warning chmod go-w /etc/jwtadm.json']],
    ['a reference', 0o646, reference, ['store-too-open warning chmod go-w /etc/jwtadm.json']],
    ['a public key', 0o644, portal('ERP'), []],
    [
      'a previous secret',
      0o644,
      { ...rotated(SECRET_BEFORE, 1), secretKey: { env: 'ERP_SECRET' } },
      ['store-too-open error chmod 600 /etc/jwtadm.json'],
    ],
    ['a public key', 0o622, portal('ERP'), ['store-too-open warning chmod go-w /etc/jwtadm.json']],
  ] as const)('with %s and mode %o', (_what, mode, configuration, expected) => {
    const { findings } = audit([configuration], { mode });
    expect(findings.map(({ code, severity, commands }) => `${code} ${severity} ${commands.join()}`)).toEqual(
      expected,
    );
  });

  it('is passed exactly when there is no error, warnings or not', () => {
    const oks = [
      audit([]),
      audit([{ ...sound, issuer: undefined, audience: undefined }]),
      audit([{ ...sound, secretKey: '' }]),
      audit([sound], { mode: 0o644 }),
      audit([reference], { mode: 0o666, secretOf: () => ({ ok: true, text: SECRET, encoding: 'utf8' }) }),
    ].map(({ ok }) => ok);
    expect(oks).toEqual([true, true, false, false, true]);
  });
});

describe('the catalogue of audits', () => {
  const audits = auditScopes.flatMap((scope) =>
    auditCatalogue[scope].map((each) => ({ ...each, room: scope })),
  );

  it('has an audit for each code, each only once, in a file named for it', () => {
    const files = readdirSync(new URL('src/diagnosis/audits/', repository));
    expect(audits.map(({ code }) => code).sort()).toEqual([...auditCodes].sort());
    expect(audits.map(({ code }) => `${code}.ts`).sort()).toEqual(files.sort());
    expect(audits.filter(({ scope, room }) => scope !== room)).toEqual([]);
  });

  it('shares no code with the diagnoses', () => {
    expect(diagnosisCodes.filter((code) => (auditCodes as readonly string[]).includes(code))).toEqual([]);
  });

  it('says cause and solution in whole sentences', () => {
    const unfinished = audits.filter(
      ({ cause, solution }) => !/^[A-Z].*\.$/s.test(cause) || !/^[A-Z].*\.$/s.test(solution),
    );
    expect(unfinished.map(({ code }) => code)).toEqual([]);
  });
});
