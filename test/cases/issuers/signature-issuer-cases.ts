import { Buffer } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import { toIso } from '../../../src/domain/instant.ts';
import { keyFor, NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, caseAt, HEX_SECRET, keyFields, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { dotnetJson, goJson, phpJson, spacedPythonJson } from './issuer-styles.ts';
import { CRM_SECRET, crm } from './other-configurations.ts';
import { asDer, rewritten, unsigned } from './rework-token.ts';
import { CERTIFICATE } from './test-certificate.ts';

const { pyJwt, javaJwt, jjwt, golangJwt, dotnet, phpJwt, nodeJsonwebtoken, keycloak, auth0, okta } = sites;
const rsa = keyFor('RS256');
const LAST_YEARS_SECRET = SHARED_SECRET.replace('2026', '2025');

const confused = { codes: ['algorithm-mismatch', 'algorithm-confusion'], proved: true } as const;

/** Signatures that are missing, or made under an algorithm that nobody agreed on. */
const dishonest: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'signature-missing', 'whose signature a log filter took off', {
    carry: unsigned,
  }),
  caseAt(okta, 'signature-missing', 'that was pasted without its last part', {
    carry: unsigned,
  }),
  caseAt(auth0, 'algorithm-confusion', 'forged with HS256 and the public key as it is published', {
    ...forged(rsa.publicPem),
    ...confused,
  }),
  caseAt(keycloak, 'algorithm-confusion', 'forged with the public key without its last line break', {
    ...forged(rsa.publicPem.trimEnd()),
    ...confused,
  }),
  caseAt(keycloak, 'algorithm-confusion', 'forged with the public key in PKCS#1', {
    ...forged(createPublicKey(rsa.publicPem).export({ type: 'pkcs1', format: 'pem' }).toString()),
    ...confused,
  }),
  caseAt(phpJwt, 'algorithm-confusion', 'forged with the certificate', {
    ...forged(CERTIFICATE),
    changes: { ...keyFields('ES256'), secretKey: CERTIFICATE },
    ...confused,
  }),
  caseAt(jjwt, 'algorithm-lied', 'that says HS256 but was signed with HS512', {
    algorithm: 'HS512',
    header: '{"alg":"HS256"}',
    changes: { signatureAlgorithm: 'HS256' },
    proved: true,
  }),
  caseAt(dotnet, 'algorithm-lied', 'that says HS512 but was signed with HS256', {
    algorithm: 'HS256',
    header: '{"alg":"HS512","typ":"JWT"}',
    changes: { signatureAlgorithm: 'HS512' },
    proved: true,
  }),
  caseAt(javaJwt, 'algorithm-lied', 'that says RS256 but was signed with RSASSA-PSS', {
    algorithm: 'PS256',
    header: '{"alg":"RS256","typ":"JWT"}',
    changes: { signatureAlgorithm: 'RS256' },
    proved: true,
  }),
  caseAt(golangJwt, 'algorithm-lied', 'that says PS512 but was signed with PKCS #1', {
    algorithm: 'RS256',
    header: '{"alg":"PS512","typ":"JWT"}',
    changes: { signatureAlgorithm: 'PS512' },
    proved: true,
  }),
];

function forged(secret: string) {
  return {
    key: secret,
    algorithm: 'HS256',
    changes: keyFields('RS256'),
  } as const;
}

/** Signatures that another key made. */
const foreign: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'signed-by-other-configuration', 'signed with the secret of the CRM', {
    key: CRM_SECRET,
    options: { others: [{ ...crm, name: 'Shop', secretKey: `shop-${HEX_SECRET}` }, crm] },
    proved: true,
  }),
  caseAt(javaJwt, 'signed-by-other-configuration', 'signed with the secret of a configuration not enabled', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    options: {
      others: [{ ...crm, enabled: false, secretKey: { value: BASE64_SECRET, encoding: 'base64' } }],
    },
    proved: true,
  }),
  caseAt(
    keycloak,
    'signed-by-other-configuration',
    'of the test realm under the configuration of the live one',
    {
      key: keyFor('RS256', 'test realm').privateKey,
      options: {
        others: [
          {
            ...crm,
            name: 'Test',
            signatureAlgorithm: 'RS256',
            secretKey: keyFor('RS256', 'test realm').publicPem,
          },
        ],
      },
      proved: true,
    },
  ),
  caseAt(javaJwt, 'signature-der-encoded', 'signed with SHA256withECDSA', {
    algorithm: 'ES256',
    carry: asDer('sha256', keyFor('ES256').privateKey),
    proved: true,
  }),
  caseAt(golangJwt, 'signature-der-encoded', 'signed with ecdsa.SignASN1', {
    algorithm: 'ES256',
    carry: asDer('sha256', keyFor('ES256').privateKey),
    proved: true,
  }),
  caseAt(sites.rubyJwt, 'signature-der-encoded', 'signed with openssl dgst -sha512 -sign', {
    algorithm: 'ES512',
    carry: asDer('sha512', keyFor('ES512').privateKey),
    proved: true,
  }),
  caseAt(javaJwt, 'signature-der-encoded', 'signed with SHA384withECDSA', {
    algorithm: 'ES384',
    carry: asDer('sha384', keyFor('ES384').privateKey),
    proved: true,
  }),
  caseAt(
    nodeJsonwebtoken,
    'payload-was-reserialised',
    'that a PHP gateway wrote again with escaped slashes',
    {
      claims: { profile: 'https://shop.example.com/u/17' },
      carry: rewritten(
        phpJson({ ...sites.nodeJsonwebtoken.claims, profile: 'https://shop.example.com/u/17' }),
      ),
      proved: true,
    },
  ),
  caseAt(phpJwt, 'payload-was-reserialised', 'that a Node gateway wrote again without escapes', {
    carry: rewritten(JSON.stringify(phpJwt.claims)),
    proved: true,
  }),
  caseAt(pyJwt, 'payload-was-reserialised', 'that was signed with the blanks of json.dumps()', {
    payload: spacedPythonJson(nodeJsonwebtoken.claims),
    carry: rewritten(JSON.stringify(nodeJsonwebtoken.claims)),
    proved: true,
  }),
  caseAt(dotnet, 'payload-was-reserialised', 'that a proxy wrote again without the escapes of .NET', {
    carry: rewritten(JSON.stringify(dotnet.claims)),
    proved: true,
  }),
  caseAt(golangJwt, 'payload-was-reserialised', 'that a gateway of .NET wrote again with its own escapes', {
    carry: rewritten(dotnetJson(JSON.parse(goJson(golangJwt.claims)) as object)),
    proved: true,
  }),
];

/** A secret that was rotated, and its previous one. */
function rotated(acceptedForSeconds: number, secretKey: string) {
  return { previousSecret: { secretKey, acceptedUntil: toIso(NOW + acceptedForSeconds) } };
}

/** Signatures of issuers that have not changed to the new secret. */
const late: readonly DiagnosisCase[] = [
  caseAt(
    pyJwt,
    'signed-with-previous-secret',
    'signed with the secret of last year, which is still accepted',
    {
      key: LAST_YEARS_SECRET,
      changes: rotated(86_400, LAST_YEARS_SECRET),
      logsInAs: pyJwt.login,
      proved: true,
    },
  ),
  caseAt(
    keycloak,
    'signed-with-previous-secret',
    'signed with the key before the realm rotated it, in time',
    {
      key: keyFor('RS256', 'rotated').privateKey,
      changes: rotated(60, keyFor('RS256', 'rotated').publicPem),
      logsInAs: keycloak.login,
      proved: true,
    },
  ),
  caseAt(phpJwt, 'signed-with-previous-secret', 'signed with the secret of last year, accepted no longer', {
    key: LAST_YEARS_SECRET,
    changes: rotated(-86_400, LAST_YEARS_SECRET),
    proved: true,
  }),
];

/** Signatures that nothing explains. */
const unexplained: readonly DiagnosisCase[] = [
  caseAt(pyJwt, 'secret-mismatch', 'signed with the secret of last year', {
    key: LAST_YEARS_SECRET,
    proved: false,
  }),
  caseAt(keycloak, 'secret-mismatch', 'signed with the key of a realm that rotated it', {
    key: keyFor('RS256', 'rotated').privateKey,
    proved: false,
  }),
  caseAt(auth0, 'secret-mismatch', 'whose login name was changed after signing', {
    carry: rewritten(JSON.stringify({ ...auth0.claims, 'https://example.com/login': 'admin' })),
    proved: false,
  }),
  caseAt(javaJwt, 'secret-mismatch', 'signed with another key on the same curve', {
    algorithm: 'ES256',
    key: keyFor('ES256', 'other').privateKey,
    proved: false,
  }),
];

/** Signatures, and what they prove. */
export const signatureIssuerCases: readonly DiagnosisCase[] = [
  ...dishonest,
  ...foreign,
  ...late,
  ...unexplained,
];
