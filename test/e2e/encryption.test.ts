import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PASSPHRASE } from '../support/age-keys.ts';
import { program } from '../support/built-program.ts';
import { encryptedStore } from '../support/encrypted-store.ts';
import { repository } from '../support/generated-file.ts';
import { healthyClaims, mint, SECRET } from '../support/mint-token.ts';
import { erp, storeOf } from '../support/stores.ts';
import { keys, startOnTerminal } from '../support/terminal-run.ts';

const { issuer: _issuer, audience: _audience, ...configuration } = erp;

describe('the built program', () => {
  it('keeps encrypted secrets from their encryption to their decryption', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'jwtadm-e2e-'));
    onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
    const told: string[] = [];
    const jwtadm = (argv: readonly string[], input = '', env: Record<string, string> = {}) => {
      const { status, stdout, stderr } = spawnSync(program.file, [...program.argv, ...argv], {
        cwd,
        input,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: cwd, ...env },
      });
      told.push(stdout, stderr);
      return status;
    };
    const store = storeOf({ ...configuration, secretKey: SECRET });
    writeFileSync(join(cwd, 'jwtadm.json'), JSON.stringify(store), { mode: 0o600 });
    const identity = { JWTADM_IDENTITY_FILE: 'key.txt' };
    const verify = ['verify', 'ERP', '--at', String(healthyClaims.iat)];
    const codes = [
      jwtadm(['encrypt', '--generate-identity', 'key.txt']),
      jwtadm(verify, mint()),
      jwtadm(verify, mint(), identity),
      jwtadm(['edit', 'ERP', '--generate-secret']),
    ];
    expect(codes).toEqual([0, 1, 0, 4]);
    expect(statSync(join(cwd, 'key.txt')).mode & 0o777).toBe(0o600);
    const files = readdirSync(cwd).map((name) => readFileSync(join(cwd, name), 'utf8'));
    expect([...files, ...told].filter((text) => text.includes(SECRET))).toEqual([]);
    expect(jwtadm(['decrypt', '--yes', '--identity-file', 'key.txt'])).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, 'jwtadm.json'), 'utf8'))).toEqual(store);
  }, 60_000);

  it('has what opens encrypted secrets in a script of its own', () => {
    const folder = fileURLToPath(new URL('dist/', repository));
    const ofAge = readdirSync(folder)
      .filter((name) => name.endsWith('.cjs'))
      .filter((name) => readFileSync(join(folder, name), 'utf8').includes('age-encryption.org/v1/X25519'));
    expect(ofAge).toEqual(['age-encryption.cjs']);
  });
});

describe('a passphrase on a real terminal', () => {
  it('is asked for, hidden, and opens the secret', async () => {
    const { document } = await encryptedStore([erp], { passphrase: PASSPHRASE });
    const terminal = startOnTerminal(['show', 'ERP', '--reveal'], document);
    await terminal.waitFor('Passphrase of');
    terminal.type(`wrong${keys.enter}`);
    await terminal.waitFor('That is not the passphrase; try again');
    terminal.type(`${PASSPHRASE}${keys.enter}`);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.shown()).toContain(erp.secretKey);
    expect(terminal.raw()).not.toContain(PASSPHRASE);
    expect(terminal.raw()).not.toContain('wrong');
  });

  it('is asked for twice when it is new', async () => {
    const terminal = startOnTerminal(['encrypt'], storeOf(erp));
    await terminal.waitFor('New passphrase for the secrets');
    terminal.type(`${PASSPHRASE}${keys.enter}`);
    await terminal.waitFor('Repeat the passphrase');
    terminal.type(`${PASSPHRASE}${keys.enter}`);
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.readStore()).toMatchObject({
      configurations: [{ secretKey: { encrypted: expect.any(String) } }],
    });
    expect(terminal.raw()).not.toContain(PASSPHRASE);
  }, 60_000);

  it('ends with 130 on Ctrl-C', async () => {
    const { document } = await encryptedStore([erp], { passphrase: PASSPHRASE });
    const terminal = startOnTerminal(['check'], document);
    await terminal.waitFor('Passphrase of');
    terminal.type(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
  });
});
