import { Buffer } from 'node:buffer';
import { mint, NOW } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const token = mint();
const inBase64 = Buffer.from(token).toString('base64');

/** Cases of whole tokens that were encoded one more time. */
export const encodedAgainCases: readonly DiagnosisCase[] = [
  { about: 'token-encoded-again', title: 'in base64', token: inBase64, proved: true },
  {
    about: 'token-encoded-again',
    title: 'in base64url',
    token: Buffer.from(`${token}\n`).toString('base64url'),
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 in lines of 76 characters',
    token: inBase64.replaceAll(/.{76}/g, '$&\n'),
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in hexadecimal',
    token: Buffer.from(token).toString('hex'),
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 of base64',
    token: Buffer.from(inBase64).toString('base64'),
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 in a URL',
    token: `https://bi.example.com/?token=${encodeURIComponent(inBase64)}`,
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 in an Authorization line',
    token: `Authorization: Bearer ${inBase64}`,
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 under another name',
    token: `jwt=${inBase64}`,
    codes: ['token-name-mismatch', 'token-encoded-again'],
    proved: true,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 and signed with another secret',
    token: Buffer.from(mint({ key: 'other' })).toString('base64'),
    codes: ['token-encoded-again', 'secret-mismatch'],
    proved: false,
  },
  {
    about: 'token-encoded-again',
    title: 'in base64 that has expired',
    token: inBase64,
    options: { now: NOW + 100_000 },
    codes: ['token-encoded-again', 'expired'],
    proved: true,
  },
];
