import { Buffer } from 'node:buffer';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, BASE64URL_SECRET, caseAt, HEX_SECRET, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { asOldJavaDecodes } from './rework-token.ts';

const { pyJwt, javaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt, nodeJsonwebtoken } = sites;

/** Secrets that were decoded on one side and taken as text on the other. */
const decoded: readonly DiagnosisCase[] = [
  caseAt(jjwt, 'secret-is-base64', 'signed with signWith(alg, String), which decodes any text', {
    algorithm: 'HS256',
    key: asOldJavaDecodes(SHARED_SECRET),
    proved: true,
  }),
  caseAt(javaJwt, 'secret-is-base64', 'signed with Base64.getDecoder().decode(secret)', {
    algorithm: 'HS512',
    key: Buffer.from(BASE64_SECRET, 'base64'),
    changes: { secretKey: BASE64_SECRET },
    proved: true,
  }),
  caseAt(dotnet, 'secret-is-base64', 'signed with Convert.FromBase64String(secret)', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    changes: { secretKey: BASE64_SECRET },
    proved: true,
  }),
  caseAt(sites.auth0, 'secret-is-base64', 'of an old client whose secret is base64url', {
    algorithm: 'HS256',
    key: Buffer.from(BASE64URL_SECRET, 'base64url'),
    changes: { secretKey: BASE64URL_SECRET },
    proved: true,
  }),
  caseAt(pyJwt, 'secret-is-base64', 'signed with b64decode() of a file with its line break', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    changes: { secretKey: `${BASE64_SECRET}\n` },
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'secret-is-not-base64', 'signed with the text of a base64 secret', {
    key: BASE64_SECRET,
    changes: { secretKey: { value: BASE64_SECRET, encoding: 'base64' } },
    proved: true,
  }),
  caseAt(phpJwt, 'secret-is-not-base64', 'signed with the text of a base64url secret', {
    key: BASE64URL_SECRET,
    changes: { secretKey: { value: BASE64URL_SECRET, encoding: 'base64url' } },
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'secret-is-hex', "signed with Buffer.from(secret, 'hex')", {
    key: Buffer.from(HEX_SECRET, 'hex'),
    changes: { secretKey: HEX_SECRET },
    proved: true,
  }),
  caseAt(golangJwt, 'secret-is-hex', 'signed with hex.DecodeString of capital letters', {
    key: Buffer.from(HEX_SECRET, 'hex'),
    changes: { secretKey: HEX_SECRET.toUpperCase() },
    proved: true,
  }),
  caseAt(rubyJwt, 'secret-is-hex', 'signed with [secret].pack("H*") where base64 is configured', {
    key: Buffer.from(HEX_SECRET, 'hex'),
    changes: { secretKey: { value: HEX_SECRET, encoding: 'base64' } },
    proved: true,
  }),
  caseAt(rubyJwt, 'secret-is-not-hex', 'signed with the text of SecureRandom.hex(64)', {
    key: HEX_SECRET,
    changes: { secretKey: { value: HEX_SECRET, encoding: 'hex' } },
    proved: true,
  }),
  caseAt(phpJwt, 'secret-is-not-hex', 'signed with the text of bin2hex(random_bytes(64))', {
    key: HEX_SECRET,
    changes: { secretKey: { value: HEX_SECRET, encoding: 'hex' } },
    proved: true,
  }),
];

/** Secrets that something was put around, or taken off. */
const wrapped: readonly DiagnosisCase[] = [
  caseAt(pyJwt, 'secret-has-whitespace', 'signed with open(file).read() and its line break', {
    key: `${SHARED_SECRET}\n`,
    proved: true,
  }),
  caseAt(golangJwt, 'secret-has-whitespace', 'signed with what echo put into a Kubernetes secret', {
    key: `${SHARED_SECRET}\n`,
    algorithm: 'HS256',
    proved: true,
  }),
  caseAt(dotnet, 'secret-has-whitespace', 'signed with a file that Notepad wrote', {
    key: `${SHARED_SECRET}\r\n`,
    proved: true,
  }),
  caseAt(javaJwt, 'secret-has-whitespace', 'signed with a line of a properties file and its last blank', {
    key: `${SHARED_SECRET} `,
    proved: true,
  }),
  caseAt(phpJwt, 'secret-has-whitespace', 'under a secret that was pasted with blanks around it', {
    key: SHARED_SECRET,
    changes: { secretKey: `  ${SHARED_SECRET} ` },
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'secret-was-quoted', 'signed with the quotes of docker --env-file', {
    key: `"${SHARED_SECRET}"`,
    proved: true,
  }),
  caseAt(rubyJwt, 'secret-was-quoted', 'signed with the single quotes of a .env file', {
    key: `'${SHARED_SECRET}'`,
    proved: true,
  }),
  caseAt(pyJwt, 'secret-was-quoted', 'under a secret that was pasted with its YAML quotes', {
    key: SHARED_SECRET,
    changes: { secretKey: `"${SHARED_SECRET}"` },
    proved: true,
  }),
];

/** Signatures made with the configured secret once it was decoded, quoted or padded. */
export const secretReadingCases: readonly DiagnosisCase[] = [...decoded, ...wrapped];
