import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readStoreFile } from '../../src/domain/store-file.ts';
import { expectGenerated, repository } from '../support/generated-file.ts';
import { storeJsonSchema } from '../support/store-schema.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

/** Whether jwtadm takes a document as a store, and whether an editor would. */
function evaluate(document: unknown): { jwtadm: boolean; editor: boolean } {
  const schema = JSON.parse(readFileSync(new URL('jwtadm.schema.json', repository), 'utf8')) as object;
  const editor = new Ajv({ allErrors: true }).compile(schema);
  return { jwtadm: readStoreFile(document).ok, editor: editor(document) };
}

const MOMENT = '2025-03-12T15:00:33Z';

/** A store with an encrypted secret, and with that as its encryption. */
function encrypted(encryption: unknown): object {
  return { ...storeOf({ ...crm, secretKey: { encrypted: 'AAAA', encoding: 'hex' } }), encryption };
}

const good: readonly [string, object][] = [
  ['an empty store', storeOf()],
  ['every field', storeOf(erp, crm)],
  [
    'unknown keys everywhere',
    { ...storeOf({ ...erp, x: 1, secretKey: { value: 'a', note: 1 } }), $schema: 'x', y: 2 },
  ],
  [
    'a secret in a file, with its encoding',
    storeOf({ ...crm, secretKey: { file: 'a.pem', encoding: 'hex' } }),
  ],
  ['encrypted secrets', encrypted({ recipients: ['age1x'], dataKey: 'x', note: 1 })],
  ['secrets that a passphrase opens', encrypted({ dataKey: 'x' })],
  ['a claim that is a JSON Pointer', storeOf({ ...crm, usernameField: '/user/a~1b' })],
  ['a previous secret', storeOf({ ...crm, previousSecret: { secretKey: 'a', acceptedUntil: MOMENT } })],
  [
    'a previous secret that is kept elsewhere, with a note',
    storeOf({ ...crm, previousSecret: { secretKey: { env: 'OLD' }, acceptedUntil: MOMENT, note: 1 } }),
  ],
  ['a name of letters with accents', storeOf({ ...crm, name: 'Ü e\u{301} 漢' })],
  ['a moment with an offset', storeOf({ ...crm, createdAt: '2025-03-12T15:00+01:00' })],
];

const bad: readonly [string, unknown][] = [
  ['null', null],
  ['a list', []],
  ['no version', { configurations: [] }],
  ['a newer version', { version: 2, configurations: [] }],
  ['a version in quotes', { version: '1', configurations: [] }],
  ['no configurations', { version: 1 }],
  ['configurations by name', { version: 1, configurations: { ERP: crm } }],
  ['a short fingerprint key', { version: 1, fingerprintKey: 'abc', configurations: [] }],
  ['a fingerprint key without end', { version: 1, fingerprintKey: 'a'.repeat(129), configurations: [] }],
  ['a configuration that is text', storeOf('ERP' as unknown as object)],
  ['a name with a slash', storeOf({ ...crm, name: 'a/b' })],
  ['a name of 65 letters', storeOf({ ...crm, name: 'a'.repeat(65) })],
  ['enabled as text', storeOf({ ...crm, enabled: '1' })],
  ['a token name with a blank', storeOf({ ...crm, tokenName: 'a b' })],
  ['two sources of a secret', storeOf({ ...crm, secretKey: { env: 'A', file: 'b' } })],
  ['an encrypted secret beside a plain one', storeOf({ ...crm, secretKey: { encrypted: 'A', value: 'b' } })],
  ['encryption without a key', encrypted({ recipients: ['age1x'] })],
  ['encryption for no one', encrypted({ recipients: [], dataKey: 'x' })],
  ['encryption that is text', encrypted('age1x')],
  ['no source of a secret', storeOf({ ...crm, secretKey: { encoding: 'hex' } })],
  ['an unknown encoding', storeOf({ ...crm, secretKey: { value: 'a', encoding: 'rot13' } })],
  ['a variable with an equals sign', storeOf({ ...crm, secretKey: { env: 'A=B' } })],
  ['a variable with a name without end', storeOf({ ...crm, secretKey: { env: 'A'.repeat(257) } })],
  ['a path without end', storeOf({ ...crm, secretKey: { file: 'a'.repeat(4097) } })],
  ['more roles than anyone has', storeOf({ ...crm, initializationRoles: Array(1001).fill('a') })],
  ['no seconds at all', storeOf({ ...crm, expirationTime: 0 })],
  ['half a second', storeOf({ ...crm, expirationTime: 0.5 })],
  ['a broken JSON Pointer', storeOf({ ...crm, usernameField: '/a~2' })],
  ['a blank claim', storeOf({ ...crm, nameField: ' ' })],
  ['an unknown algorithm', storeOf({ ...crm, signatureAlgorithm: 'none' })],
  ['an unknown user type', storeOf({ ...crm, userType: 'reader' })],
  ['no audience in the list', storeOf({ ...crm, audience: [] })],
  ['a tolerance of two days', storeOf({ ...crm, clockTolerance: 172_800 })],
  ['a moment without an offset', storeOf({ ...crm, createdAt: '2025-03-12T15:00:33' })],
  ['a moment of a thirteenth month', storeOf({ ...crm, lastModified: '2025-13-12T15:00:33Z' })],
  ['a previous secret that is text', storeOf({ ...crm, previousSecret: 'a' })],
  ['a previous secret without its end', storeOf({ ...crm, previousSecret: { secretKey: 'a' } })],
  ['a previous secret without a key', storeOf({ ...crm, previousSecret: { acceptedUntil: MOMENT } })],
  [
    'a previous secret until noon',
    storeOf({ ...crm, previousSecret: { secretKey: 'a', acceptedUntil: 'noon' } }),
  ],
  [
    'a previous secret from two sources',
    storeOf({ ...crm, previousSecret: { secretKey: { env: 'A', file: 'b' }, acceptedUntil: MOMENT } }),
  ],
  ['null for an optional field', storeOf({ ...crm, creator: null })],
];

describe('the JSON Schema for editors', () => {
  it('is the one that the schema of stores gives', () => {
    expectGenerated('jwtadm.schema.json', `${JSON.stringify(storeJsonSchema(), undefined, 2)}\n`);
  });

  it.each(good)('takes with jwtadm a store with %s', (_, document) => {
    expect(evaluate(document)).toEqual({ jwtadm: true, editor: true });
  });

  it.each(bad)('refuses with jwtadm a store with %s', (_, document) => {
    expect(evaluate(document)).toEqual({ jwtadm: false, editor: false });
  });

  it.each([...Object.keys(erp), 'previousSecret'])('labels and describes %s', (field) => {
    const text = readFileSync(new URL('jwtadm.schema.json', repository), 'utf8');
    const schema = JSON.parse(text) as {
      properties: { configurations: { items: { properties: Record<string, object> } } };
    };
    expect(schema.properties.configurations.items.properties[field]).toMatchObject({
      title: expect.stringMatching(/./),
      description: expect.stringMatching(/\.$/),
    });
  });
});
