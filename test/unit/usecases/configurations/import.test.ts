import { describe, expect, it } from 'vitest';
import { planImportInto } from '../../../../src/usecases/configurations/import.ts';
import { erp } from '../../../support/verify.ts';

const incoming = { ...erp, tokenName: 'jwt' };

describe('the plan of an import', () => {
  it('says what is written and which names are taken, and changes nothing', () => {
    const store = { configurations: [erp] };
    expect(planImportInto(store, [incoming, { ...erp, name: 'CRM' }], 'fail')).toMatchObject({
      written: [{ action: 'added', name: 'CRM' }],
      conflicts: ['ERP'],
    });
    expect(planImportInto(store, [incoming], 'replace')).toMatchObject({
      written: [{ action: 'replaced', name: 'ERP' }],
      conflicts: [],
    });
    expect(store).toEqual({ configurations: [erp] });
  });
});
