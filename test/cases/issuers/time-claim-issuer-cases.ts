import { NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, oldPyJwt, javaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt } = sites;
const { nodeJsonwebtoken, keycloak, auth0 } = sites;

const hour = 3600;
const day = 86_400;

/** 0001-01-01 to 1970, and 1601 to 1970, in seconds; and 1899-12-30 to 1970, in days. */
const DOTNET_EPOCH = 62_135_596_800;
const FILETIME_EPOCH = 11_644_473_600;
const OLE_EPOCH_DAYS = 25_569;

const durations: readonly DiagnosisCase[] = [
  caseAt(golangJwt, 'time-is-a-duration', 'whose ExpiresAt is 300000', {
    algorithm: 'ES256',
    claims: { exp: 300_000 },
  }),
  caseAt(phpJwt, 'time-is-a-duration', 'whose exp is 3600', { claims: { exp: hour } }),
  caseAt(oldPyJwt, 'time-is-a-duration', 'without iat, whose exp is a day', { claims: { exp: day } }),
  caseAt(javaJwt, 'time-is-a-duration', 'whose exp is a fortnight in milliseconds', {
    algorithm: 'HS512',
    claims: { exp: 1_209_600_000 },
  }),
  caseAt(keycloak, 'time-is-a-duration', 'whose exp is 0', { claims: { exp: 0 } }),
  caseAt(nodeJsonwebtoken, 'time-is-a-duration', 'whose iat is 0', {
    algorithm: 'ES256',
    claims: { iat: 0 },
  }),
  caseAt(dotnet, 'time-is-a-duration', 'whose nbf is 60, which is only a warning', {
    claims: { nbf: 60 },
    logsInAs: 'm.keller',
  }),
  caseAt(golangJwt, 'healthy', 'whose nbf is 0', { claims: { nbf: 0 }, logsInAs: 'm.keller' }),
];

const units: readonly DiagnosisCase[] = [
  caseAt(golangJwt, 'time-in-other-unit', 'whose times are UnixMicro()', {
    claims: { iat: (NOW - 5) * 1e6, nbf: (NOW - 5) * 1e6, exp: (NOW + hour) * 1e6 },
  }),
  caseAt(pyJwt, 'time-in-other-unit', 'whose times are time_ns()', {
    algorithm: 'EdDSA',
    claims: { iat: (NOW - 5) * 1e9, exp: (NOW + hour) * 1e9 },
  }),
  caseAt(dotnet, 'time-in-other-unit', 'whose times are DateTime.Ticks', {
    algorithm: 'RS256',
    claims: {
      iat: (NOW - 5 + DOTNET_EPOCH) * 1e7,
      nbf: (NOW - 5 + DOTNET_EPOCH) * 1e7,
      exp: (NOW + hour + DOTNET_EPOCH) * 1e7,
    },
  }),
  caseAt(
    { ...dotnet, changes: { usernameField: 'unique_name' } },
    'time-in-other-unit',
    'whose iat is ToFileTime()',
    {
      claims: { iat: (NOW + FILETIME_EPOCH) * 1e7 },
    },
  ),
  caseAt(dotnet, 'time-in-other-unit', 'whose exp is ToOADate()', {
    claims: { exp: (NOW + day) / day + OLE_EPOCH_DAYS },
  }),
  caseAt(javaJwt, 'time-in-other-unit', 'whose exp is LocalDate.toEpochDay()', {
    algorithm: 'ES384',
    claims: { exp: Math.floor(NOW / day) + 1 },
  }),
  caseAt(rubyJwt, 'time-in-other-unit', 'whose exp alone is in microseconds, which is only a warning', {
    claims: { exp: (NOW + hour) * 1e6 },
    logsInAs: 'm.keller',
  }),
];

const lives: readonly DiagnosisCase[] = [
  caseAt(pyJwt, 'expiry-before-issue', 'whose exp is utcnow() + 1 h turned into local time in New York', {
    claims: { iat: NOW - 2, exp: NOW - 2 - 4 * hour },
  }),
  caseAt(dotnet, 'expiry-before-issue', 'whose exp is DateTime.Now in California', {
    algorithm: 'PS384',
    claims: { iat: NOW - 2, nbf: NOW - 2, exp: NOW + 28 - 8 * hour },
  }),
  caseAt(jjwt, 'expiry-before-issue', 'whose exp is its iat', {
    claims: { iat: NOW - 2, exp: NOW - 2 },
  }),
  caseAt(phpJwt, 'expiry-before-issue', 'whose lifetime is subtracted', {
    algorithm: 'RS256',
    claims: { iat: NOW - 2, exp: NOW - 2 - 600 },
  }),
  caseAt(oldPyJwt, 'expiry-before-issue', 'that ends within the tolerance, which is only a warning', {
    claims: { iat: NOW + 5, exp: NOW - 5 },
    changes: { clockTolerance: 30 },
    logsInAs: 'admin',
  }),
  caseAt(nodeJsonwebtoken, 'lifetime-too-short', 'whose expiresIn is "86400"', {
    claims: { iat: NOW - 120, exp: NOW - 34 },
    codes: ['lifetime-too-short', 'expired'],
  }),
  caseAt(nodeJsonwebtoken, 'lifetime-too-short', 'whose expiresIn is "3600", two hours old', {
    algorithm: 'RS256',
    claims: { iat: NOW - 2 * hour, exp: NOW - 2 * hour + 3 },
    codes: ['lifetime-too-short', 'expired'],
  }),
  caseAt(javaJwt, 'lifetime-too-short', 'whose 30 minutes are seconds', {
    algorithm: 'ES256',
    claims: { iat: NOW - 300, exp: NOW - 270 },
    codes: ['lifetime-too-short', 'expired'],
  }),
  caseAt(keycloak, 'lifetime-too-short', 'of one minute, which is only a warning', {
    algorithm: 'PS256',
    claims: { iat: NOW - 5, exp: NOW + 55 },
    logsInAs: 'm.keller',
  }),
  caseAt(auth0, 'healthy', 'of one minute, as Expiration Time says', {
    claims: { iat: NOW - 5, exp: NOW + 55 },
    changes: { expirationTime: 60 },
    logsInAs: 'm.keller',
  }),
];

/** When clocks and time zones are to blame, and when they are not. */
const clocks: readonly DiagnosisCase[] = [
  caseAt(keycloak, 'expired', 'of five minutes, examined two hours and a bit later', {
    claims: { iat: NOW - 2 * hour - 400, exp: NOW - 2 * hour - 100 },
  }),
  caseAt(golangJwt, 'local-time-as-utc', 'whose nbf alone is in local time', {
    algorithm: 'EdDSA',
    claims: { iat: NOW - 3, nbf: NOW - 3 + 2 * hour, exp: NOW + 8 * hour },
    codes: ['not-yet-valid', 'local-time-as-utc'],
  }),
  caseAt(jjwt, 'clock-skew', 'of one minute, of a server that is ahead', {
    algorithm: 'PS256',
    claims: { iat: NOW + 90, exp: NOW + 150 },
    codes: ['issued-in-future', 'clock-skew', 'lifetime-too-short'],
  }),
];

/** Times that are no dates, lives that are too short, and what is not blamed on clocks. */
export const timeClaimIssuerCases: readonly DiagnosisCase[] = [...durations, ...units, ...lives, ...clocks];
