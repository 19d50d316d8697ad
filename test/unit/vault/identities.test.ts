import { describe, expect, it } from 'vitest';
import {
  isRecipient,
  newIdentity,
  readIdentities,
  readRecipients,
  recipientOf,
} from '../../../src/vault/identities.ts';
import {
  IDENTITY,
  IDENTITY_FILE,
  OTHER_IDENTITY,
  OTHER_RECIPIENT,
  RECIPIENT,
} from '../../support/age-keys.ts';

describe('an identity file', () => {
  it.each([
    ['the bare identity', IDENTITY, [IDENTITY]],
    ['what age-keygen wrote', IDENTITY_FILE, [IDENTITY]],
    ['line ends of Windows', IDENTITY_FILE.replaceAll('\n', '\r\n'), [IDENTITY]],
    ['several', `${IDENTITY}\n\n# of a colleague\n  ${OTHER_IDENTITY}  \n`, [IDENTITY, OTHER_IDENTITY]],
    ['the same twice', `${IDENTITY}\n${IDENTITY}`, [IDENTITY]],
  ])('is read with %s', (_, text, keys) => {
    expect(readIdentities(text)).toEqual({ ok: true, keys });
  });

  it.each([
    ['nothing', '', 'has no age identity (AGE-SECRET-KEY-1…) in it'],
    ['comments only', '# nothing\n', 'has no age identity (AGE-SECRET-KEY-1…) in it'],
    [
      'a recipient',
      `# x\n${RECIPIENT}\n`,
      'has something in line 2 that is no age identity (AGE-SECRET-KEY-1…)',
    ],
    ['a typing error', IDENTITY.replace('6H3', '6H4'), 'has something in line 1'],
    ['small letters', IDENTITY.toLowerCase(), 'has something in line 1'],
    ['an identity cut in two', `${IDENTITY.slice(0, 40)}\n${IDENTITY.slice(40)}`, 'has something in line 1'],
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\n', 'has something in line 1'],
    ['an encrypted one', 'age-encryption.org/v1\n-> scrypt', 'is itself encrypted'],
    ['an encrypted one in armor', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl', 'is itself encrypted'],
  ])('is refused with %s, without quoting it', (_, text, fault) => {
    const reading = readIdentities(text);
    expect(reading).toEqual({ ok: false, fault: expect.stringContaining(fault) });
    expect(JSON.stringify(reading)).not.toContain(IDENTITY.slice(-20));
  });
});

describe('a file of recipients', () => {
  it('is read a line each', () => {
    const text = `# ada\n${RECIPIENT}\n# grace\n${OTHER_RECIPIENT}\n${RECIPIENT}\n`;
    expect(readRecipients(text)).toEqual({ ok: true, keys: [RECIPIENT, OTHER_RECIPIENT] });
  });

  it.each([
    ['an identity', `${RECIPIENT}\n${IDENTITY}`, 'has something in line 2 that is no age recipient (age1…)'],
    ['nothing', '\n', 'has no age recipient (age1…) in it'],
  ])('is refused with %s', (_, text, fault) => {
    expect(readRecipients(text)).toEqual({ ok: false, fault });
  });
});

describe('a recipient', () => {
  it.each([
    [RECIPIENT, true],
    [RECIPIENT.toUpperCase(), false],
    [RECIPIENT.replace('mwe', 'mwf'), false],
    ['age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t', false],
    ['age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e', false],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqX', false],
    ['', false],
  ])('%s is one whose identity can be read: %s', (text, expected) => {
    expect(isRecipient(text)).toBe(expected);
  });
});

describe('a new identity', () => {
  it('is written as age-keygen writes it, and opens what is encrypted for it', async () => {
    const { recipient, text } = await newIdentity('2026-11-24T12:00:00.000Z');
    const reading = readIdentities(text);
    const [identity = ''] = reading.ok ? reading.keys : [];
    expect(text).toBe(`# created: 2026-11-24T12:00:00.000Z\n# public key: ${recipient}\n${identity}\n`);
    expect(await recipientOf(identity)).toBe(recipient);
    expect((await newIdentity('')).recipient).not.toBe(recipient);
  });
});
