import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/domain/claim-path.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { toDatafor } from '../../../src/domain/datafor.ts';
import { readTransfer } from '../../../src/domain/transfer.ts';
import { dataforErp } from '../../support/datafor.ts';

/** What is read of one object of the server; throws its faults. */
function read(object: unknown): Configuration {
  const reading = readTransfer(object, 'datafor');
  if (!reading.ok) throw new Error(reading.faults.join('; '));
  const [configuration] = reading.configurations;
  if (!configuration) throw new Error('nothing was read');
  return configuration;
}

/** A configuration as it comes back from a store's file. */
function stored(configuration: Configuration): Configuration {
  return JSON.parse(JSON.stringify(configuration)) as Configuration;
}

function write(configuration: Configuration): JsonObject {
  const { secretKey, initialPassword } = configuration;
  return toDatafor(configuration, {
    secret: String(secretKey),
    initpwd: initialPassword === undefined ? undefined : String(initialPassword),
  });
}

const claim = fc.constantFrom('loginname', 'user.login', '/a/b', 'https://x.example/name');
const moment = fc.integer({ min: 0, max: 253_402_300_799_999 });
const roles = ['SYS_Reader', 'SYS_Creator', 'Administrator', 'SYS_Other', 'Power User', 'constructor'];

/** Objects as the server writes them, with members that nobody knows. */
const wireObject = fc
  .tuple(
    fc.record(
      {
        name: fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/),
        token_name: fc.constantFrom('token', 'jwt'),
        secret: fc.string(),
        expire: fc.integer({ min: 1, max: 2_147_483_647 }),
        fieldmap: fc.record(
          {
            username: claim,
            name: fc.oneof(claim, fc.constantFrom('', null)),
            email: claim,
            phone: fc.jsonValue({ maxDepth: 1 }),
          },
          { requiredKeys: ['username'] },
        ),
        algorithm: fc.constantFrom('HS256', 'ES384', 'EdDSA'),
        enable: fc.constantFrom('0', '1'),
        inituser: fc.constantFrom('0', '1'),
        initroles: fc.array(fc.constantFrom(...roles), { maxLength: 4 }),
        initpwd: fc.string(),
        createdDate: fc.oneof(moment, fc.constant(null)),
        lastModifiedDate: moment,
        creatorId: fc.jsonValue({ maxDepth: 1 }),
      },
      {
        requiredKeys: [
          ...(['name', 'token_name', 'secret', 'expire', 'fieldmap', 'algorithm'] as const),
          ...(['enable', 'inituser', 'initroles'] as const),
        ],
      },
    ),
    fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'x', 'creator'), fc.jsonValue({ maxDepth: 3 })),
  )
  .map(([known, unknown]): JsonObject => ({ ...unknown, ...known }))
  .map((object) => JSON.parse(JSON.stringify(object)) as JsonObject);

describe('the format of the analytics server', () => {
  it('is read into the fields, and what they cannot say is kept', () => {
    expect(read(dataforErp)).toEqual({
      name: 'ERP',
      enabled: true,
      tokenName: 'token',
      secretKey: 'abcd',
      expirationTime: 86_400,
      usernameField: 'loginname',
      nameField: 'name',
      emailField: 'email',
      signatureAlgorithm: 'HS256',
      userType: 'Reader',
      createdAt: '2025-01-23T02:37:44.898Z',
      lastModified: '2025-01-23T02:58:34.115Z',
      datafor: { inituser: '1', creatorId: 1737601114115 },
    });
  });

  it('is written again just as it was read, whatever is in it', () => {
    fc.assert(
      fc.property(wireObject, (object) => {
        expect(write(stored(read(object)))).toEqual(object);
      }),
      {
        numRuns: 1000,
        // Newer versions of Node take an empty object for equal to the one that all objects inherit from.
        examples: [[{ ...JSON.parse('{"__proto__":{}}'), ...dataforErp }]],
      },
    );
  });

  it('takes up what was changed in between, and keeps the rest', () => {
    const object = {
      ...dataforErp,
      fieldmap: { username: 'loginname', name: 'name', email: '', phone: 'tel' },
      initroles: ['Power User', 'SYS_Reader'],
    };
    const before = read(object);
    expect(write(before)).toEqual(object);
    const after = { ...before, nameField: undefined, emailField: 'mail', userType: 'Creator' as const };
    expect(write(after)).toEqual({
      ...object,
      fieldmap: { username: 'loginname', email: 'mail', phone: 'tel' },
      initroles: ['SYS_Creator', 'Power User'],
    });
  });

  it('says of a configuration that was made here that its users are created, where they get something', () => {
    const { datafor: _, userType, ...made } = read(dataforErp);
    expect(write(made).inituser).toBe('0');
    expect(write({ ...made, userType }).inituser).toBe('1');
  });
});

describe('what is imported', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['the answer of the server', { success: true, data: [dataforErp] }, ['ERP']],
    ['a list', [dataforErp, { ...dataforErp, name: 'B' }], ['ERP', 'B']],
    ['one configuration', dataforErp, ['ERP']],
    ['an empty list', [], []],
  ])('may be %s', (_, document, names) => {
    const reading = readTransfer(document, undefined);
    expect(reading.ok && reading.configurations.map(({ name }) => name)).toEqual(names);
  });

  const store = { version: 1, configurations: [] };
  const { token_name: _, ...nameless } = dataforErp;
  it.each<[string, unknown, string]>([
    ['a failure of the server', { success: false, msg: 'x' }, 'the call failed'],
    ['text', 'x', 'must be a list of configurations'],
    ['an answer without a list', { success: true, data: {} }, 'data must be a list'],
    ['a list of text', ['x'], '[0] must be an object'],
    ['a missing member', { success: true, data: [nameless] }, 'data[0].token_name is missing'],
    ['an unfilled claim', { ...dataforErp, fieldmap: { username: '' } }, 'fieldmap.username is missing'],
    ['a flag that is no text', { ...dataforErp, enable: 1 }, 'enable must be true or false'],
    ['a secret that is a reference', { ...dataforErp, secret: { env: 'HOME' } }, 'secret must be text'],
    ['a password that is a number', { ...dataforErp, initpwd: 5 }, 'initpwd must be text'],
    ['a secret that was left out', { ...dataforErp, secret: null }, 'secret was left out'],
    ['a date that is text', { ...dataforErp, createdDate: 'noon' }, 'createdDate must be a time'],
    ['a date beyond the calendar', { ...dataforErp, createdDate: 1e15 }, 'createdDate must be text'],
    ['two of one name', [dataforErp, { ...dataforErp, name: 'erp' }], '[1] has the same name as [0]'],
    ['another version', { ...store, version: 2 }, 'its version must be 1'],
    ['an encrypted secret', storeWith({ encrypted: 'AAAA' }), 'encrypted with the key of another store'],
    ['a store without a secret', storeWith(null), 'configurations[0].secretKey was left out'],
    [
      'depths',
      { ...dataforErp, deep: JSON.parse(`${'['.repeat(97)}${']'.repeat(97)}`) },
      'nested too deeply',
    ],
  ])('is refused with its place: %s', (_, document, fault) => {
    const reading = readTransfer(document, undefined);
    expect(reading.ok ? 'nothing' : reading.faults.join('\n')).toContain(fault);
  });
});

function storeWith(secretKey: unknown): object {
  return { version: 1, configurations: [{ ...read(dataforErp), secretKey }] };
}
