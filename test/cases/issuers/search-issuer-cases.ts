import { Buffer } from 'node:buffer';
import { createHash, createPublicKey } from 'node:crypto';
import { base64url, keyFor, signatureOf } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, caseAt, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, golangJwt, phpJwt, nodeJsonwebtoken, keycloak, okta, rubyJwt, javaJwt, jjwt } = sites;

/** The token with another third part, made of its first two and of the signature that it had. */
function resigned(write: (input: string, signature: Buffer) => string): (token: string) => string {
  return (token) => {
    const input = token.slice(0, token.lastIndexOf('.'));
    return `${input}.${write(input, Buffer.from(token.slice(input.length + 1), 'base64url'))}`;
  };
}

const hmac = (text: string) => signatureOf('HS256', SHARED_SECRET, text);

/** Signatures that scripts make by themselves. */
const handMade: readonly DiagnosisCase[] = [
  caseAt(phpJwt, 'signature-wrongly-encoded', 'made by hash_hmac without raw output', {
    carry: resigned((_, signature) => signature.toString('hex')),
    proved: true,
  }),
  caseAt(pyJwt, 'signature-wrongly-encoded', 'made by hexdigest() and b64encode', {
    carry: resigned((_, signature) => base64url(signature.toString('hex'))),
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'signed-other-bytes', 'made again in a shell, with echo instead of printf', {
    algorithm: 'HS256',
    carry: resigned((input) => hmac(`${input}\n`).toString('base64url')),
    proved: true,
  }),
  caseAt(golangJwt, 'signed-other-bytes', 'made again by a script that signs the payload alone', {
    algorithm: 'HS256',
    carry: resigned((input) => hmac(input.split('.')[1] ?? '').toString('base64url')),
    proved: true,
  }),
  caseAt(golangJwt, 'signature-not-padded', 'whose library writes big integers without zeros', {
    algorithm: 'ES256',
    carry: resigned(shortSignature),
    proved: true,
  }),
  caseAt(rubyJwt, 'signature-not-padded', 'whose numbers have a byte too many', {
    algorithm: 'ES512',
    carry: resigned((_, signature) => {
      const half = signature.length / 2;
      const zero = Buffer.alloc(1);
      return Buffer.concat([zero, signature.subarray(0, half), zero, signature.subarray(half)]).toString(
        'base64url',
      );
    }),
    proved: true,
  }),
];

function shortSignature(input: string): string {
  for (;;) {
    const signature = signatureOf('ES256', keyFor('ES256').privateKey, input);
    if (signature[0] === 0 && signature[1] !== 0) return signature.subarray(1).toString('base64url');
  }
}

/** Secrets that were never set, or are not the same text on both sides. */
const secrets: readonly DiagnosisCase[] = [
  caseAt(phpJwt, 'signed-with-placeholder', 'whose secret was never set', {
    algorithm: 'HS256',
    key: new Uint8Array(),
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'signed-with-placeholder', 'signed with String(process.env.JWT_SECRET)', {
    algorithm: 'HS256',
    key: 'undefined',
    proved: true,
  }),
  caseAt(phpJwt, 'secret-is-wrapped', 'signed with the key that Laravel decodes from base64:…', {
    algorithm: 'HS256',
    key: Buffer.from(BASE64_SECRET, 'base64'),
    changes: { secretKey: `base64:${BASE64_SECRET}` },
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'secret-is-wrapped', 'signed with the member key of a JSON text', {
    algorithm: 'HS256',
    changes: { secretKey: JSON.stringify({ type: 'HS256', key: SHARED_SECRET }) },
    proved: true,
  }),
  caseAt(rubyJwt, 'secret-was-cut', 'signed with a secret that a column of 32 characters cut', {
    algorithm: 'HS256',
    key: SHARED_SECRET.slice(0, 32),
    proved: true,
  }),
  caseAt(javaJwt, 'secret-was-cut', 'signed with a secret that lost what was behind its ";"', {
    algorithm: 'HS256',
    changes: { secretKey: `${SHARED_SECRET};and-more` },
    proved: true,
  }),
];

const jwk = JSON.stringify({
  ...createPublicKey(keyFor('RS256').publicPem).export({ format: 'jwk' }),
  kid: '2024-key',
});
const ofNextKey = '{"alg":"RS256","typ":"JWT","kid":"2025-key"}';
const nonce = 'a-nonce-of-a-token-for-graph';
const ofGraph = (hashed: string) => JSON.stringify({ typ: 'JWT', nonce: hashed, alg: 'RS256' });

/** Keys that an identity provider changed, and tokens that are for others. */
const providers: readonly DiagnosisCase[] = [
  caseAt(keycloak, 'key-id-mismatch', 'signed with the key that a realm rotated to', {
    algorithm: 'RS256',
    header: ofNextKey,
    key: keyFor('RS256', 'rotated').privateKey,
    changes: { secretKey: jwk },
    codes: ['key-id-mismatch', 'secret-mismatch'],
  }),
  caseAt(okta, 'key-id-mismatch', 'under a new id of the same key, which is only a warning', {
    algorithm: 'RS256',
    header: ofNextKey,
    changes: { secretKey: jwk },
    logsInAs: okta.login,
  }),
  ...(['base64url', 'hex'] as const).map((encoding) =>
    caseAt(
      sites.entraV1,
      'token-for-microsoft-graph',
      `for Graph, with the ${encoding} digest of its nonce`,
      {
        algorithm: 'RS256',
        header: ofGraph(nonce),
        carry: resigned((input) => {
          const header = base64url(ofGraph(createHash('sha256').update(nonce).digest(encoding)));
          const signed = `${header}.${input.split('.')[1]}`;
          return signatureOf('RS256', keyFor('RS256').privateKey, signed).toString('base64url');
        }),
        proved: true,
      },
    ),
  ),
  caseAt(jjwt, 'algorithm-mismatch', 'that says Ed25519 under EdDSA', {
    algorithm: 'EdDSA',
    header: '{"alg":"Ed25519"}',
    proved: true,
  }),
];

/** Tokens of issuers whose signature the search explains. */
export const searchIssuerCases: readonly DiagnosisCase[] = [...handMade, ...secrets, ...providers];
