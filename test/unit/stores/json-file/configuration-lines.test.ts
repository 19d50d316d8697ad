import { describe, expect, it } from 'vitest';
import { configurationLines } from '../../../../src/stores/json-file/configuration-lines.ts';

describe('the lines of configurations', () => {
  it('are those in which their names stand, whatever else is called a name', () => {
    const text = `{
  "name": "x", "configurations": [
    { "note": { "name": "y" },
      "name": "ERP" }, { "name": "CRM" },
    {
      "secretKey": {},
      "name":
        "Portal"
    }
  ],
  "other": [{ "name": "z" }]
}`;
    expect(configurationLines(text)).toEqual([4, 4, 8]);
  });

  it('are none where there are no configurations', () => {
    expect(configurationLines('{"version":1,"configurations":[]}')).toEqual([]);
  });
});
