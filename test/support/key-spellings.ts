import { Buffer } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import type { KeyTextKind } from '../../src/domain/key-text.ts';

/** What becomes of a public key's PEM on its way, and what the recognizer must say of it. */
export interface KeySpelling {
  readonly name: string;
  readonly kind: KeyTextKind;
  /** Whether the key can be read without loss. */
  readonly isReadable: boolean;
  /** The text; undefined where the kind of key has no such form. */
  spell(pem: string): string | undefined;
}

const bodyOf = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');
const derOf = (pem: string) => Buffer.from(bodyOf(pem), 'base64');
const jwkOf = (pem: string) => createPublicKey(pem).export({ format: 'jwk' });
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const hexPairs = (pem: string) => [...derOf(pem)].map((byte) => byte.toString(16).padStart(2, '0'));

const readable =
  (kind: KeyTextKind) =>
  (name: string, spell: KeySpelling['spell']): KeySpelling => ({ name, kind, isReadable: true, spell });
const recognized =
  (kind: KeyTextKind) =>
  (name: string, spell: KeySpelling['spell']): KeySpelling => ({ name, kind, isReadable: false, spell });

const oneLine = readable('pem-on-one-line');
const damaged = readable('pem-damaged');
const der = readable('der-in-base64');
const unknown = recognized('unknown');
const number = readable('modulus-and-exponent');

/** Text for RSA keys alone. */
const ofRsa = (spell: (n: Buffer, pem: string) => string) => (pem: string) => {
  const { kty, n = '' } = jwkOf(pem);
  return kty === 'RSA' ? spell(Buffer.from(n, 'base64url'), pem) : undefined;
};

const isRsa = (pem: string) => jwkOf(pem).kty === 'RSA';

/** A JWK that is no JSON: of an RSA key, its two numbers can be read all the same. */
function brokenJwk(name: string, spell: (pem: string) => string): KeySpelling[] {
  return [
    unknown(name, (pem) => (isRsa(pem) ? undefined : spell(pem))),
    number(name, (pem) => (isRsa(pem) ? spell(pem) : undefined)),
  ];
}

/** The ways in which a public key was found in place of a secret, or of a well-formed PEM document. */
export const keySpellings: readonly KeySpelling[] = [
  oneLine('PEM with literal \\n', (pem) => pem.replaceAll('\n', '\\n')),
  oneLine('PEM with literal \\\\n', (pem) => pem.replaceAll('\n', '\\\\n')),
  oneLine('PEM with literal \\r\\n', (pem) => pem.replaceAll('\n', '\\r\\n')),
  oneLine('PEM in quotes with literal \\n', (pem) => `"${pem.replaceAll('\n', '\\n')}"`),
  oneLine('PEM with blanks for line breaks', (pem) => pem.replaceAll('\n', ' ')),
  oneLine('PEM without any line break', (pem) => pem.replaceAll('\n', '')),
  damaged('PEM with four dashes', (pem) => pem.replaceAll('-----', '----')),
  damaged('PEM with three dashes', (pem) => pem.replaceAll('-----', '---')),
  damaged('PEM without dashes', (pem) => pem.replaceAll('-----', '')),
  damaged('PEM with em dashes', (pem) => pem.replaceAll('-----', '—————')),
  damaged('PEM with en dashes', (pem) => pem.replaceAll('-----', '–––––')),
  damaged('PEM with an em dash for every two dashes', (pem) => pem.replaceAll('-----', '——-')),
  damaged('PEM with minus signs', (pem) => pem.replaceAll('-----', '−−−−−')),
  damaged('PEM with hyphens that do not break', (pem) => pem.replaceAll('-----', '‑‑‑‑‑')),
  damaged('PEM with its label in small letters', (pem) => pem.replaceAll('PUBLIC KEY', 'public key')),
  damaged('PEM all in small letters outside its body', (pem) =>
    pem.replaceAll(/-.*-/g, (mark) => mark.toLowerCase()),
  ),
  damaged('PEM with Begin and End', (pem) =>
    pem.replace('BEGIN PUBLIC KEY', 'Begin Public Key').replace('END PUBLIC KEY', 'End Public Key'),
  ),
  damaged('PEM with + in its label', (pem) => pem.replaceAll('PUBLIC KEY', 'PUBLIC+KEY')),
  damaged('PEM with blanks that do not break in its label', (pem) =>
    pem.replaceAll('PUBLIC KEY', 'PUBLIC\u00a0KEY'),
  ),
  damaged('PEM with HTML entities for dashes', (pem) => pem.replaceAll('-', '&#45;')),
  damaged('PEM with \\u002d for dashes', (pem) => pem.replaceAll('-', '\\u002d')),
  oneLine('PEM that is percent-encoded', (pem) => encodeURIComponent(pem)),
  damaged('PEM of a quoted mail', (pem) => pem.replaceAll(/^(?=.)/gm, '> ')),
  damaged('PEM with a backslash behind each line', (pem) => pem.replaceAll('\n', '\\\n')),
  damaged('PEM with commas behind its lines', (pem) => pem.trim().replaceAll('\n', ',\n')),
  damaged('PEM whose padding is lost', (pem) =>
    pem.replaceAll('=', '').replace('BEGIN PUBLIC', 'BEGIN  PUBLIC'),
  ),
  damaged('PEM without an END line', (pem) => pem.replace(/-----END.*/, '')),
  recognized('pem-damaged')('PEM that was cut', (pem) => pem.slice(0, pem.length / 2)),
  readable('pem-wrong-label')('PEM called RSA PUBLIC KEY around SPKI', (pem) =>
    pem.replaceAll('PUBLIC KEY', 'RSA PUBLIC KEY'),
  ),
  readable('pem-wrong-label')('PEM called CERTIFICATE around SPKI', (pem) =>
    pem.replaceAll('PUBLIC KEY', 'CERTIFICATE'),
  ),
  readable('pem-wrong-label')(
    'PEM called PUBLIC KEY around PKCS #1',
    ofRsa((_n, pem) => pkcs1Pem(pem).replaceAll('RSA PUBLIC KEY', 'PUBLIC KEY')),
  ),
  readable('pem-with-lost-plus')('PEM whose + became blanks', (pem) =>
    bodyOf(pem).includes('+') ? pem.replaceAll('+', ' ') : undefined,
  ),
  readable('pem-with-lost-plus')('PEM on one line whose + and line breaks became blanks', (pem) =>
    bodyOf(pem).includes('+') ? pem.trim().replaceAll(/[+\n]/g, ' ') : undefined,
  ),
  readable('pem-in-base64')('PEM in base64', (pem) => base64(pem)),
  readable('pem-in-base64')('PEM in base64url without padding', (pem) =>
    Buffer.from(pem).toString('base64url'),
  ),
  readable('pem-in-base64')('PEM in base64 with line breaks', (pem) =>
    base64(pem).replaceAll(/.{64}/g, '$&\n'),
  ),
  readable('pem-in-base64')('PEM in base64 twice', (pem) => base64(base64(pem))),
  readable('pem-in-base64')('PEM in hexadecimal', (pem) => Buffer.from(pem).toString('hex')),
  readable('pem-in-base64')('PEM with a byte order mark in base64', (pem) => base64(`\ufeff${pem}`)),
  readable('pem-in-base64')('PEM in UTF-16 in base64', (pem) =>
    base64(Buffer.from(`\ufeff${pem}`, 'utf16le')),
  ),
  readable('pem-in-base64')('PEM with literal \\n in base64', (pem) => base64(pem.replaceAll('\n', '\\n'))),
  readable('pem-in-json')('PEM in a JSON member', (pem) => JSON.stringify({ publicKey: pem })),
  readable('pem-in-json')('PEM in a JSON member beside others', (pem) =>
    JSON.stringify({ type: 'RS256', key: pem }),
  ),
  readable('pem-in-json')('base64 in a JSON member', (pem) =>
    JSON.stringify({ realm: 'erp', public_key: bodyOf(pem) }),
  ),
  der('DER in base64', bodyOf),
  der('DER in base64 with line breaks', (pem) => pem.replaceAll(/-----[^-]+-----\n/g, '')),
  der('DER in base64url', (pem) => derOf(pem).toString('base64url')),
  der('DER in base64 without padding', (pem) => bodyOf(pem).replaceAll('=', '')),
  der('DER in quotes', (pem) => `"${bodyOf(pem)}"`),
  der('DER with a comma behind it', (pem) => `${bodyOf(pem)},`),
  der('DER lines with literal \\n', (pem) =>
    pem.replaceAll(/-----[^-]+-----\n/g, '').replaceAll('\n', '\\n'),
  ),
  der('DER with backslashes at its line ends', (pem) =>
    pem.replaceAll(/-----[^-]+-----\n/g, '').replaceAll('\n', '\\\n'),
  ),
  der('DER in base64 twice', (pem) => base64(bodyOf(pem))),
  der('DER behind "key:"', (pem) => `key: ${bodyOf(pem)}`),
  der('DER in a data URL', (pem) => `data:application/octet-stream;base64,${bodyOf(pem)}`),
  der('DER in hexadecimal', (pem) => hexPairs(pem).join('')),
  der('DER in capital hexadecimal', (pem) => hexPairs(pem).join('').toUpperCase()),
  der('DER in hexadecimal with colons', (pem) => hexPairs(pem).join(':')),
  der('DER in hexadecimal with blanks', (pem) => hexPairs(pem).join(' ')),
  der('DER in hexadecimal behind 0x', (pem) => `0x${hexPairs(pem).join('')}`),
  der('DER in \\x escapes', (pem) =>
    hexPairs(pem)
      .map((pair) => `\\x${pair}`)
      .join(''),
  ),
  der(
    'DER as an array of C',
    (pem) =>
      `{ ${hexPairs(pem)
        .map((pair) => `0x${pair}`)
        .join(', ')} }`,
  ),
  unknown('DER as a list of decimal bytes', (pem) => JSON.stringify([...derOf(pem)])),
  unknown('DER that was cut at its end', (pem) => bodyOf(pem).slice(0, -8)),
  unknown('DER without its first four characters', (pem) => bodyOf(pem).slice(4)),
  unknown('DER without its first character', (pem) => bodyOf(pem).slice(1)),
  der('DER with a dot in it', (pem) => `${bodyOf(pem).slice(0, 50)}.${bodyOf(pem).slice(50)}`),
  readable('jwk-set')('a JWK Set', (pem) => JSON.stringify({ keys: [jwkOf(pem)] })),
  readable('jwk-set')('a list of JWKs', (pem) => JSON.stringify([jwkOf(pem)])),
  readable('jwk-set')('a list in a list', (pem) => JSON.stringify([[jwkOf(pem)]])),
  readable('jwk-set')('a JWK in a member', (pem) => JSON.stringify({ key: jwkOf(pem) })),
  readable('jwk-set')('a JWK Set in a member', (pem) => JSON.stringify({ jwks: { keys: [jwkOf(pem)] } })),
  readable('unknown')('a JWK in a JSON text', (pem) => JSON.stringify(JSON.stringify(jwkOf(pem)))),
  readable('unknown')('a JWK in base64', (pem) => base64(JSON.stringify(jwkOf(pem)))),
  ...brokenJwk('a JWK of JavaScript', (pem) => JSON.stringify(jwkOf(pem)).replaceAll(/"(\w+)":/g, '$1:')),
  ...brokenJwk('a JWK of Python', (pem) => JSON.stringify(jwkOf(pem)).replaceAll('"', "'")),
  ...brokenJwk('a JWK of YAML', (pem) =>
    Object.entries(jwkOf(pem))
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  ),
  ...brokenJwk('a JWK with a comma too many', (pem) => JSON.stringify(jwkOf(pem)).replace('}', ',}')),
  ...brokenJwk('a JWK with a comment', (pem) => `// the key of ERP\n${JSON.stringify(jwkOf(pem))}`),
  unknown('a JWK that was cut', (pem) => (isRsa(pem) ? undefined : JSON.stringify(jwkOf(pem)).slice(0, -10))),
  recognized('modulus-and-exponent')(
    'a JWK that was cut behind its exponent',
    ofRsa((n) => JSON.stringify({ kty: 'RSA', e: 'AQAB', n: n.toString('base64url') }).slice(0, -46)),
  ),
  number(
    'a JWK with its names in capitals',
    ofRsa((n) => JSON.stringify({ Kty: 'RSA', N: n.toString('base64url'), E: 'AQAB' })),
  ),
  readable('rsa-key-value-xml')(
    'RSAKeyValue',
    ofRsa((n) => `<RSAKeyValue><Modulus>${base64(n)}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`),
  ),
  readable('rsa-key-value-xml')(
    'RSAKeyValue on several lines',
    ofRsa(
      (n) =>
        `<?xml version="1.0"?>\n<ds:RSAKeyValue>\n  <ds:Modulus>${base64(n).replaceAll(/.{76}/g, '$&\n')}</ds:Modulus>\n  <ds:Exponent>AQAB</ds:Exponent>\n</ds:RSAKeyValue>`,
    ),
  ),
  recognized('modulus-and-exponent')(
    'openssl -modulus',
    ofRsa((n) => `Modulus=${n.toString('hex').toUpperCase()}`),
  ),
  number(
    'openssl -text',
    ofRsa(
      (n) =>
        `Public-Key: (2048 bit)\nModulus:\n    00:${n
          .toString('hex')
          .match(/../g)
          ?.join(':')
          .replaceAll(/(?:..:){15}/g, '$&\n    ')}\nExponent: 65537 (0x10001)`,
    ),
  ),
  number(
    'n and e without kty',
    ofRsa((n) => JSON.stringify({ n: n.toString('base64url'), e: 'AQAB' })),
  ),
  number(
    'e and n without kty',
    ofRsa((n) => JSON.stringify({ e: 'AQAB', n: n.toString('base64url') })),
  ),
  number(
    'modulus and exponent in JSON',
    ofRsa((n) => JSON.stringify({ modulus: base64(n), exponent: 'AQAB' })),
  ),
  number(
    'modulus and exponent on lines',
    ofRsa((n) => `Modulus: ${n.toString('hex')}\nExponent: 0x10001`),
  ),
  readable('ssh-public')('an OpenSSH line', (pem) => sshLine(pem)),
  readable('ssh-public')('an OpenSSH line with a comment', (pem) => sshLine(pem, 'alice@erp')),
  readable('ssh-public')('an OpenSSH key without its name', (pem) => sshLine(pem)?.split(' ')[1]),
  readable('ssh-public')('a key in the SSH2 form', (pem) => {
    const body = sshLine(pem)?.split(' ')[1]?.replaceAll(/.{70}/g, '$&\n');
    return (
      body &&
      `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "2048-bit RSA"\n${body}\n---- END SSH2 PUBLIC KEY ----`
    );
  }),
  unknown('the value of a DKIM record', (pem) => `v=DKIM1; k=rsa; p=${bodyOf(pem)}`),
  unknown('an EC point in hexadecimal', (pem) => pointOf(pem)?.toString('hex')),
  unknown('an EC point in base64', (pem) => pointOf(pem)?.toString('base64')),
  unknown('the coordinates of an EC point', (pem) => pointOf(pem)?.subarray(1).toString('base64')),
  recognized('url')(
    'the address of a JWK Set',
    () => 'https://login.example.com/realms/erp/protocol/openid-connect/certs',
  ),
  recognized('url')('a discovery document', () =>
    JSON.stringify({ issuer: 'https://login.example.com', jwks_uri: 'https://login.example.com/certs' }),
  ),
  recognized('path')('the path of a key', () => '/etc/jwt/keys/erp-public.pem'),
];

function pkcs1Pem(pem: string): string {
  return createPublicKey(pem).export({ type: 'pkcs1', format: 'pem' }).toString();
}

function pointOf(pem: string): Buffer | undefined {
  const { kty, x = '', y = '' } = jwkOf(pem);
  if (kty !== 'EC') return undefined;
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

/** A key as OpenSSH writes it (RFC 4253 §6.6); undefined for Ed448, which it does not have. */
function sshLine(pem: string, comment = ''): string | undefined {
  const jwk = jwkOf(pem);
  const bytes = (text = '') => Buffer.from(text, 'base64url');
  const line = (type: string, ...parts: readonly Buffer[]) => {
    const wire = [Buffer.from(type), ...parts].map(wireString);
    return `${type} ${Buffer.concat(wire).toString('base64')} ${comment}`.trim();
  };
  if (jwk.kty === 'RSA')
    return line('ssh-rsa', bytes(jwk.e), Buffer.concat([Buffer.from([0]), bytes(jwk.n)]));
  if (jwk.crv === 'Ed25519') return line('ssh-ed25519', bytes(jwk.x));
  const curve = jwk.crv?.replace('P-', 'nistp') ?? '';
  const point = pointOf(pem);
  return point && line(`ecdsa-sha2-${curve}`, Buffer.from(curve), point);
}

function wireString(content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([size, content]);
}
