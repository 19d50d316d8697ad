import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { isHmac, type SignatureAlgorithm, signatureAlgorithms } from '../../src/domain/algorithm.ts';
import type { Configuration } from '../../src/domain/configuration.ts';
import { base64url, healthyClaims, keyFor, mint, SECRET, signatureOf } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

/** The algorithms whose cases stand for all of their kind. */
const kinds: readonly SignatureAlgorithm[] = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'PS384',
  'ES256',
  'EdDSA',
  'Ed448',
];
const curves = ['ES256', 'ES384', 'ES512'] as const;

function keysOf(algorithm: SignatureAlgorithm): { key: KeyObject; changes: Partial<Configuration> } {
  if (isHmac(algorithm)) {
    return { key: createSecretKey(Buffer.from(SECRET)), changes: { signatureAlgorithm: algorithm } };
  }
  const { privateKey, publicPem } = keyFor(algorithm);
  return { key: privateKey, changes: { signatureAlgorithm: algorithm, secretKey: publicPem } };
}

/** What is wrong with a token whose key is right. */
interface Mistake {
  readonly header?: object;
  readonly signs?: (input: string) => string;
  readonly writes?: (signature: Buffer) => string;
}

function mistaken(algorithm: SignatureAlgorithm, { header, signs, writes }: Mistake) {
  const { key, changes } = keysOf(algorithm);
  const input = `${base64url({ alg: algorithm, typ: 'JWT', ...header })}.${base64url(healthyClaims)}`;
  const signature = signatureOf(algorithm, key, signs?.(input) ?? input);
  return { token: `${input}.${writes?.(signature) ?? signature.toString('base64url')}`, changes };
}

const wronglyEncoded = kinds.flatMap((algorithm): DiagnosisCase[] => {
  const about = 'signature-wrongly-encoded';
  return [
    {
      about,
      title: `signed with ${algorithm} whose signature is hex text`,
      ...mistaken(algorithm, { writes: (signature) => signature.toString('hex') }),
      proved: true,
    },
    {
      about,
      title: `signed with ${algorithm} whose signature is base64url of hex text`,
      ...mistaken(algorithm, { writes: (signature) => base64url(signature.toString('hex')) }),
      proved: true,
    },
    {
      about,
      title: `signed with ${algorithm} whose signature is in base64 twice`,
      ...mistaken(algorithm, { writes: (signature) => base64url(signature.toString('base64')) }),
      proved: true,
    },
  ];
});

const [headerText = '', payloadText = ''] = mint().split('.');
const padded = (text: string) => text.padEnd(Math.ceil(text.length / 4) * 4, '=');
const json = (text = '') => Buffer.from(text, 'base64url').toString();

const otherBytes: readonly (readonly [string, (input: string) => string])[] = [
  ['with a line break', (input) => `${input}\n`],
  ['with a Windows line break', (input) => `${input}\r\n`],
  ['over its padded parts', (input) => input.split('.').map(padded).join('.')],
  ['over its JSON', (input) => input.split('.').map(json).join('.')],
  ['over its payload alone', (input) => input.split('.')[1] ?? ''],
];

const otherBytesCases = kinds.flatMap((algorithm) =>
  otherBytes.map(
    ([title, signs]): DiagnosisCase => ({
      about: 'signed-other-bytes',
      title: `signed with ${algorithm} ${title}`,
      ...mistaken(algorithm, { signs }),
      proved: true,
    }),
  ),
);

const hashedTwice = (['RS256', 'ES256', 'HS256'] as const).map((algorithm): DiagnosisCase => {
  const { key, changes } = keysOf(algorithm);
  const input = `${base64url({ alg: algorithm, typ: 'JWT' })}.${payloadText}`;
  const digest = createHash('sha256').update(input).digest();
  return {
    about: 'signed-other-bytes',
    title: `signed with ${algorithm} by a key service that hashes the digest again`,
    token: `${input}.${signatureOf(algorithm, key, digest as never).toString('base64url')}`,
    changes,
    proved: true,
  };
});

/** A token whose signature has a leading zero in the number of that index, written by `write`. */
function withZero(algorithm: (typeof curves)[number], index: 0 | 1, write: (numbers: Buffer[]) => Buffer) {
  const { key, changes } = keysOf(algorithm);
  const input = `${base64url({ alg: algorithm, typ: 'JWT' })}.${base64url(healthyClaims)}`;
  for (;;) {
    const signature = signatureOf(algorithm, key, input);
    const half = signature.length / 2;
    const numbers = [signature.subarray(0, half), signature.subarray(half)];
    if (numbers[index]?.[0] !== 0) continue;
    return { token: `${input}.${write(numbers).toString('base64url')}`, changes };
  }
}

const withoutZeros = (number: Buffer) => number.subarray(number.findIndex((byte) => byte !== 0));

const notPadded = curves.flatMap((algorithm): DiagnosisCase[] => {
  const about = 'signature-not-padded';
  return [
    ...([0, 1] as const).map((index) => ({
      about,
      title: `signed with ${algorithm} whose ${index === 0 ? 'R' : 'S'} lost its zeros`,
      ...withZero(algorithm, index, (numbers) => Buffer.concat(numbers.map(withoutZeros))),
      proved: true,
    })),
    {
      about,
      title: `signed with ${algorithm} whose numbers have a zero too much`,
      ...withZero(algorithm, 0, ([r = Buffer.alloc(0), s = r]) =>
        Buffer.concat([Buffer.alloc(2), r, Buffer.alloc(2), s]),
      ),
      proved: true,
    },
  ];
});

const LONG = 'a-long-secret-of-an-issuer-that-is-used-in-tests-only-and-is-as-long-as-HS512-needs';

function keyed(algorithm: SignatureAlgorithm, key: string | Buffer): string {
  return mint({ algorithm, key: createSecretKey(Buffer.from(key)) });
}

const placeholders: readonly (readonly [string, string, Partial<Configuration>?])[] = [
  ['the empty text', ''],
  ['undefined', 'undefined'],
  ['null', 'null'],
  ['[object Object]', '[object Object]'],
  ['a shipped default', '!ChangeMe!'],
  ['the default of jwt.io', 'your-256-bit-secret'],
  ['an unexpanded variable', '$'.concat('{JWT_SECRET}')],
  ['a variable of Windows', '%JWT_SECRET%'],
  ['the name of the configuration', 'ERP'],
];

const placeholderCases = (['HS256', 'HS384', 'HS512'] as const).flatMap((algorithm) =>
  placeholders.map(
    ([title, key]): DiagnosisCase => ({
      about: 'signed-with-placeholder',
      title: `signed with ${algorithm} and ${title}`,
      token: keyed(algorithm, key),
      changes: { signatureAlgorithm: algorithm },
      proved: true,
    }),
  ),
);

const inTokenCases: readonly DiagnosisCase[] = [
  {
    about: 'signed-with-placeholder',
    title: 'signed with its own issuer',
    token: mint({
      key: 'https://erp.example.com',
      claims: { ...healthyClaims, iss: 'https://erp.example.com' },
    }),
    proved: true,
  },
  {
    about: 'signed-with-placeholder',
    title: 'signed with its own kid',
    token: mint({ key: 'key-1', header: { alg: 'HS256', kid: 'key-1' } }),
    proved: true,
  },
  {
    about: 'signed-with-placeholder',
    title: 'signed with the path of the key file',
    token: mint({ key: 'keys/erp.secret' }),
    changes: { secretKey: { file: 'keys/erp.secret' } },
    options: { secret: { ok: true, text: SECRET, encoding: 'utf8' } },
    proved: true,
  },
];

type SecretCase = readonly [title: string, configured: Configuration['secretKey'], key: string | Buffer];
const inHex = Buffer.from(LONG).toString('hex');
const inBase64 = Buffer.from(LONG).toString('base64');

const wrapped: readonly SecretCase[] = [
  ['the secret behind base64:', `base64:${inBase64}`, LONG],
  ['the text with base64: before it', LONG, `base64:${LONG}`],
  ['the secret behind an id', `5f3a:${inHex}`, LONG],
  ['a member of a JSON text', `{"type":"HS256","key":"${LONG}"}`, LONG],
  ['the whole JSON text', LONG, `{"type":"HS256","key":"${LONG}"}`],
  ['a member of a JSON text, base64-decoded', `{"type":"HS256","key":"${inBase64}"}`, LONG],
  ['the value of NAME=value', `JWT_SECRET=${LONG}`, LONG],
  ['the value of export NAME=value', `export JWT_SECRET="${LONG}"`, LONG],
  ['the whole of NAME=value', LONG, `JWT_SECRET=${LONG}`],
  ['the value of YAML', `secret: ${LONG}`, LONG],
  ['the value of key = value', `key = ${LONG}`, LONG],
];

const cut: readonly SecretCase[] = [
  ['the secret up to its "="', 'kq83hdk29fj3k4l5=mn6b7v8c9x0z1a2s', 'kq83hdk29fj3k4l5'],
  ['the secret up to its ";"', `${LONG};more`, LONG],
  ['the secret up to its "&"', `${LONG}&more`, LONG],
  ['the base64 text without its padding', `${LONG.replaceAll('-', '')}a==`, `${LONG.replaceAll('-', '')}a`],
  [
    'the base64 text with the padding that is lost here',
    `${LONG.replaceAll('-', '')}a`,
    `${LONG.replaceAll('-', '')}a==`,
  ],
  ['the first 32 bytes', LONG, LONG.slice(0, 32)],
  ['the first 72 bytes, as bcrypt does', LONG, LONG.slice(0, 72)],
  [
    'the bytes up to a NUL',
    { value: Buffer.from(`${LONG}\0and more`).toString('base64'), encoding: 'base64' },
    LONG,
  ],
];

const composed: readonly (readonly [string, ...SecretCase])[] = [
  ['secret-is-base64', 'base64 of base64', Buffer.from(inBase64).toString('base64'), LONG],
  ['secret-is-base64', 'a line break inside base64', Buffer.from(`${LONG}\n`).toString('base64'), LONG],
  ['secret-is-base64', 'hex inside base64', Buffer.from(inHex).toString('base64'), LONG],
  [
    'secret-has-whitespace',
    'base64 of the secret and a line break',
    LONG,
    Buffer.from(`${LONG}\n`).toString('base64'),
  ],
  ['secret-is-not-base64', 'the base64 text of the secret', LONG, inBase64],
];

function secretCases(about: string, entries: readonly SecretCase[]): DiagnosisCase[] {
  return (['HS256', 'HS512'] as const).flatMap((algorithm) =>
    entries.map(([title, secretKey, key]) => ({
      about,
      title: `signed with ${algorithm} and ${title}`,
      token: keyed(algorithm, key),
      changes: { signatureAlgorithm: algorithm, secretKey },
      ...(algorithm === 'HS512' && about === 'secret-was-cut' && title.includes('up to its "="')
        ? { codes: [about, 'secret-too-short'] }
        : {}),
      proved: true,
    })),
  );
}

const publicJwk = {
  ...createPublicKey(keyFor('RS256').publicPem).export({ format: 'jwk' }),
  kid: '2024-key',
};
const octJwk = { kty: 'oct', k: Buffer.from(LONG).toString('base64url'), kid: '2024-key' };
const asJwk = { signatureAlgorithm: 'RS256', secretKey: JSON.stringify(publicJwk) } as const;
const other = { alg: 'RS256', kid: '2025-key' };

const keyIdCases: readonly DiagnosisCase[] = [
  {
    about: 'key-id-mismatch',
    title: 'signed with the key that came after the stored one',
    token: mint({ algorithm: 'RS256', key: keyFor('RS256', 'next').privateKey, header: other }),
    changes: asJwk,
    codes: ['key-id-mismatch', 'secret-mismatch'],
    proved: false,
  },
  {
    about: 'key-id-mismatch',
    title: 'signed with the stored key under another id, which is only a warning',
    token: mint({ algorithm: 'RS256', key: keyFor('RS256').privateKey, header: other }),
    changes: asJwk,
    logsInAs: 'alice',
  },
  {
    about: 'key-id-mismatch',
    title: 'signed with the stored key over other bytes under another id',
    ...mistaken('RS256', { header: { kid: '2025-key' }, signs: (input) => `${input}\n` }),
    changes: asJwk,
    codes: ['signed-other-bytes', 'key-id-mismatch'],
  },
  {
    about: 'key-id-mismatch',
    title: 'signed with another shared secret under another id',
    token: mint({ key: `${LONG}-next`, header: { alg: 'HS256', kid: '2025-key' } }),
    changes: { secretKey: JSON.stringify(octJwk) },
    codes: ['key-id-mismatch', 'secret-mismatch'],
  },
  {
    about: 'key-id-mismatch',
    title: 'signed with the shared secret of a JWK under another id',
    token: mint({ key: LONG, header: { alg: 'HS256', kid: '2025-key' } }),
    changes: { secretKey: JSON.stringify(octJwk) },
    logsInAs: 'alice',
  },
  {
    about: 'key-id-mismatch',
    title: 'signed with the secret of another configuration under another id',
    token: mint({ key: `${LONG}-of-crm`, header: { alg: 'HS256', kid: '2025-key' } }),
    changes: { secretKey: JSON.stringify(octJwk) },
    options: { others: [{ ...crm(), secretKey: `${LONG}-of-crm` }] },
    codes: ['key-id-mismatch', 'signed-by-other-configuration'],
  },
  {
    about: 'healthy',
    title: 'signed with the stored key under its own id',
    token: mint({
      algorithm: 'RS256',
      key: keyFor('RS256').privateKey,
      header: { alg: 'RS256', kid: '2024-key' },
    }),
    changes: asJwk,
    logsInAs: 'alice',
  },
];

function crm(): Configuration {
  return {
    name: 'CRM',
    enabled: true,
    tokenName: 'token',
    secretKey: '',
    expirationTime: 86_400,
    usernameField: 'loginname',
    signatureAlgorithm: 'HS256',
  };
}

const nonce = 'a-nonce-of-the-tests';
const hashedNonces = ['base64url', 'base64', 'hex'] as const;

const graphCases: readonly DiagnosisCase[] = [
  ...(['RS256', 'ES256', 'HS256'] as const).flatMap((algorithm) =>
    hashedNonces.map(
      (encoding): DiagnosisCase => ({
        about: 'token-for-microsoft-graph',
        title: `signed with ${algorithm} over the ${encoding} digest of its nonce`,
        ...mistaken(algorithm, {
          header: { nonce },
          signs: (input) => {
            const hashed = createHash('sha256').update(nonce).digest(encoding);
            return `${base64url({ alg: algorithm, typ: 'JWT', nonce: hashed })}.${input.split('.')[1]}`;
          },
        }),
        proved: true,
      }),
    ),
  ),
  {
    about: 'token-for-microsoft-graph',
    title: 'for Microsoft Graph that another key signed',
    token: mint({
      algorithm: 'RS256',
      key: keyFor('RS256', 'other').privateKey,
      header: { alg: 'RS256', nonce },
      claims: { ...healthyClaims, aud: 'https://graph.microsoft.com' },
    }),
    changes: { signatureAlgorithm: 'RS256', secretKey: keyFor('RS256').publicPem },
    codes: ['token-for-microsoft-graph', 'secret-mismatch'],
    proved: false,
  },
  {
    about: 'healthy',
    title: 'with a nonce in its header that was signed as it is',
    ...mistaken('RS256', { header: { nonce } }),
    logsInAs: 'alice',
  },
];

const edwards = [
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'EdDSA'],
  ['EdDSA', 'Ed448'],
  ['Ed448', 'EdDSA'],
] as const;

/** RFC 9864: the same key and the same signature under two names, and the pin stays exact. */
const edwardsCases = edwards.map(([pin, alg]): DiagnosisCase => {
  const { privateKey, publicPem } = keyFor([pin, alg].includes('Ed448') ? 'Ed448' : 'Ed25519');
  return {
    about: 'algorithm-mismatch',
    title: `that says ${alg} under ${pin}`,
    token: mint({ algorithm: alg, key: privateKey }),
    changes: { signatureAlgorithm: pin, secretKey: publicPem },
    proved: true,
  };
});

/** Every healthy token, so that no code of the search is said of one. */
const healthy = signatureAlgorithms.map(
  (algorithm): DiagnosisCase => ({
    about: 'healthy',
    title: `signed with ${algorithm} as it must be`,
    ...mistaken(algorithm, {}),
    logsInAs: 'alice',
  }),
);

const together: readonly DiagnosisCase[] = [
  {
    about: 'signature-wrongly-encoded',
    title: 'signed with the secret and a line break, in hex text',
    token: `${headerText}.${payloadText}.${signatureOf('HS256', `${SECRET}\n`, `${headerText}.${payloadText}`).toString('hex')}`,
    codes: ['secret-has-whitespace', 'signature-wrongly-encoded'],
    proved: true,
  },
  {
    about: 'signed-other-bytes',
    title: 'signed with the secret of another configuration over a line break',
    token: `${headerText}.${payloadText}.${signatureOf('HS256', LONG, `${headerText}.${payloadText}\n`).toString('base64url')}`,
    options: { others: [{ ...crm(), secretKey: LONG }] },
    codes: ['signed-by-other-configuration', 'signed-other-bytes'],
    proved: true,
  },
  {
    about: 'signed-by-other-configuration',
    title: 'signed with the decoded secret of another configuration',
    token: mint({ key: LONG }),
    options: { others: [{ ...crm(), secretKey: inBase64 }] },
    proved: true,
  },
];

/** Cases of the search for how a signature was made. */
export const searchCases: readonly DiagnosisCase[] = [
  ...wronglyEncoded,
  ...otherBytesCases,
  ...hashedTwice,
  ...notPadded,
  ...placeholderCases,
  ...inTokenCases,
  ...secretCases('secret-is-wrapped', wrapped),
  ...secretCases('secret-was-cut', cut),
  ...composed.flatMap(([about, ...entry]) => secretCases(about, [entry])),
  ...keyIdCases,
  ...graphCases,
  ...edwardsCases,
  ...healthy,
  ...together,
];
