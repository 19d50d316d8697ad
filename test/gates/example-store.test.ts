import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';
import { NOW, run } from '../support/run.ts';

const text = readFileSync(new URL('config.example.json', repository), 'utf8');

describe('the example store', () => {
  it('is written as jwtadm writes, with a key for its fingerprints', () => {
    const document = JSON.parse(text) as { fingerprintKey: string };
    expect(text).toBe(`${JSON.stringify(document, undefined, 2)}\n`);
    expect(Buffer.from(document.fingerprintKey, 'base64url')).toHaveLength(32);
  });

  it('changes in the lines only that a command is about', async () => {
    const { readText } = await run(['enable', 'CRM'], { files: { 'jwtadm.json': text } });
    const before = text.split('\n');
    const changed = readText()
      .split('\n')
      .filter((line, index) => line !== before[index]);
    expect(changed).toEqual([
      '      "enabled": true,',
      `      "lastModified": "${NOW}",`,
      '      "lastModifiedBy": "tester",',
    ]);
  });
});
