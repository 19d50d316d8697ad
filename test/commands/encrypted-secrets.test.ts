import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IDENTITY, IDENTITY_FILE, OTHER_IDENTITY, PASSPHRASE } from '../support/age-keys.ts';
import {
  ERP_SECRET,
  env,
  inStore,
  referring,
  store,
  verdict,
  withPassphrase,
} from '../support/encrypted-configurations.ts';
import { mint } from '../support/mint-token.ts';
import { run } from '../support/run.ts';

describe('an encrypted secret is opened', () => {
  it.each<[string, readonly string[], Record<string, string>, 'recipients' | 'passphrase']>([
    ['with --identity-file', ['--identity-file', 'key.txt'], {}, 'recipients'],
    ['with $JWTADM_IDENTITY_FILE', [], { JWTADM_IDENTITY_FILE: 'key.txt' }, 'recipients'],
    ['with $JWTADM_IDENTITY', [], { JWTADM_IDENTITY: IDENTITY_FILE }, 'recipients'],
    [
      'with the flag rather than the environment',
      ['--identity-file', 'key.txt'],
      { JWTADM_IDENTITY: OTHER_IDENTITY },
      'recipients',
    ],
    ['with --passphrase-file', ['--passphrase-file', 'pass.txt'], {}, 'passphrase'],
    ['with $JWTADM_PASSPHRASE', [], { JWTADM_PASSPHRASE: PASSPHRASE }, 'passphrase'],
  ])('%s', async (_, argv, given, keyHolders) => {
    const document = keyHolders === 'recipients' ? store : withPassphrase;
    const { exitCode, stdout, stderr } = await run(
      ['show', 'ERP', '--reveal', ...argv],
      inStore(document, { env: given }),
    );
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${ERP_SECRET}\n`, stderr: '' });
  });

  it.each<[string, readonly string[], Record<string, string>, 'recipients' | 'passphrase', string]>([
    ['nothing', [], {}, 'recipients', 'name its file with --identity-file or $JWTADM_IDENTITY_FILE'],
    ['nothing', [], {}, 'passphrase', 'name its file with --passphrase-file, or set $JWTADM_PASSPHRASE'],
    ['another identity', [], { JWTADM_IDENTITY: OTHER_IDENTITY }, 'recipients', 'does not open it'],
    ['another passphrase', [], { JWTADM_PASSPHRASE: 'x' }, 'passphrase', 'is not the right one'],
    ['no identity file', ['--identity-file', 'none.txt'], {}, 'recipients', 'there is no such file'],
    [
      'a file of something else',
      ['--identity-file', 'pass.txt'],
      {},
      'recipients',
      'that is no age identity',
    ],
    ['an empty variable', [], { JWTADM_PASSPHRASE: '', JWTADM_IDENTITY: '' }, 'passphrase', 'no passphrase'],
  ])('not with %s %j %j, which is said', async (_, argv, given, keyHolders, message) => {
    const document = keyHolders === 'recipients' ? store : withPassphrase;
    const revealed = await run(['show', 'ERP', '--reveal', ...argv], inStore(document, { env: given }));
    expect({ exitCode: revealed.exitCode, stdout: revealed.stdout }).toEqual({ exitCode: 4, stdout: '' });
    expect(revealed.stderr).toContain(message);
    const setting = inStore(document, { env: given, stdin: mint() });
    expect(await verdict(['ERP', ...argv], setting)).toEqual([1, ['secret-unavailable']]);
  });

  it('with a passphrase that someone types, who is asked once', async () => {
    const { exitCode, questions, stdout } = await run(
      ['check'],
      inStore(withPassphrase, { isTerminal: true, answers: [PASSPHRASE] }),
    );
    expect(exitCode).toBe(0);
    expect(questions.map(({ kind }) => kind)).toEqual(['secret']);
    expect(stdout).toContain('ERP');
  });

  it.each([
    ['list', ['list', '-o', 'json']],
    ['show', ['show', 'ERP']],
    ['edit of another field', ['edit', 'ERP', '--issuer', 'x']],
    ['disable', ['disable', 'ERP', '--json']],
    ['enable', ['enable', 'ERP', '--json']],
    ['delete', ['delete', 'ERP', '--yes', '--json']],
    ['verify of a configuration without one', ['verify', 'Env', '--token-file', 'token.jwt', '--json']],
  ])('not for %s on a terminal: no one is asked', async (_, argv) => {
    const configurations = [...withPassphrase.configurations, referring];
    const { exitCode, questions, stdout } = await run(argv, {
      files: { 'jwtadm.json': { ...withPassphrase, configurations }, 'token.jwt': mint() },
      env: { ENV_SECRET: ERP_SECRET },
      isTerminal: true,
    });
    expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: [] });
    expect(stdout).not.toContain(ERP_SECRET);
  });

  it('with a warning where others can read what opens it', async () => {
    const { folder } = await run(['list'], inStore(store));
    chmodSync(join(folder, 'key.txt'), 0o644);
    const { exitCode, stderr } = await run(['show', 'ERP', '--identity-file', 'key.txt'], { folder });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr:
        'warning: others can read key.txt, and with it every encrypted secret: chmod 600 key.txt closes it\n',
    });
  });
});

describe('list and show', () => {
  it('say that a secret is encrypted, and what is known of it when it can be opened', async () => {
    const { stdout: list } = await run(['list', '-o', 'json'], inStore(store));
    expect(JSON.parse(list)).toContainEqual(
      expect.objectContaining({ name: 'ERP', secretKey: { source: 'encrypted', encoding: 'utf8' } }),
    );
    const { stdout: shown } = await run(['show', 'ERP', '--json'], inStore(store, { env }));
    expect(JSON.parse(shown).secretKey).toEqual({
      source: 'encrypted',
      encoding: 'utf8',
      kind: 'HMAC secret',
      bits: ERP_SECRET.length * 8,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const { stdout: form } = await run(['show', 'ERP'], inStore(store));
    expect(form).toMatch(
      /Secret Key +encrypted in the store, .*it is encrypted,\s+and no identity was given/s,
    );
    const texts = `${list}${shown}${form}`;
    const ciphertexts = JSON.stringify(store.configurations).match(/[\w-]{100,}/g) ?? [];
    expect(ciphertexts.length).toBeGreaterThan(1);
    expect(ciphertexts.filter((each) => texts.includes(each))).toEqual([]);
  });
});

describe('a store of encrypted secrets, references and public keys', () => {
  it('may be read by others, until a plain secret stands in it', async () => {
    const { folder } = await run(['list'], inStore(store));
    const path = join(folder, 'jwtadm.json');
    chmodSync(path, 0o644);
    expect((await run(['show', 'ERP'], { folder, env })).exitCode).toBe(0);
    const { stdout } = await run(['check', '--json'], { folder, env });
    expect(JSON.parse(stdout).findings).toEqual([]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"env": "ENV_SECRET"', '"value": "plain"'));
    expect((await run(['list'], { folder })).exitCode).toBe(4);
  });
});

describe('secrets on the command line', () => {
  it.each([
    [['list', '--passphrase', PASSPHRASE], '--passphrase-file'],
    [['encrypt', `--passphrase=${PASSPHRASE}`], '--passphrase-file'],
    [['show', 'ERP', '--identity', IDENTITY], '--identity-file'],
    [[`--identity=${IDENTITY}`, 'list'], '$JWTADM_IDENTITY_FILE'],
    [['rekey', '--new-passphrase', PASSPHRASE], '--new-passphrase-file'],
  ])('are refused and not echoed: %#', async (argv, way) => {
    const { exitCode, stdout, stderr } = await run(argv, inStore(store));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(way);
    expect(stderr).not.toContain(PASSPHRASE);
    expect(stderr).not.toContain(IDENTITY);
  });
});
