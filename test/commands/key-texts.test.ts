import { Buffer } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { healthyClaims, keyFor, mint } from '../support/mint-token.ts';
import { onlyOne } from '../support/only-one.ts';
import { run } from '../support/run.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const rsa = keyFor('RS256');
const pem = rsa.publicPem.trimEnd();
const body = pem.replaceAll(/-----[^-]+-----|\s/g, '');
const { n = '' } = createPublicKey(pem).export({ format: 'jwk' });
const jwk = { kty: 'RSA', n, e: 'AQAB', kid: 'erp-2026', use: 'sig' };
const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const required = ['--username-field', 'loginname'];
const local = { 'jwtadm.json': storeOf() };
const token = mint({ algorithm: 'RS256', key: rsa.privateKey, claims: healthyClaims });
const asRs256 = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'RS256',
};

const convertible = [
  ['a PEM on one line', pem.replaceAll('\n', '\\n'), 'without its line breaks', pem],
  ['a PEM with four dashes', pem.replaceAll('-----', '----'), 'damaged', pem],
  [
    'a PEM with another label',
    pem.replaceAll('PUBLIC KEY', 'RSA PUBLIC KEY'),
    'another kind of content',
    pem,
  ],
  ['a PEM in base64', Buffer.from(pem).toString('base64'), 'encoded again', pem],
  ['DER in base64', body, 'without the BEGIN and END lines', pem],
  ['RSAKeyValue', xml(), 'RSAKeyValue', pem],
  ['a modulus and exponent', `{"n":"${n}","e":"AQAB"}`, 'modulus', pem],
  ['a JWK Set with one key', JSON.stringify({ keys: [jwk] }), 'JWK Set', JSON.stringify(jwk)],
] as const;

describe('a key in another form', () => {
  it.each(convertible)('is converted by create: %s', async (_name, text, noun, secretKey) => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'RS256', '--secret-file', 'key'];
    const { exitCode, stderr, readStore } = await run(argv, { files: { ...local, key: text } });
    expect({ exitCode, stored: onlyOne(readStore()) }).toMatchObject({ exitCode: 0, stored: { secretKey } });
    expect(stderr).toContain('it was converted to');
    expect(stderr).toContain(noun);
  });

  it.each(convertible)('makes the login work once the advised edit is run: %s', async (_name, text) => {
    const files = { 'jwtadm.json': storeOf({ ...asRs256, secretKey: text }), KEY_FILE: text };
    const at = ['--at', '1772366400'];
    const before = await run(['verify', 'ERP', token, ...at, '--json'], { files });
    const finding = JSON.parse(before.stdout).diagnosis[0];
    expect(finding).toMatchObject({
      code: 'key-unreadable',
      evidence: { repairable: true },
      commands: ['jwtadm edit ERP --secret-file KEY_FILE'],
    });
    const { folder } = before;
    expect((await run(['edit', 'ERP', '--secret-file', 'KEY_FILE'], { folder })).exitCode).toBe(0);
    expect((await run(['verify', 'ERP', token, ...at], { folder })).exitCode).toBe(0);
  });

  it.each(convertible)('is converted by import: %s', async (_name, text, noun, secretKey) => {
    const files = { ...local, 'other.json': storeOf({ ...asRs256, secretKey: text }) };
    const { exitCode, stderr, readStore } = await run(['import', 'other.json'], { files });
    expect({ exitCode, stored: onlyOne(readStore()) }).toMatchObject({ exitCode: 0, stored: { secretKey } });
    expect(stderr).toContain('ERP: That was');
    expect(stderr).toContain(noun);
  });

  it('is read from the bytes of DER', async () => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'RS256', '--secret-stdin'];
    const stdin = createPublicKey(pem).export({ type: 'spki', format: 'der' });
    const { exitCode, readStore } = await run(argv, { files: local, stdin });
    expect({ exitCode, stored: onlyOne(readStore()) }).toMatchObject({
      exitCode: 0,
      stored: { secretKey: pem },
    });
  });

  it('keeps the public half alone of a private key on one line', async () => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'RS256', '--secret-file', 'key'];
    const text = privatePem.replaceAll('\n', '\\n');
    const { stderr, readStore } = await run(argv, { files: { ...local, key: text } });
    expect(onlyOne(readStore())).toMatchObject({ secretKey: pem });
    expect(stderr).toContain('only its public half is stored');
  });

  it('is not chosen among several that fit', async () => {
    const other = createPublicKey(keyFor('RS256', 'other').publicPem).export({ format: 'jwk' });
    const argv = ['create', 'ERP', ...required, '--algorithm', 'RS256', '--secret-file', 'set.json'];
    const files = { ...local, 'set.json': JSON.stringify({ keys: [jwk, other] }) };
    const { exitCode, stderr } = await run(argv, { files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("keep the one JWK that the token's kid names");
  });
});

describe('a container of private keys', () => {
  it.each([
    [
      'a service account',
      JSON.stringify({ type: 'service_account', private_key: privatePem }),
      'client_x509_cert_url',
    ],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none', 'puttygen'],
    [
      'an OpenSSH private key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n',
      'ssh-keygen -y',
    ],
    ['a PGP key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF\n', 'PEM or as a JWK'],
    [
      'a Java keystore',
      Buffer.from(`feedfeed00000002${'00'.repeat(60)}`, 'hex').toString('base64'),
      'keytool',
    ],
    ['a PKCS #12 file', pkcs12Head(), 'openssl pkcs12'],
    ['a signing request', '-----BEGIN CERTIFICATE REQUEST-----\nMIIC\n', 'openssl req'],
  ])('is refused with the way to the public key: %s', async (_name, text, way) => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'RS256', '--secret-file', 'key'];
    const { exitCode, stderr, readStore } = await run(argv, { files: { ...local, key: text } });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: storeOf() });
    expect(stderr).toContain(way);
    expect(stderr).not.toMatch(/HS\d/);
  });
});

describe('a key text for a shared secret', () => {
  it.each([
    ['a PEM with four dashes', pem.replaceAll('-----', '----')],
    ['RSAKeyValue', xml()],
    ['well-formed PEM', pem],
    ['DER in base64', body],
  ])('is refused by create and edit, and has a finding in check: %s', async (_name, text) => {
    const files = { 'jwtadm.json': storeOf({ ...erp, secretKey: text }), key: text };
    const created = await run(['create', 'CRM', ...required, '--secret-file', 'key', '--allow-weak-secret'], {
      files,
    });
    expect(created.exitCode).toBe(2);
    const edited = await run(['edit', 'ERP', '--secret-file', 'key', '--allow-weak-secret'], { files });
    expect(edited.exitCode).toBe(2);
    const checked = await run(['check', '--json'], { files });
    const [finding] = JSON.parse(checked.stdout).configurations[0].findings;
    expect(finding).toMatchObject({
      code: text === pem ? 'key-not-for-algorithm' : 'public-key-as-secret',
      severity: 'error',
    });
    expect(checked.stdout + created.stderr + edited.stderr).not.toMatch(/--algorithm HS/);
  });

  it('stays a key when edit changes the algorithm alone', async () => {
    const store = storeOf({ ...asRs256, secretKey: pem });
    const { exitCode, stderr, readStore } = await run(['edit', 'ERP', '--algorithm', 'HS256'], {
      files: { 'jwtadm.json': store },
    });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store });
    expect(stderr).toContain('give the new secret in the same command');
  });

  it('is warned of by import', async () => {
    const files = { ...local, 'other.json': storeOf({ ...erp, secretKey: xml() }) };
    const { stderr } = await run(['import', 'other.json'], { files });
    expect(stderr).toMatch(/warning: the secret of ERP is an RSA key in XML/);
  });
});

describe('a key for which anyone can sign', () => {
  const neutral = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: `AQ${'A'.repeat(41)}` });
  const printed = JSON.stringify({
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  });

  it('is refused by create, whatever is allowed', async () => {
    const argv = [
      'create',
      'ERP',
      ...required,
      '--algorithm',
      'EdDSA',
      '--secret-file',
      'key',
      '--allow-weak-secret',
    ];
    const { exitCode, stderr } = await run(argv, { files: { ...local, key: neutral } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('small order');
  });

  it('is refused by create when its private half is printed in a specification', async () => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'EdDSA', '--secret-file', 'key'];
    const { exitCode, stderr } = await run(argv, { files: { ...local, key: printed } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('RFC 8037');
  });

  it.each([
    ['of small order', neutral],
    ['that is printed', printed],
  ])('is an error in check: %s', async (_name, secretKey) => {
    const store = storeOf({ ...erp, signatureAlgorithm: 'EdDSA', secretKey });
    const { exitCode, stdout } = await run(['check', '--json'], { files: { 'jwtadm.json': store } });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).configurations[0].findings[0]).toMatchObject({
      code: 'key-is-forgeable',
      severity: 'error',
    });
  });

  it('rejects a token that anyone can make', async () => {
    const store = storeOf({ ...asRs256, signatureAlgorithm: 'EdDSA', secretKey: neutral });
    const header = Buffer.from('{"alg":"EdDSA"}').toString('base64url');
    const claims = Buffer.from(JSON.stringify(healthyClaims)).toString('base64url');
    const signature = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]).toString('base64url');
    const argv = ['verify', 'ERP', `${header}.${claims}.${signature}`, '--at', '1772366400', '--json'];
    const { exitCode, stdout } = await run(argv, { files: { 'jwtadm.json': store } });
    expect({ exitCode, code: JSON.parse(stdout).diagnosis[0].code }).toEqual({
      exitCode: 1,
      code: 'key-is-forgeable',
    });
  });
});

describe('a shared secret', () => {
  it('is still advised for HS where it was given for RS256', async () => {
    const argv = ['create', 'ERP', ...required, '--algorithm', 'RS256', '--secret-stdin'];
    const { stderr } = await run(argv, { files: local, stdin: SECRET });
    expect(stderr).toContain('it fits --algorithm HS256');
  });
});

function xml(): string {
  const modulus = Buffer.from(n, 'base64url').toString('base64');
  return `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;
}

/** A sequence of version 3 and PKCS #7 data, as every PKCS #12 file begins (RFC 7292 §4). */
function pkcs12Head(): string {
  const content = Buffer.concat([
    Buffer.from('0201033050', 'hex'),
    Buffer.from('06092a864886f70d010701', 'hex'),
  ]);
  const filled = Buffer.concat([content, Buffer.alloc(100 - content.length)]);
  return Buffer.concat([Buffer.from([0x30, filled.length]), filled]).toString('base64');
}
