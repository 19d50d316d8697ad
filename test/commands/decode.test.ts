import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { base64url, mint, NOW } from '../support/mint-token.ts';
import { run } from '../support/run.ts';

const token = mint();

describe('decode', () => {
  it('shows header, claims and times, and that nothing is verified', async () => {
    const { exitCode, stdout, stderr } = await run(['decode', token]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`NOT VERIFIED  anyone can write these claims; \`jwtadm verify NAME\` checks the
              signature

Header
  {
    "alg": "HS256",
    "typ": "JWT"
  }

Claims
  {
    "loginname": "alice",
    "iat": ${NOW - 60},
    "exp": ${NOW + 3540}
  }

Times
  Issued at (iat)   2026-03-01T11:59:00Z, 1 min ago
  Expires at (exp)  2026-03-01T12:59:00Z, in 59 min
`);
  });

  it('prints one document with --json', async () => {
    const { stdout } = await run(['decode', token, '--json']);
    expect(JSON.parse(stdout)).toEqual({
      verified: false,
      header: { alg: 'HS256', typ: 'JWT' },
      claims: { loginname: 'alice', iat: NOW - 60, exp: NOW + 3540 },
      issuedAt: '2026-03-01T11:59:00.000Z',
      notBefore: null,
      expiresAt: '2026-03-01T12:59:00.000Z',
    });
  });

  it.each([
    ['a pipe', ['decode'], { stdin: `${token}\n` }],
    ['a file', ['decode', '--token-file', 'a.jwt'], { files: { 'a.jwt': token } }],
    ['a variable', ['decode', '--token-env', 'T'], { env: { T: token } }],
    ['a question', ['decode'], { isTerminal: true, answers: [token] }],
  ])('takes the token from %s', async (_source, argv, setting) => {
    const { exitCode, stdout } = await run(argv, setting);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"loginname": "alice"');
  });

  it.each([
    [`https://bi.example/?jwt=${token}`, 'The token was taken from the field jwt of the URL.\n'],
    [`https://bi.example/?token=abc&jwt=${token}`, 'The token was taken from the field jwt of the URL.\n'],
    [`https://bi.example/#token=${token}`, 'The token was taken from the field #token of the URL.\n'],
    [`https://bi.example/?token=%22${token}%22`, 'The token was taken from the field token of the URL.\n'],
    [`Authorization: Bearer ${token}`, 'The token was taken from the Authorization header.\n'],
    [`X-Token: ${token}`, 'The token was taken from the field X-Token of the header.\n'],
    [`Cookie: a=1; sso=${token}`, 'The token was taken from the field sso of the Cookie header.\n'],
    [`a=1&id_token=${token}`, 'The token was taken from the field id_token of the form body.\n'],
    [
      JSON.stringify({ access_token: token }),
      'The token was taken from the field access_token of the JSON body.\n',
    ],
  ])('finds it in %s', async (text, note) => {
    const { exitCode, stderr } = await run(['decode', text]);
    expect([exitCode, stderr]).toEqual([0, note]);
  });

  it.each([
    ['without its signature', token.split('.').slice(0, 2).join('.'), 'has less than three parts'],
    ['in quotes', `"${token}"`, 'There was something around the token: quotes.'],
    ['in lines', token.replace('.', '.\n'), 'blanks or line breaks inside'],
    ['percent-encoded', token.replaceAll('.', '%2E'), 'was percent-encoded'],
    ['in base64', Buffer.from(token).toString('base64'), 'encoded again: base64'],
    ['twice', `${token}.${token}`, 'has 6 parts instead of three'],
    ['encrypted', `${base64url({ alg: 'dir', enc: 'A256GCM' })}..AA.AA.AA`, 'is encrypted (JWE)'],
    ['whose payload is no JSON', mint({ claims: '{"a":' }), '(cannot be read: not JSON)'],
    [
      'whose header has a name twice',
      mint({ header: '{"a":1,"a":2}' }),
      '(cannot be read: a duplicate name)',
    ],
    ['in milliseconds', mint({ claims: { exp: NOW * 1000 } }), 'in milliseconds, not seconds: 2026-03-01'],
    ['whose exp is text', mint({ claims: { exp: 'soon' } }), 'not a number of seconds: text'],
  ])('reads what can be read of a token %s', async (_title, text, remark) => {
    const { exitCode, stdout } = await run(['decode', text]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(remark);
  });

  it.each([
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'this is no JWT; it looks like a UUID'],
    ['hunter2', 'this is no JWT'],
    ['', 'there is no token in this text'],
    ['https://bi.example/?lang=en', 'there is no token in this text'],
    ['undefined', 'this is a placeholder for a token'],
    ['a.b.c', 'this is no JWT: neither its first nor its second part'],
    ['x'.repeat(70_000), 'this is larger than 64 KiB'],
  ])('says with exit code 1 why there is nothing to decode: %.40s', async (text, message) => {
    const { exitCode, stdout, stderr } = await run(['decode', '-'], { stdin: text });
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).not.toContain('hunter2');
  });

  it('prints a document of nulls with --json when there is nothing to decode', async () => {
    const { exitCode, stdout } = await run(['decode', 'hunter2', '--json']);
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      1,
      { verified: false, header: null, claims: null, issuedAt: null, notBefore: null, expiresAt: null },
    ]);
  });

  it('escapes what acts on a terminal', async () => {
    const hostile = mint({
      header: { alg: '\u001b[31m' },
      claims: { 'na\u202eme': '\u0007\u{e0041}', exp: NOW },
    });
    const { stdout } = await run(['decode', hostile]);
    expect(stdout).toContain('"alg": "\\u001b[31m"');
    expect(stdout).toContain('"na\\u202eme": "\\u0007\\udb40\\udc41"');
  });

  it('without a token is a usage error', async () => {
    const { exitCode, stderr } = await run(['decode']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the token is missing');
  });
});
