import { mint, NOW } from '../../support/mint-token.ts';
import { erp, SECRET } from '../../support/stores.ts';
import { onTerminal, type Scenario, twoConfigurations } from '../scenario.ts';

const profile = { name: 'Alice Example', email: 'alice@example.com' };
const claims = { loginname: 'alice', ...profile, iss: erp.issuer, aud: 'bi', iat: NOW - 60, exp: NOW + 3540 };
const good = mint({ key: SECRET, claims });
const tokenOf = (changes: object, key = SECRET) => mint({ key, claims: { ...claims, ...changes } });

const verifyOn = (token: string, title: string): Scenario => ({
  title,
  argv: ['verify', 'ERP', '--token-env', 'TOKEN'],
  setting: { ...onTerminal, env: { NO_COLOR: '1', TOKEN: token } },
});

/** Verifying, decoding, explaining and generating tokens. */
export const tokenScenarios: readonly Scenario[] = [
  verifyOn(good, 'verify a token that logs in'),
  verifyOn(tokenOf({ exp: NOW - 7200, iat: NOW - 10_800 }), 'verify an expired token'),
  verifyOn(tokenOf({ loginname: undefined, sub: 'alice' }), 'verify a token without the login name'),
  verifyOn(tokenOf({ iss: 'https://crm.example', aud: 'crm' }), 'verify a token of another issuer'),
  verifyOn(tokenOf({}, 'a-secret-that-ERP-does-not-have-at-all-0001'), 'verify a token with a wrong secret'),
  verifyOn(
    tokenOf({}, SECRET.trimEnd().concat('\n')),
    'verify a token signed with a line break behind the secret',
  ),
  verifyOn(good.slice(0, -12), 'verify a token that was cut'),
  verifyOn('0f8fad5b-d9cb-469f-a165-70867728950e', 'verify a session id'),
  verifyOn(`Authorization: Bearer ${good}`, 'verify a header line'),
  { title: 'verify without a token in a pipe', argv: ['verify', 'ERP'], setting: twoConfigurations },
  {
    title: 'verify at a time that cannot be read',
    argv: ['verify', 'ERP', good, '--at', 'yesterday'],
    setting: twoConfigurations,
  },
  {
    title: 'verify with a token file that does not exist',
    argv: ['verify', 'ERP', '--token-file', 'x.jwt'],
    setting: twoConfigurations,
  },
  { title: 'verify under any configuration', argv: ['verify', '--any', good], setting: onTerminal },
  {
    title: 'verify a batch',
    argv: ['verify', 'ERP', '--batch', '-'],
    setting: { ...twoConfigurations, stdin: `${good}\n${good.slice(0, -4)}\nnonsense\n` },
  },
  { title: 'decode a token', argv: ['decode', good], setting: onTerminal },
  { title: 'decode something else', argv: ['decode', 'nonsense'], setting: twoConfigurations },
  { title: 'explain a code', argv: ['explain', 'username-near-miss'], setting: onTerminal },
  {
    title: 'explain a code that does not exist',
    argv: ['explain', 'username-near-mis'],
    setting: twoConfigurations,
  },
  { title: 'generate without a username', argv: ['generate', 'ERP'], setting: twoConfigurations },
];
