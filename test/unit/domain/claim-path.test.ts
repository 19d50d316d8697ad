import { describe, expect, it } from 'vitest';
import { findClaim } from '../../../src/domain/claim-path.ts';

const claims = JSON.parse(
  '{"name":"a","user.login":"dotted","user":{"login":"nested","roles":["x",{"id":7}],"none":null},"":"empty","/slash":"own","__proto__":"own proto"}',
);

describe('the claim that a field names', () => {
  it.each([
    ['name', 'a'],
    ['user.login', 'dotted'],
    ['user.none', null],
    ['user.roles.1.id', 7],
    ['/user/login', 'nested'],
    ['/user/roles/0', 'x'],
    ['/slash', 'own'],
    ['__proto__', 'own proto'],
  ])('%s is found', (field, value) => {
    expect(findClaim(claims, field)).toEqual({ value });
  });

  it.each([
    'Name',
    'user.Login',
    'user.',
    '.user',
    'constructor',
    'toString',
    'user.constructor.name',
    '/user/roles/00',
    '/user/roles/length',
    'name.length',
    '/',
  ])('%s is not there', (field) => {
    expect(findClaim(claims, field)).toEqual(field === '/' ? { value: 'empty' } : undefined);
  });
});
