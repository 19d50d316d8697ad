import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt, keyFields } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { unsigned } from './rework-token.ts';

const { pyJwt, javaJwt, jjwt, golangJwt, dotnet, phpJwt, nodeJsonwebtoken, keycloak } = sites;
const { okta, auth0 } = sites;

/** What is wrong with a header. */
export const headerIssuerCases: readonly DiagnosisCase[] = [
  caseAt(pyJwt, 'header-malformed', 'whose header is str() of a dictionary', {
    header: "{'alg': 'HS256', 'typ': 'JWT'}",
  }),
  caseAt(dotnet, 'header-malformed', 'whose header begins with a byte order mark', {
    header: '\ufeff{"alg":"HS256","typ":"JWT"}',
  }),
  caseAt(nodeJsonwebtoken, 'header-malformed', 'whose header went through JSON.stringify() twice', {
    header: '"{\\"alg\\":\\"HS256\\",\\"typ\\":\\"JWT\\"}"',
  }),
  caseAt(phpJwt, 'header-malformed', 'whose header was glued from two', {
    header: '{"typ":"JWT","alg":"HS256","alg":"HS256"}',
  }),
  caseAt(phpJwt, 'algorithm-missing', 'whose header was made by hand', { header: '{"typ":"JWT"}' }),
  caseAt(javaJwt, 'algorithm-missing', 'whose header has a null', { header: '{"alg":null,"typ":"JWT"}' }),
  caseAt(jjwt, 'algorithm-none', 'made without signWith()', { header: '{"alg":"none"}', carry: unsigned }),
  caseAt(pyJwt, 'algorithm-none', 'made with algorithm=None', {
    header: '{"alg":"none","typ":"JWT"}',
    carry: unsigned,
  }),
  caseAt(golangJwt, 'algorithm-none', 'that an attacker unsigned', {
    header: '{"alg":"NONE","typ":"JWT"}',
    carry: unsigned,
  }),
  caseAt(dotnet, 'algorithm-unsupported', 'made with SecurityAlgorithms.HmacSha256Signature', {
    header: '{"alg":"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256","typ":"JWT"}',
  }),
  caseAt(phpJwt, 'algorithm-unsupported', 'whose header has the name of the hash', {
    header: '{"typ":"JWT","alg":"sha256"}',
  }),
  caseAt(javaJwt, 'algorithm-unsupported', 'whose header has the name that Java gives the algorithm', {
    header: '{"alg":"HmacSHA256","typ":"JWT"}',
  }),
  caseAt(jjwt, 'algorithm-mismatch', 'whose long key made the library choose HS512', {
    changes: { signatureAlgorithm: 'HS256' },
    proved: true,
  }),
  caseAt(keycloak, 'algorithm-mismatch', 'signed with PS256 where RS256 is configured', {
    algorithm: 'PS256',
    changes: { signatureAlgorithm: 'RS256' },
    proved: true,
  }),
  caseAt(okta, 'algorithm-mismatch', 'signed with RS256 where the default HS256 is configured', {
    changes: keyFields('HS256'),
    proved: false,
  }),
  caseAt(auth0, 'algorithm-mismatch', 'of an old client, signed with its secret, where RS256 is configured', {
    algorithm: 'HS256',
    changes: keyFields('RS256'),
    proved: false,
  }),
  caseAt(golangJwt, 'critical-header', 'whose exp is critical', {
    header: '{"alg":"HS256","crit":["exp"],"exp":1772369940,"typ":"JWT"}',
  }),
  caseAt(javaJwt, 'critical-header', 'that is an unencoded payload of a payment interface', {
    header: '{"alg":"HS256","b64":false,"crit":["b64"]}',
  }),
  caseAt(keycloak, 'token-type-unexpected', 'of the back-channel logout', {
    header: '{"alg":"RS256","typ" : "logout+jwt","kid" : "Zx81"}',
  }),
  caseAt(okta, 'token-type-unexpected', 'that is a security event', {
    header: '{"kid":"Zx81","alg":"RS256","typ":"secevent+jwt"}',
  }),
  caseAt(auth0, 'token-type-unexpected', 'of the profile of RFC 9068, which is only a warning', {
    header: '{"alg":"RS256","typ":"at+jwt","kid":"Zx81"}',
    logsInAs: 'm.keller',
  }),
  caseAt(phpJwt, 'token-type-unexpected', 'whose typ says Bearer, which is only a warning', {
    header: '{"typ":"Bearer","alg":"HS256"}',
    logsInAs: 'm.keller',
  }),
];
