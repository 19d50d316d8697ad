import { createPublicKey, generateKeyPairSync, getDiffieHellman } from 'node:crypto';
import { keyFor } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, caseAt, keyFields, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, oldPyJwt, javaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt, nodeJsonwebtoken } = sites;
const { keycloak, okta, auth0, entraV1, entraV2 } = sites;
const rsa = keyFor('RS256');
const small = keyFor('RS256', 'small');
const cubic = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 });

/** The base64 between BEGIN and END, as a realm's settings show it. */
export const BARE_REALM_KEY = rsa.publicPem.replaceAll(/-----[^-]+-----|\s/g, '');

const asRsa = keyFields('RS256');
const missing = (reason: string) => ({ secret: { ok: false, kind: 'missing', reason } }) as const;

const unusable: readonly DiagnosisCase[] = [
  caseAt(pyJwt, 'secret-unavailable', 'whose secret’s variable the service does not have', {
    options: missing('the environment variable ERP_JWT_SECRET is not set'),
  }),
  caseAt(keycloak, 'secret-unavailable', 'whose key file was not mounted', {
    options: missing('the file keys/realm.pem does not exist'),
  }),
  caseAt(javaJwt, 'secret-unavailable', 'whose secret’s file is empty', {
    options: { secret: { ok: false, kind: 'empty', reason: 'the file is empty' } },
  }),
  caseAt(keycloak, 'key-unreadable', 'under the bare key that a realm shows', {
    changes: { ...asRsa, secretKey: BARE_REALM_KEY },
  }),
  caseAt(auth0, 'key-unreadable', 'under a PEM with the \\n of a .env file', {
    changes: { ...asRsa, secretKey: rsa.publicPem.replaceAll('\n', '\\n') },
  }),
  caseAt(entraV1, 'key-unreadable', 'under a PEM that YAML folded', {
    changes: { ...asRsa, secretKey: rsa.publicPem.replaceAll('\n', ' ') },
  }),
  caseAt(okta, 'key-unreadable', 'under a whole JWK Set', {
    changes: { ...asRsa, secretKey: jwkSet() },
  }),
  caseAt(golangJwt, 'key-unreadable', 'under a key in OpenSSH form', {
    algorithm: 'EdDSA',
    changes: {
      secretKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPortalPortalPortalPortalPortalPortal deploy@portal',
    },
  }),
  caseAt(entraV2, 'key-unreadable', 'under a certificate in DER', {
    options: { secret: { ok: false, kind: 'unreadable', reason: 'is in a file that is not UTF-8 text' } },
  }),
  caseAt(rubyJwt, 'key-unreadable', 'under a base64 secret that should be hexadecimal', {
    changes: { secretKey: { value: BASE64_SECRET, encoding: 'hex' } },
  }),
  caseAt(okta, 'key-not-for-algorithm', 'under the secret of the client', {
    changes: { ...asRsa, secretKey: SHARED_SECRET },
  }),
  caseAt(nodeJsonwebtoken, 'key-not-for-algorithm', 'under a public key where HS256 is configured', {
    changes: { secretKey: rsa.publicPem },
  }),
  caseAt(javaJwt, 'key-not-for-algorithm', 'under a key on P-256 for ES384', {
    algorithm: 'ES384',
    changes: { secretKey: keyFor('ES256').publicPem },
  }),
  caseAt(golangJwt, 'key-not-for-algorithm', 'under an Ed25519 key for ES256', {
    algorithm: 'ES256',
    changes: { secretKey: keyFor('EdDSA').publicPem },
  }),
  caseAt(keycloak, 'key-not-for-algorithm', 'under the encryption key of the realm', {
    changes: { ...asRsa, secretKey: rsaJwk({ use: 'enc', alg: 'RSA-OAEP' }) },
  }),
  caseAt(
    dotnet,
    'public-key-as-secret',
    'under the RSAKeyValue of a settings file where HS256 is configured',
    {
      changes: { secretKey: rsaKeyValue() },
    },
  ),
  caseAt(keycloak, 'public-key-as-secret', 'under the bare key of the realm where HS512 is configured', {
    algorithm: 'HS512',
    changes: { secretKey: BARE_REALM_KEY },
  }),
  caseAt(jjwt, 'key-is-forgeable', 'under an Ed25519 key of zeros, which a form had left empty', {
    algorithm: 'EdDSA',
    changes: { secretKey: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }) },
  }),
  caseAt(okta, 'key-is-forgeable', 'under a modulus that is a prime number', {
    changes: { ...asRsa, secretKey: primeModulusJwk() },
  }),
  caseAt(oldPyJwt, 'key-too-weak', 'under an RSA key of 1024 bits', {
    algorithm: 'RS512',
    key: small.privateKey,
    changes: { secretKey: small.publicPem },
  }),
  caseAt(javaJwt, 'key-too-weak', 'under an RSA key whose exponent is 3', {
    algorithm: 'RS256',
    key: cubic.privateKey,
    changes: { secretKey: cubic.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  }),
  caseAt(phpJwt, 'key-too-weak', 'under a secret that was never filled in', { changes: { secretKey: '' } }),
];

/** Tokens that log in, though the key ought to be a better one. */
const doubtful: readonly DiagnosisCase[] = [
  caseAt(rubyJwt, 'secret-too-short', 'under a secret of twelve letters', {
    ...sharing('Kq7xW2p9vLm4'),
    logsInAs: 'm.keller',
  }),
  caseAt(jjwt, 'secret-too-short', 'under a secret that is long enough for HS256 alone', {
    ...sharing('Kq7xW2p9vLm4ZrT8nYc3HsJd6PfGaUe1oiB5'),
    logsInAs: 'm.keller',
  }),
  caseAt(oldPyJwt, 'secret-is-placeholder', 'under the secret of a manual', {
    ...sharing('abcd'),
    codes: ['secret-too-short', 'secret-is-placeholder'],
    logsInAs: 'admin',
  }),
  caseAt(nodeJsonwebtoken, 'secret-is-placeholder', 'under the secret of a debugger', {
    ...sharing('a-string-secret-at-least-256-bits-long'),
    logsInAs: 'm.keller',
  }),
  caseAt(golangJwt, 'private-key-stored', 'under the private key in PKCS#8', {
    algorithm: 'ES256',
    changes: { secretKey: keyFor('ES256').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    logsInAs: 'm.keller',
  }),
  caseAt(dotnet, 'private-key-stored', 'under the private key in PKCS#1', {
    algorithm: 'RS256',
    changes: { secretKey: rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString() },
    logsInAs: 'm.keller',
  }),
  caseAt(keycloak, 'private-key-stored', 'under a private JWK', {
    changes: { secretKey: JSON.stringify(rsa.privateKey.export({ format: 'jwk' })) },
    logsInAs: 'm.keller',
  }),
];

/** Issuer and configuration with the same secret, of the site's usual algorithm. */
export function sharing(secret: string) {
  return { key: secret, changes: { secretKey: secret } };
}

function rsaJwk(members: object): string {
  return JSON.stringify({ ...createPublicKey(rsa.publicPem).export({ format: 'jwk' }), ...members });
}

function jwkSet(): string {
  return `{"keys":[${rsaJwk({ kid: 'Zx81-portal-2026', alg: 'RS256', use: 'sig' })}]}`;
}

/** What is wrong with the key that a configuration holds. */
export const keyIssuerCases: readonly DiagnosisCase[] = [...unusable, ...doubtful];

function rsaKeyValue(): string {
  const { n = '' } = createPublicKey(rsa.publicPem).export({ format: 'jwk' });
  const modulus = Buffer.from(n, 'base64url').toString('base64');
  return `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;
}

/** The prime of a Diffie-Hellman group of 2048 bits as an RSA modulus. */
function primeModulusJwk(): string {
  const n = getDiffieHellman('modp14').getPrime().toString('base64url');
  return JSON.stringify({ kty: 'RSA', n, e: 'AQAB' });
}
