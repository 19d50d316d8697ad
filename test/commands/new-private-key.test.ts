import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicKeyPem } from '../../src/jwt/resolve-key.ts';
import { keyFor } from '../support/mint-token.ts';
import { run, type Setting } from '../support/run.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp) };
const argv = ['create', 'Portal', '--username-field', 'sub', '--algorithm', 'ES256'];

describe('create --generate-key', () => {
  it('stores the public key, and writes the private one to a file that only its owner can read', async () => {
    const { exitCode, stdout, stderr, folder, readStore, readText } = await run(
      [...argv, '--generate-key', 'portal.pem'],
      { files },
    );
    const privatePem = readText('portal.pem');
    expect({ exitCode, stdout, store: readStore() }).toMatchObject({
      exitCode: 0,
      stdout: '',
      store: { configurations: [erp, { secretKey: publicKeyPem(createPrivateKey(privatePem)) }] },
    });
    expect(privatePem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(statSync(join(folder, 'portal.pem')).mode & 0o777).toBe(0o600);
    expect(stderr).toContain(`The private key is in ${join(folder, 'portal.pem')}`);
    expect(stderr).not.toContain('BEGIN');
  });

  it('makes a pair that signs tokens which log in', async () => {
    const { folder } = await run([...argv, '--enabled', '--generate-key', 'portal.pem'], { files });
    const signed = await run(
      ['generate', 'Portal', '--username', 'carol', '--private-key-file', 'portal.pem'],
      { folder },
    );
    const { exitCode, stdout } = await run(['verify', 'Portal'], { folder, stdin: signed.stdout });
    expect([exitCode, stdout.split('\n')[0]]).toEqual([
      0,
      'ACCEPTED  this token logs in as carol under Portal',
    ]);
  });

  it('shows the form, and writes the key only once it is submitted', async () => {
    const { exitCode, stderr, exists, readStore } = await run(
      ['create', 'Portal', '--algorithm', 'ES256', '--generate-key', 'portal.pem'],
      { files, isTerminal: true, answers: { 'Username Field': ['sub'], 'Create it?': ['Cancel'] } },
    );
    expect({ exitCode, isThere: exists('portal.pem'), store: readStore() }).toEqual({
      exitCode: 0,
      isThere: false,
      store: files['jwtadm.json'],
    });
    expect(stderr).toContain('EC public key of 256 bits');
  });

  it('writes nothing with --dry-run', async () => {
    const { exitCode, exists, readStore } = await run(
      [...argv, '--generate-key', 'portal.pem', '--dry-run'],
      {
        files,
      },
    );
    expect({ exitCode, isThere: exists('portal.pem'), store: readStore() }).toEqual({
      exitCode: 0,
      isThere: false,
      store: files['jwtadm.json'],
    });
  });
});

describe('edit --generate-key', () => {
  const portal = {
    ...erp,
    name: 'Portal',
    signatureAlgorithm: 'EdDSA',
    secretKey: keyFor('EdDSA').publicPem,
  };

  it('replaces the public key', async () => {
    const { exitCode, readStore, readText } = await run(['edit', 'Portal', '--generate-key', 'new.pem'], {
      files: { 'jwtadm.json': storeOf(portal) },
    });
    const secretKey = publicKeyPem(createPrivateKey(readText('new.pem')));
    expect({ exitCode, store: readStore() }).toMatchObject({
      exitCode: 0,
      store: { configurations: [{ secretKey }] },
    });
  });

  it('goes with --rotate-secret, so that both public keys are accepted', async () => {
    const { readStore, readText } = await run(
      ['edit', 'Portal', '--rotate-secret', '--generate-key', 'new.pem'],
      { files: { 'jwtadm.json': storeOf(portal) } },
    );
    expect(readStore()).toMatchObject({
      configurations: [
        {
          secretKey: publicKeyPem(createPrivateKey(readText('new.pem'))),
          previousSecret: { secretKey: portal.secretKey },
        },
      ],
    });
  });

  it('leaves no key behind when someone else changed the configuration meanwhile', async () => {
    const { exitCode, exists } = await run(['edit', '--generate-key', 'new.pem'], {
      files: { 'jwtadm.json': storeOf(portal) },
      isTerminal: true,
      answers: ['Portal'],
      onQuestion(folder) {
        const path = join(folder, 'jwtadm.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('loginname', 'upn'));
      },
    });
    expect([exitCode, exists('new.pem')]).toEqual([4, false]);
  });
});

describe('--generate-key refuses', () => {
  const refusals: readonly [string, readonly string[], string, Setting?][] = [
    [
      'a file that is there',
      [...argv, '--generate-key', 'old.pem'],
      'old.pem exists already; nothing was changed',
    ],
    ['the store itself', [...argv, '--generate-key', 'jwtadm.json'], 'jwtadm.json exists already'],
    [
      'a file that is there in a dry run',
      [...argv, '--generate-key', 'old.pem', '--dry-run'],
      'exists already',
    ],
    ['a folder that is not there', [...argv, '--generate-key', 'none/x.pem'], 'there is no folder'],
    [
      'a folder that is a file',
      [...argv, '--generate-key', 'old.pem/x.pem'],
      'a part of its path is not a folder',
    ],
    ['no file', [...argv, '--generate-key', ''], '--generate-key must name a file'],
    ['stdout', [...argv, '--generate-key', '-'], '--generate-key must name a file'],
    [
      'another source of the key',
      [...argv, '--generate-key', 'x.pem', '--secret-file', 'old.pem'],
      '--secret-file and --generate-key exclude each other',
    ],
    [
      'an algorithm with a shared secret',
      ['create', 'CRM', '--username-field', 'sub', '--generate-key', 'x.pem'],
      '--generate-key makes a key pair, and HS256 needs a shared secret',
    ],
    ['that in edit, too', ['edit', 'ERP', '--generate-key', 'x.pem'], '--generate-secret makes one'],
  ];

  it.each(refusals)('%s', async (_what, words, message) => {
    const { exitCode, stderr, exists, readStore, readText } = await run(words, {
      files: { ...files, 'old.pem': 'an old key' },
    });
    expect({ exitCode, isThere: exists('x.pem'), store: readStore(), old: readText('old.pem') }).toEqual({
      exitCode: 2,
      isThere: false,
      store: files['jwtadm.json'],
      old: 'an old key',
    });
    expect(stderr).toContain(message);
  });

  it('a link that leads nowhere', async () => {
    const { folder } = await run(['list'], { files });
    symlinkSync(join(folder, 'elsewhere.pem'), join(folder, 'x.pem'));
    const { exitCode, exists } = await run([...argv, '--generate-key', 'x.pem'], { folder });
    expect([exitCode, exists('elsewhere.pem')]).toEqual([2, false]);
  });
});

describe('a private key whose change fails', () => {
  it('is not written when the configuration was taken meanwhile', async () => {
    const { exitCode, exists } = await run(['create', '--algorithm', 'ES256', '--generate-key', 'x.pem'], {
      files,
      isTerminal: true,
      answers: { Name: ['CRM'], 'Username Field': ['sub'] },
      onQuestion: (folder) => writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(storeOf(erp, crm))),
    });
    expect([exitCode, exists('x.pem')]).toEqual([2, false]);
  });

  it('is removed again when the store cannot be written, which is told', async () => {
    const { exitCode, stderr, folder, exists } = await run(['edit', '--generate-key', 'new.pem'], {
      files: {
        'jwtadm.json': storeOf({ ...erp, signatureAlgorithm: 'ES256', secretKey: keyFor('ES256').publicPem }),
      },
      isTerminal: true,
      answers: ['ERP'],
      onQuestion: (at) => writeFileSync(join(at, 'jwtadm.json'), 'of someone else'),
    });
    expect([exitCode, exists('new.pem')]).toEqual([4, false]);
    expect(stderr).toContain('jwtadm.json:1:1: this is not JSON');
    expect(stderr).toContain(`the private key's file ${join(folder, 'new.pem')} was removed again`);
  });

  it('is not made in the place of the store that is to be made', async () => {
    const words = [
      'create',
      'Portal',
      '--username-field',
      'sub',
      '--algorithm',
      'ES256',
      '--config',
      'new.json',
    ];
    const { exitCode, stderr, folder, exists } = await run([...words, '--generate-key', 'new.json']);
    expect([exitCode, exists('new.json')]).toEqual([2, false]);
    expect(stderr).toContain(
      `the private key cannot be written to ${join(folder, 'new.json')}, which is to be the store`,
    );
  });

  it('leaves the store as it was when the key cannot be written', async () => {
    const { exitCode, stderr, readStore } = await run(
      ['create', 'Portal', '--algorithm', 'ES256', '--generate-key', 'x.pem'],
      {
        files,
        isTerminal: true,
        answers: { 'Username Field': ['sub'] },
        onQuestion: (folder) => mkdirSync(join(folder, 'x.pem'), { recursive: true }),
      },
    );
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: files['jwtadm.json'] });
    expect(stderr).toContain('x.pem exists already; nothing was changed');
  });
});
