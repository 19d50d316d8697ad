import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyFor } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const { publicPem } = keyFor('ES256');
const key = { ...crm, name: 'Key', signatureAlgorithm: 'ES256', secretKey: publicPem };
const files = { 'jwtadm.json': storeOf({ ...erp, initialPassword: SECRET }, crm, key) };

describe('export', () => {
  it('leaves secrets out, but no references and no public keys', async () => {
    const { exitCode, stdout, stderr } = await run(['export'], { files });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      configurations: [
        { name: 'ERP', secretKey: null, initialPassword: null },
        { name: 'CRM', secretKey: { env: 'CRM_SECRET' } },
        { name: 'Key', secretKey: publicPem },
      ],
    });
    expect(stderr).toContain('--reveal exports them too');
  });

  it('leaves them out in the format of the server, too, and says what that has no place for', async () => {
    const { stdout, stderr } = await run(['export', 'ERP', 'Key', '--format', 'datafor'], { files });
    expect(JSON.parse(stdout)).toMatchObject([{ secret: null, initpwd: null }, { secret: publicPem }]);
    expect(stderr).toContain('no place for Issuer, Audience, Clock tolerance of ERP');
  });

  it('reads with --reveal what references lead to, for the server', async () => {
    const env = { CRM_SECRET: SECRET };
    const { stdout } = await run(['export', 'CRM', '--format', 'datafor', '--reveal'], { files, env });
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'CRM', secret: SECRET, enable: '0', initroles: [] }]);
    const without = await run(['export', 'CRM', '--format', 'datafor', '--reveal'], { files });
    expect({ exitCode: without.exitCode, stdout: without.stdout }).toEqual({ exitCode: 4, stdout: '' });
  });

  it('refuses a secret whose encoding the format cannot say', async () => {
    const hex = { ...crm, secretKey: { value: 'abcd'.repeat(16), encoding: 'hex' } };
    const { exitCode, stderr } = await run(['export', '--format', 'datafor', '--reveal'], {
      files: { 'jwtadm.json': storeOf(hex) },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('read as hex, which the format datafor cannot say');
  });

  it('makes a file that only its owner can read, and overwrites none', async () => {
    const { exitCode, stdout, folder } = await run(['export', '--reveal', '--file', 'out.json'], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(statSync(join(folder, 'out.json')).mode & 0o777).toBe(0o600);
    const again = await run(['export', '--file', 'out.json'], { folder });
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('an export overwrites nothing');
  });

  it('ends with 3 where there is no such configuration', async () => {
    expect((await run(['export', 'HR'], { files })).exitCode).toBe(3);
  });
});
