import { base64url, healthyClaims, mint, NOW, SECRET } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const token = mint();
const [header = '', payload = '', signature = ''] = token.split('.');

/** Standard base64 of a payload whose base64url form differs from it. */
const claimsWithPlus = { ...healthyClaims, note: '>>>???>>>' };
const withPlus = mint({ claims: claimsWithPlus });
const withStandardAlphabet = withPlus.replaceAll('-', '+').replaceAll('_', '/');

/** Cases of a configuration's state, and of the token's form: stages config and token. */
export const formCases: readonly DiagnosisCase[] = [
  {
    about: 'configuration-disabled',
    title: 'that is good, under a configuration that is not enabled',
    token,
    changes: { enabled: false },
  },
  {
    about: 'configuration-disabled',
    title: 'that has expired, under a configuration that is not enabled',
    token,
    changes: { enabled: false },
    options: { now: NOW + 200_000 },
    codes: ['configuration-disabled', 'expired'],
  },
  {
    about: 'healthy',
    title: 'rehearsed under a configuration that is not enabled',
    token,
    changes: { enabled: false },
    options: { ignoresDisabled: true },
  },

  { about: 'token-empty', title: 'of no characters', token: '' },
  { about: 'token-empty', title: 'of blanks', token: ' \n ' },
  { about: 'token-empty', title: 'that is the word undefined', token: 'undefined' },
  { about: 'token-empty', title: 'that is the word null', token: 'null' },
  { about: 'token-empty', title: 'that is a JavaScript object turned to text', token: '[object Object]' },
  { about: 'token-empty', title: 'that is a placeholder of a manual', token: '<TOKEN>' },
  { about: 'token-empty', title: 'that is a template no one filled in', token: '{{token}}' },
  { about: 'token-empty', title: 'that is a shell variable in single quotes', token: '$TOKEN' },
  { about: 'token-empty', title: 'in a URL without any token', token: 'https://bi.example.com/home?lang=en' },
  { about: 'token-empty', title: 'in an Authorization line without a value', token: 'Authorization: Bearer' },

  {
    about: 'token-name-mismatch',
    title: 'in a URL under another parameter',
    token: `https://bi.example.com/?jwt=${token}`,
  },
  {
    about: 'token-name-mismatch',
    title: 'behind the # of a URL',
    token: `https://bi.example.com/#token=${token}`,
  },
  {
    about: 'token-name-mismatch',
    title: 'in a cookie of another name',
    token: `Cookie: lang=en; session=${token}`,
  },
  {
    about: 'token-name-mismatch',
    title: 'in a form field of another name',
    token: `id_token=${token}&state=1`,
  },
  {
    about: 'token-name-mismatch',
    title: 'in a JSON body under another name',
    token: JSON.stringify({ access_token: token }),
  },
  { about: 'token-name-mismatch', title: 'in a header of another name', token: `X-Auth-Token: ${token}` },
  {
    about: 'token-name-mismatch',
    title: 'under a parameter that differs in case',
    token: `https://bi.example.com/?Token=${token}`,
  },
  {
    about: 'healthy',
    title: 'in a URL under Token Name',
    token: `https://bi.example.com/home?lang=en&token=${token}`,
  },
  { about: 'healthy', title: 'in a URL without host', token: `/home?token=${token}` },
  { about: 'healthy', title: 'in an Authorization line', token: `Authorization: Bearer ${token}` },
  { about: 'healthy', title: 'behind Bearer alone', token: `Bearer ${token}` },
  { about: 'healthy', title: 'in a cookie line', token: `Cookie: lang=en; token=${token}; theme=dark` },
  { about: 'healthy', title: 'in a quoted cookie', token: `Cookie: token="${token}"` },
  { about: 'healthy', title: 'in a form body', token: `lang=en&token=${token}` },
  { about: 'healthy', title: 'in a JSON body', token: JSON.stringify({ token, expire: 86_400 }) },
  {
    about: 'healthy',
    title: 'in a header named like the token in another case',
    token: `X-Jwt: ${token}`,
    changes: { tokenName: 'x-jwt' },
  },
  {
    about: 'healthy',
    title: 'in a URL that encodes its dots',
    token: `https://bi.example.com/?token=${token.replaceAll('.', '%2E')}`,
  },

  { about: 'token-has-wrapping', title: 'in double quotes', token: `"${token}"`, proved: true },
  { about: 'token-has-wrapping', title: 'in typographic quotes', token: `“${token}”`, proved: true },
  { about: 'token-has-wrapping', title: 'in angle brackets', token: `<${token}>`, proved: true },
  {
    about: 'token-has-wrapping',
    title: 'behind Bearer twice',
    token: `Bearer Bearer ${token}`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'behind Bearer twice in an Authorization line',
    token: `Authorization: Bearer Bearer ${token}`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'with the comma of a list behind it',
    token: `${token},`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'with the dot of a sentence behind it',
    token: `${token}.`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'with a zero-width space before it',
    token: `\u200b${token}`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'with a byte order mark before it',
    token: `\ufeff${token}`,
    codes: ['token-has-wrapping'],
  },
  {
    about: 'token-has-wrapping',
    title: 'with a blank behind it, which is only a warning',
    token: `${token} `,
  },
  {
    about: 'token-has-wrapping',
    title: 'in quotes and signed with another secret',
    token: `'${mint({ key: 'other' })}'`,
    codes: ['token-has-wrapping', 'secret-mismatch'],
    proved: false,
  },

  {
    about: 'token-has-whitespace',
    title: 'that a mail program wrapped',
    token: `${token.slice(0, 60)}\n${token.slice(60)}`,
    proved: true,
  },
  {
    about: 'token-has-whitespace',
    title: 'with blanks around a dot',
    token: `${header} . ${payload}.${signature}`,
    proved: true,
  },
  {
    about: 'token-has-whitespace',
    title: 'wrapped and signed with another secret',
    token: mint({ key: 'other' }).replace('.', '.\r\n'),
    codes: ['token-has-whitespace', 'secret-mismatch'],
    proved: false,
  },

  {
    about: 'token-percent-encoded',
    title: 'with its dots encoded',
    token: token.replaceAll('.', '%2E'),
    proved: true,
  },
  {
    about: 'token-percent-encoded',
    title: 'encoded twice in a URL',
    token: `https://bi.example.com/?token=${token.replaceAll('.', '%252e')}`,
    proved: true,
  },

  {
    about: 'token-not-base64url',
    title: 'in the alphabet of base64',
    token: withStandardAlphabet,
    proved: true,
  },
  {
    about: 'token-not-base64url',
    title: 'with padding behind its signature',
    token: `${token}=`,
    proved: true,
  },
  {
    about: 'token-not-base64url',
    title: 'with a foreign character in its payload',
    token: `${header}.${payload}%.${signature}`,
    codes: ['token-not-base64url', 'secret-mismatch'],
  },
  {
    about: 'token-not-base64url',
    title: 'with a letter too much in its header',
    token: `${header}A.${payload}.${signature}`,
    codes: ['token-not-base64url', 'secret-mismatch'],
  },
  {
    about: 'token-not-base64url',
    title: 'whose last character no one writes',
    token: `${token.slice(0, -1)}${nextCharacter(token)}`,
    proved: true,
  },

  { about: 'token-truncated', title: 'without its signature part', token: `${header}.${payload}` },
  { about: 'token-truncated', title: 'of its header alone', token: header },
  {
    about: 'token-truncated',
    title: 'cut off in the middle of its signature',
    token: token.slice(0, -10),
    proved: true,
  },
  { about: 'token-truncated', title: 'cut off by one character', token: token.slice(0, -2), proved: true },
  {
    about: 'token-truncated',
    title: 'cut off after a few bytes of its signature',
    token: `${header}.${payload}.${signature.slice(0, 6)}`,
    proved: false,
  },

  { about: 'token-has-extra-segments', title: 'with a fourth part', token: `${token}.more` },
  { about: 'token-has-extra-segments', title: 'glued to another token', token: token + token },
  {
    about: 'token-encrypted',
    title: 'that is encrypted',
    token: `${base64url({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`,
  },
  {
    about: 'token-encrypted',
    title: 'that is encrypted directly, with an empty key part',
    token: `${base64url({ alg: 'dir', enc: 'A128CBC-HS256' })}..b.c.d`,
  },

  { about: 'token-opaque', title: 'that is a UUID', token: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
  {
    about: 'token-opaque',
    title: 'that is a session id',
    token: 'JSESSIONID1A530637289A03B07199A44E8D531427',
  },
  { about: 'token-opaque', title: 'that is a sentence', token: 'please log me in' },
  { about: 'token-is-the-secret', title: 'that is the secret', token: SECRET },
  { about: 'token-is-the-secret', title: 'that is the secret behind Bearer', token: `Bearer ${SECRET}` },
  {
    about: 'token-too-large',
    title: 'of more than 64 KiB',
    token: `${header}.${'A'.repeat(70_000)}.${signature}`,
  },
  {
    about: 'token-too-large',
    title: 'of more than 64 KiB in a URL',
    token: `https://bi.example.com/?token=${'A'.repeat(70_000)}`,
  },
];

/** A character that decodes to the same byte but leaves unused bits set (43 characters carry 258 bits). */
function nextCharacter(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1] ?? '';
}

const request = `POST /plugin/login HTTP/1.1\r\nHost: bi.example.com\r\nAuthorization: Bearer ${token}\r\nAccept: */*`;

/** Cases of tokens in whole messages, as people paste them from clients and logs. */
export const pasteCases: readonly DiagnosisCase[] = [
  { about: 'healthy', title: 'in the request of a client', token: request },
  {
    about: 'healthy',
    title: 'in what curl -v prints',
    token: `> GET /home HTTP/1.1\n> Host: bi.example.com\n> Cookie: lang=en; token=${token}\n>`,
  },
  {
    about: 'healthy',
    title: 'in the URL of a request line',
    token: `GET /home?token=${token} HTTP/1.1\nHost: bi.example.com`,
  },
  {
    about: 'healthy',
    title: 'in the form body of a request',
    token: `POST /login HTTP/1.1\nHost: bi.example.com\n\nlang=en&token=${token}`,
  },
  {
    about: 'healthy',
    title: 'in an answer’s JSON',
    token: JSON.stringify({ success: true, data: { expire: 86_400, token } }, null, 2),
  },
  {
    about: 'token-name-mismatch',
    title: 'in a request under another header',
    token: request.replace('Authorization: Bearer', 'X-Auth:'),
  },
  {
    about: 'token-name-mismatch',
    title: 'deep in an answer’s JSON under another name',
    token: JSON.stringify({ data: [{ jwt: token }] }),
  },
  {
    about: 'token-has-whitespace',
    title: 'wrapped in an Authorization line',
    token: `Authorization: Bearer ${token.slice(0, 70)}\n  ${token.slice(70)}`,
    proved: true,
  },
  {
    about: 'token-has-whitespace',
    title: 'wrapped in a URL of a mail',
    token: `https://bi.example.com/?token=${token.slice(0, 70)}\n${token.slice(70)}`,
    proved: true,
  },
  {
    about: 'token-empty',
    title: 'in a request that has none',
    token: 'GET /home HTTP/1.1\nHost: bi.example.com',
  },
];
