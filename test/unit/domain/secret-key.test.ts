import { describe, expect, it } from 'vitest';
import { isPublicKeyText } from '../../../src/domain/secret-key.ts';

const pem = (label: string) => `-----BEGIN ${label}-----\nMFkw+/A=\n-----END ${label}-----`;
const jwk = { kty: 'EC', use: 'sig', kid: '1', crv: 'P-256', x: 'eA', y: 'eQ', 'x5t#S256': 'eg', ext: true };

describe('the text of a public key', () => {
  it.each([
    pem('PUBLIC KEY'),
    pem('RSA PUBLIC KEY'),
    pem('CERTIFICATE'),
    `\n ${pem('CERTIFICATE')}\r\n\r\n${pem('CERTIFICATE')}\n`,
    JSON.stringify(jwk),
    ` ${JSON.stringify({ keys: [jwk, { kty: 'RSA', n: 'bg', e: 'AQAB' }] }, undefined, 2)}\n`,
  ])('is public: %s', (text) => {
    expect(isPublicKeyText(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'hunter2'],
    ['a private key', pem('PRIVATE KEY')],
    ['a private key behind it', `${pem('PUBLIC KEY')}\n${pem('PRIVATE KEY')}`],
    ['a password behind it', `${pem('PUBLIC KEY')}\npassword=hunter2`],
    ['a password before it', `password=hunter2\n${pem('PUBLIC KEY')}`],
    ['a password inside', pem('PUBLIC KEY').replace('MFkw', 'Password: x\nMFkw')],
    ['a private JWK behind it', `${pem('CERTIFICATE')}\n${JSON.stringify({ ...jwk, d: 'ZA' })}`],
    ['another label at its end', pem('PUBLIC KEY').replace('END PUBLIC', 'END RSA PUBLIC')],
    ['a private JWK', JSON.stringify({ ...jwk, d: 'ZA' })],
    ['a shared key as JWK', JSON.stringify({ kty: 'oct', k: 'aw' })],
    ['an unknown member', JSON.stringify({ ...jwk, password: 'hunter2' })],
    ['no type of key', JSON.stringify({ n: 'bg', e: 'AQAB' })],
    ['a private key in a set', JSON.stringify({ keys: [jwk, { ...jwk, d: 'ZA' }] })],
    ['something beside the set', JSON.stringify({ keys: [jwk], password: 'hunter2' })],
    ['an empty set', JSON.stringify({ keys: [] })],
    ['a set in a set', JSON.stringify({ keys: [{ keys: [jwk] }] })],
    ['broken JSON', `${JSON.stringify(jwk)}x`],
  ])('is not public with %s', (_, text) => {
    expect(isPublicKeyText(text)).toBe(false);
  });

  it('is told at once, however long the text is', () => {
    expect(isPublicKeyText(`${`${pem('CERTIFICATE')}\n\n`.repeat(20_000)}x`)).toBe(false);
  });
});
