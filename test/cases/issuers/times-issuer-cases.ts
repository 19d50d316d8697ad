import { NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, oldPyJwt, javaJwt, oldJavaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt } = sites;
const { nodeJsonwebtoken, keycloak, auth0, entraV1 } = sites;

const hour = 3600;
const day = 86_400;
/** By how much Berlin is ahead of UTC in winter, and New York behind it. */
const BERLIN = hour;
const NEW_YORK = 5 * hour;

/** What is wrong with the times of a token. */
export const timesIssuerCases: readonly DiagnosisCase[] = [
  caseAt(keycloak, 'expired', 'from yesterday', { claims: { iat: NOW - day - 1000, exp: NOW - day - 700 } }),
  caseAt(oldPyJwt, 'expired', 'without iat that ended last week', { claims: { exp: NOW - 7 * day } }),
  caseAt(jjwt, 'expired', 'without exp that is older than Expiration Time', {
    claims: { iat: NOW - 2 * day, exp: undefined },
  }),
  caseAt(entraV1, 'expiration-time-too-short', 'that lives 75 minutes under an hour', {
    claims: { iat: NOW - 4000, nbf: NOW - 4000, exp: NOW + 500 },
    changes: { expirationTime: 3600 },
  }),
  caseAt(auth0, 'expiration-time-too-short', 'of a day under two hours', {
    claims: { iat: NOW - 3 * hour },
    changes: { expirationTime: 2 * hour },
  }),
  caseAt(golangJwt, 'lifetime-exceeds-configuration', 'without iat that lives for a month', {
    claims: { iat: undefined, exp: NOW + 30 * day },
  }),
  caseAt(rubyJwt, 'lifetime-exceeds-configuration', 'without iat that lives for ten years', {
    claims: { iat: undefined, exp: NOW + 3650 * day },
  }),
  caseAt(phpJwt, 'lifetime-exceeds-configuration', 'fresh, that claims a week, which is only a warning', {
    claims: { exp: NOW + 7 * day },
    logsInAs: 'm.keller',
  }),
  caseAt(golangJwt, 'not-yet-valid', 'made for tomorrow', {
    claims: { nbf: NOW + 16 * hour, exp: NOW + 17 * hour },
  }),
  caseAt(javaJwt, 'not-yet-valid', 'made for tonight', {
    claims: { nbf: NOW + 8 * hour + 300, exp: NOW + 9 * hour },
  }),
  caseAt(pyJwt, 'issued-in-future', 'of a machine whose clock is a day ahead', {
    claims: { iat: NOW + day, exp: NOW + day + hour },
  }),
  caseAt(nodeJsonwebtoken, 'issued-in-future', 'whose iat is its exp', {
    claims: { iat: NOW + 4000, exp: NOW + 4000 },
    codes: ['issued-in-future', 'expiry-before-issue'],
  }),
  caseAt(dotnet, 'clock-skew', 'of a server that is 95 seconds ahead', {
    claims: { iat: NOW + 95, nbf: NOW + 95, exp: NOW + 3695 },
    codes: ['not-yet-valid', 'issued-in-future', 'clock-skew'],
  }),
  caseAt(keycloak, 'clock-skew', 'of five minutes, of a server that is six minutes behind', {
    claims: { iat: NOW - 360, exp: NOW - 60 },
    codes: ['expired', 'clock-skew'],
  }),
  caseAt(golangJwt, 'clock-skew', 'that is ahead by more than the tolerance', {
    claims: { iat: NOW + 40, nbf: undefined },
    changes: { clockTolerance: 30 },
    codes: ['issued-in-future', 'clock-skew'],
  }),
  caseAt(dotnet, 'local-time-as-utc', 'made with DateTime.Now in Berlin', {
    claims: { iat: NOW + BERLIN - 3, nbf: NOW + BERLIN - 3, exp: NOW + BERLIN + 1797 },
    codes: ['not-yet-valid', 'issued-in-future', 'local-time-as-utc'],
  }),
  caseAt(oldPyJwt, 'local-time-as-utc', 'made with datetime.utcnow().timestamp() in New York', {
    claims: { iat: NOW + NEW_YORK - 7, exp: NOW + NEW_YORK + 593 },
    codes: ['issued-in-future', 'local-time-as-utc'],
  }),
  caseAt(dotnet, 'local-time-as-utc', 'of ten minutes, made with DateTime.Now in New York', {
    claims: { iat: NOW - NEW_YORK - 4, nbf: NOW - NEW_YORK - 4, exp: NOW - NEW_YORK + 596 },
    codes: ['expired', 'local-time-as-utc'],
  }),
  caseAt(phpJwt, 'local-time-as-utc', 'of a server in India', {
    claims: { iat: NOW + 19_800 - 20, exp: NOW + 19_800 + 3580 },
    codes: ['issued-in-future', 'local-time-as-utc'],
  }),
  caseAt(nodeJsonwebtoken, 'time-in-milliseconds', 'whose exp is Date.now() + 3600000', {
    claims: { exp: (NOW + hour) * 1000 + 417 },
  }),
  caseAt(javaJwt, 'time-in-milliseconds', 'whose times are System.currentTimeMillis()', {
    claims: { iat: NOW * 1000 + 3, exp: (NOW + hour) * 1000 + 3 },
  }),
  caseAt(rubyJwt, 'time-in-milliseconds', 'whose exp is (Time.now.to_f * 1000).to_i, without iat', {
    claims: { iat: undefined, exp: (NOW + hour) * 1000 },
  }),
  caseAt(phpJwt, 'time-not-a-number', "whose exp is date('c')", {
    claims: { exp: '2026-03-01T13:00:00+00:00' },
  }),
  caseAt(nodeJsonwebtoken, 'time-not-a-number', 'whose exp is a Date turned into JSON', {
    claims: { exp: '2026-03-01T13:00:00.000Z' },
  }),
  caseAt(oldJavaJwt, 'time-not-a-number', 'whose times are numbers in quotes', {
    claims: { iat: String(NOW), exp: String(NOW + hour) },
  }),
  caseAt(nodeJsonwebtoken, 'time-not-a-number', 'whose exp was NaN and became null', {
    claims: { exp: null },
  }),
  caseAt(rubyJwt, 'expiry-missing', 'of two lines, without exp and iat', {
    claims: { iat: undefined, exp: undefined },
  }),
  caseAt(oldPyJwt, 'expiry-missing', 'that lives for ever', { claims: { exp: undefined } }),
];
