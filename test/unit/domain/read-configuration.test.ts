import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../src/domain/configuration.ts';
import { faultOf, readConfiguration } from '../../../src/domain/read-configuration.ts';
import { crm, erp } from '../../support/stores.ts';

/** What the schema of configurations says, which `readConfiguration` must say, too. */
function bySchema(document: unknown) {
  const result = v.safeParse(configurationSchema, document, { abortPipeEarly: true });
  return result.success
    ? { ok: true, configuration: result.output }
    : { ok: false, fault: faultOf(result.issues[0]) };
}

/** Values that are near what a field allows, and far from it. */
const value = fc.oneof(
  fc.constantFrom(...Object.values(erp), ...Object.values(crm)),
  fc.constantFrom(
    '2026-02-29T00:00:00Z',
    '2026-02-28T23:59:59.999Z',
    '2026-02-28T24:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T00:00:00+02:00',
    '2026-01-01',
    ' ERP',
    'ERP ',
    'É',
    'a'.repeat(64),
    'a'.repeat(65),
    '',
    null,
  ),
  fc.constantFrom<unknown>(
    { value: 'secret' },
    { value: 'secret', encoding: 'hex' },
    { value: 'secret', encoding: undefined },
    { value: 1 },
    { encrypted: 'age' },
    { env: 'CRM_SECRET' },
    { env: 'CRM SECRET' },
    { env: 'CRM_SECRET', file: 'crm.secret' },
    { env: 'CRM_SECRET', note: 'of 2026' },
    { file: 'crm.secret' },
    { file: 'crm\u0000secret' },
    { file: '' },
    {},
  ),
  fc.string({ maxLength: 8 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const document = fc
  .tuple(
    fc.constantFrom(erp, crm),
    fc.dictionary(fc.constantFrom(...Object.keys(erp), 'note'), value, { maxKeys: 3 }),
  )
  .map(([base, changes]) => ({ ...base, ...changes }));

describe('a configuration that is read field by field', () => {
  it('is what its schema says, or at fault where its schema says', () => {
    fc.assert(
      fc.property(document, (each) => {
        expect(readConfiguration(each)).toEqual(bySchema(each));
      }),
      { numRuns: 3000 },
    );
  });

  it('has each field at fault when that alone is', () => {
    for (const field of Object.keys(erp)) {
      const each = { ...erp, [field]: { no: 'such value' } };
      expect(readConfiguration(each)).toEqual(bySchema(each));
      expect(readConfiguration(each).ok).toBe(false);
    }
  });

  it.each([[null], [[]], ['ERP'], [7]])('is none when it is %j', (each) => {
    expect(readConfiguration(each)).toEqual({ ok: false, fault: { path: [], message: 'must be an object' } });
  });

  it('has no field that its document has only by its prototype', () => {
    const each = JSON.parse('{"__proto__": {"enabled": true}}') as object;
    expect(readConfiguration({ ...crm, ...each })).toEqual(bySchema(crm));
  });
});
