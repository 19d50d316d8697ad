import { keyFor, mint, NOW } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

function claiming(claims: object): string {
  return mint({ claims: { loginname: 'alice', ...claims } });
}

function signedWith(algorithm: 'RS256' | 'ES384' | 'EdDSA', claims: object) {
  const { privateKey: key, publicPem: secretKey } = keyFor(algorithm);
  const token = mint({ algorithm, key, claims: { loginname: 'alice', ...claims } });
  return { token, changes: { signatureAlgorithm: algorithm, secretKey } };
}

/** Cases of times that are no dates, and of lives that cannot be meant. */
export const timeClaimCases: readonly DiagnosisCase[] = [
  {
    about: 'time-is-a-duration',
    title: 'whose iat and exp count from its issue',
    token: claiming({ iat: 0, exp: 3600 }),
  },
  {
    about: 'time-is-a-duration',
    title: 'whose exp is three weeks in milliseconds, years before its iat',
    ...signedWith('RS256', { iat: NOW, exp: 1_700_000_000 }),
  },
  {
    about: 'time-is-a-duration',
    title: 'whose exp is a duration and whose iat is ahead',
    ...signedWith('EdDSA', { iat: NOW + 5000, exp: 3600 }),
    codes: ['time-is-a-duration', 'issued-in-future'],
  },
  {
    about: 'time-in-other-unit',
    title: 'whose nbf alone is in nanoseconds',
    ...signedWith('ES384', { iat: NOW, nbf: NOW * 1e9, exp: NOW + 600 }),
  },
  {
    about: 'time-in-other-unit',
    title: 'whose exp is a day of a spreadsheet 399 days ago',
    token: claiming({ iat: NOW, exp: NOW / 86_400 + 25_569 - 399 }),
  },
  {
    about: 'time-is-a-duration',
    title: 'whose exp would be a day of a spreadsheet 401 days ago',
    token: claiming({ iat: NOW, exp: NOW / 86_400 + 25_569 - 401 }),
  },
  {
    about: 'time-in-other-unit',
    title: 'of two wrong units',
    token: claiming({ iat: NOW * 1e6, exp: (NOW + 60) * 1000 }),
    codes: ['time-in-other-unit', 'time-in-milliseconds'],
  },
  {
    about: 'expiry-before-issue',
    title: 'that ended half an hour before its issue',
    ...signedWith('EdDSA', { iat: NOW - 5, exp: NOW - 1805 }),
  },
  {
    about: 'expiry-before-issue',
    title: 'whose iat is two hours ahead and whose exp is right',
    token: claiming({ iat: NOW + 7200, exp: NOW + 3600 }),
    codes: ['issued-in-future', 'expiry-before-issue'],
  },
  {
    about: 'expiry-before-issue',
    title: 'whose exp lies before the calendar begins',
    token: claiming({ iat: NOW, exp: -1e17 }),
  },
  {
    about: 'lifetime-too-short',
    title: 'of half a second',
    ...signedWith('RS256', { iat: NOW - 60, exp: NOW - 59.5 }),
    codes: ['lifetime-too-short', 'expired'],
  },
  {
    about: 'lifetime-too-short',
    title: 'of 119 seconds, still valid',
    token: claiming({ iat: NOW, exp: NOW + 119 }),
    logsInAs: 'alice',
  },
  { about: 'healthy', title: 'of just two minutes', token: claiming({ iat: NOW, exp: NOW + 120 }) },
  {
    about: 'healthy',
    title: 'whose nbf is below zero',
    token: claiming({ iat: NOW, nbf: -5, exp: NOW + 600 }),
  },
  {
    about: 'expired',
    title: 'of an hour, examined a day later',
    token: claiming({ iat: NOW - 90_000, exp: NOW - 86_400 }),
  },
];
