import { describe, expect, it } from 'vitest';
import { loginUrl, loginUrlFault } from '../../../src/issuer/login-url.ts';

describe('a login URL', () => {
  it.each([
    ['https://bi.example.com', 'https://bi.example.com?token=a.b.c'],
    ['https://bi.example.com/home', 'https://bi.example.com/home?token=a.b.c'],
    ['https://bi.example.com/home?lang=en', 'https://bi.example.com/home?lang=en&token=a.b.c'],
    ['https://bi.example.com/home?', 'https://bi.example.com/home?token=a.b.c'],
    ['https://bi.example.com/?a=1&', 'https://bi.example.com/?a=1&token=a.b.c'],
    ['https://bi.example.com/#/page?x=1', 'https://bi.example.com/?token=a.b.c#/page?x=1'],
  ])('of %s is %s', (base, expected) => {
    expect(loginUrlFault(base, 'token')).toBeUndefined();
    expect(loginUrl(base, 'token', 'a.b.c')).toBe(expected);
  });

  it('encodes what a query cannot hold', () => {
    expect(loginUrl('https://bi.example.com', 'jwt[]', '"a+b"')).toBe(
      'https://bi.example.com?jwt%5B%5D=%22a%2Bb%22',
    );
  });

  it.each([
    '',
    'home',
    '/home',
    'https://',
    'https:///x',
    'https://bi example.com',
    'https://bi.example.com/\u202e',
  ])('cannot be made of %j', (base) => {
    expect(loginUrlFault(base, 'token')).toMatch(/^must be a whole URL/);
  });

  it('cannot be made of one that has the parameter already', () => {
    expect(loginUrlFault('https://bi.example.com/?token=', 'token')).toMatch(/^must not have the parameter/);
  });
});
