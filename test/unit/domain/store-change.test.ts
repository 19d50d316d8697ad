import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/domain/configuration.ts';
import {
  type ChangeRecord,
  type ConfigurationChange,
  compareConfigurations,
  readChangeRecord,
  unrecorded,
} from '../../../src/domain/store-change.ts';
import { crm, erp } from '../../support/stores.ts';

const ERP = erp as Configuration;
const CRM = { ...crm, enabled: false } as Configuration;

describe('two states of a store compared', () => {
  it('say which configurations came and went, by their names', () => {
    expect(compareConfigurations([ERP], [CRM])).toEqual([
      { action: 'added', name: 'CRM' },
      { action: 'deleted', name: 'ERP' },
    ]);
  });

  it('say which fields differ, the secret like any other, and not who signed', () => {
    const after = { ...ERP, secretKey: { env: 'X' }, roles: undefined, lastModified: '2026-01-01T00:00:00Z' };
    expect(compareConfigurations([ERP, CRM], [CRM, { ...after, lastModifiedBy: 'eve' }])).toEqual([
      { action: 'changed', name: 'ERP', fields: ['secretKey'] },
    ]);
  });

  it('say that a field was taken away', () => {
    const { issuer: _, ...after } = ERP;
    expect(compareConfigurations([ERP], [after])).toEqual([
      { action: 'changed', name: 'ERP', fields: ['issuer'] },
    ]);
  });

  it('are the same where only the order or the case of a name differs in nothing else', () => {
    expect(compareConfigurations([ERP, CRM], [CRM, ERP])).toEqual([]);
  });
});

describe('what no one recorded', () => {
  const cases: [string, ConfigurationChange[], ConfigurationChange[], ConfigurationChange[]][] = [
    ['is nothing when all was', [{ action: 'added', name: 'A' }], [{ action: 'added', name: 'a' }], []],
    [
      'is the field that no record has',
      [{ action: 'changed', name: 'A', fields: ['issuer', 'enabled'] }],
      [{ action: 'changed', name: 'A', fields: ['enabled'] }],
      [{ action: 'changed', name: 'A', fields: ['issuer'] }],
    ],
    [
      'is a deletion beside a recorded change',
      [{ action: 'deleted', name: 'A' }],
      [{ action: 'changed', name: 'A', fields: ['enabled'] }],
      [{ action: 'deleted', name: 'A' }],
    ],
    [
      'is nothing when it was a rename, which looks like two',
      [
        { action: 'added', name: 'B' },
        { action: 'deleted', name: 'A' },
      ],
      [{ action: 'renamed', name: 'A', to: 'B', fields: [] }],
      [],
    ],
    [
      'is nothing when only the case of the name changed, with a field',
      [{ action: 'changed', name: 'Erp', fields: ['name', 'enabled'] }],
      [{ action: 'renamed', name: 'ERP', to: 'Erp', fields: ['enabled'] }],
      [],
    ],
  ];

  it.each(cases)('%s', (_, found, recorded, expected) => {
    expect(unrecorded(found, recorded)).toEqual(expected);
  });
});

describe('a line of a history', () => {
  const record: ChangeRecord = {
    generation: 3,
    at: '2026-03-01T12:00:00.000Z',
    by: 'ada',
    command: 'edit',
    changes: [{ action: 'changed', name: 'ERP', fields: ['issuer'] }],
    written: 'ab'.repeat(32),
  };

  it('is a record', () => {
    expect(readChangeRecord(JSON.stringify(record))).toEqual(record);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    JSON.stringify({ ...record, generation: 0 }),
    JSON.stringify({ ...record, changes: [{ action: 'exploded', name: 'ERP' }] }),
    JSON.stringify(record).slice(0, -1),
  ])('is none when it is %j', (line) => {
    expect(readChangeRecord(line)).toBeUndefined();
  });
});
