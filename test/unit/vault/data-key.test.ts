import { Buffer } from 'node:buffer';
import { armor, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { unwrapDataKey, wrapDataKey } from '../../../src/vault/data-key.ts';
import { newDataKey } from '../../../src/vault/sealed-secret.ts';
import {
  DATA_KEY_BY_AGE,
  IDENTITY,
  OTHER_IDENTITY,
  OTHER_RECIPIENT,
  PASSPHRASE,
  RECIPIENT,
} from '../../support/age-keys.ts';

const key = newDataKey();
/** Small, so that a test takes no second. */
const WORK_FACTOR = 8;

/** The bytes of an opened data key, in hexadecimal, or why it was not opened. */
async function opened(...[encryption, credentials]: Parameters<typeof unwrapDataKey>): Promise<string> {
  const outcome = await unwrapDataKey(encryption, credentials);
  return outcome.ok ? outcome.key.export().toString('hex') : outcome.fault;
}

const hex = key.export().toString('hex');

describe('a data key that is encrypted for recipients', () => {
  it('opens with the identity of any of them, and with no other', async () => {
    const encryption = await wrapDataKey(key, { recipients: [RECIPIENT, OTHER_RECIPIENT] });
    expect(encryption.recipients).toEqual([RECIPIENT, OTHER_RECIPIENT]);
    expect(await opened(encryption, { identities: [IDENTITY] })).toBe(hex);
    expect(await opened(encryption, { identities: [OTHER_IDENTITY] })).toBe(hex);
    const single = await wrapDataKey(key, { recipients: [RECIPIENT] });
    expect(await opened(single, { identities: [OTHER_IDENTITY] })).toBe('not for these');
    expect(await opened(single, { identities: [OTHER_IDENTITY, IDENTITY] })).toBe(hex);
    expect(await opened(single, { passphrase: PASSPHRASE })).toBe('not for these');
  });

  it('opens with the identity of a recipient against quantum computers', async () => {
    const identity = await generateHybridIdentity();
    const encryption = await wrapDataKey(key, { recipients: [await identityToRecipient(identity)] });
    expect(await opened(encryption, { identities: [identity] })).toBe(hex);
  });

  it('opens when age itself encrypted it', async () => {
    const encryption = { recipients: [RECIPIENT], dataKey: DATA_KEY_BY_AGE };
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    expect(await opened(encryption, { identities: [IDENTITY] })).toBe(bytes.toString('hex'));
  });

  it('knows its recipients, whatever someone wrote beside it', async () => {
    const encryption = await wrapDataKey(key, { recipients: [RECIPIENT] });
    const forged = { ...encryption, recipients: [RECIPIENT, OTHER_RECIPIENT] };
    const outcome = await unwrapDataKey(forged, { identities: [IDENTITY] });
    expect(outcome).toMatchObject({ ok: true, recipients: [RECIPIENT] });
    expect(await opened(forged, { identities: [OTHER_IDENTITY] })).toBe('not for these');
  });

  it('shows nothing of the key', async () => {
    const encryption = await wrapDataKey(key, { recipients: [RECIPIENT] });
    const shown = `${JSON.stringify(encryption)}${Buffer.from(armor.decode(encryption.dataKey)).toString('latin1')}`;
    expect(shown).not.toContain(key.export().toString('base64url'));
    expect(shown).not.toContain(key.export().toString('latin1'));
  });
});

describe('a data key that is encrypted with a passphrase', () => {
  it('opens with it, and with nothing else', async () => {
    const encryption = await wrapDataKey(key, { passphrase: PASSPHRASE }, WORK_FACTOR);
    expect(Object.keys(encryption)).toEqual(['dataKey']);
    expect(await opened(encryption, { passphrase: PASSPHRASE })).toBe(hex);
    for (const passphrase of ['', ` ${PASSPHRASE}`, PASSPHRASE.toUpperCase()]) {
      expect(await opened(encryption, { passphrase })).toBe('not for these');
    }
    expect(await opened(encryption, { identities: [IDENTITY] })).toBe('not for these');
  });
});

describe('a data key that was damaged', () => {
  it.each([
    ['nothing', ''],
    ['any text', 'AGE'],
    ['an empty armor', '-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n'],
    ['a line less', DATA_KEY_BY_AGE.replace(/\n8W.*\n/, '\n')],
    ['a changed header', DATA_KEY_BY_AGE.replace('YWdlLWVu', 'YWdlLWVv')],
    ['a changed payload', DATA_KEY_BY_AGE.replace('z/ezQkcrG96o', 'z/ezQkcrG96p')],
  ])('is said to be, with %s', async (_, dataKey) => {
    expect(await opened({ recipients: [RECIPIENT], dataKey }, { identities: [IDENTITY] })).toBe('damaged');
  });

  it('is said to be when it asks for work without end', async () => {
    const dataKey = armored('-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30');
    expect(await opened({ dataKey }, { passphrase: PASSPHRASE })).toBe('damaged');
  });

  it.each([
    'no JSON',
    'null',
    '{}',
    '{"dataKey":"AAAA"}',
    `{"dataKey":"${'A'.repeat(43)}","recipients":"${RECIPIENT}"}`,
    `{"dataKey":"${'A'.repeat(43)}","recipients":[1]}`,
  ])('is said to be, when what was encrypted is %s', async (payload) => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(RECIPIENT);
    const dataKey = armor.encode(await encrypter.encrypt(payload));
    expect(await opened({ recipients: [RECIPIENT], dataKey }, { identities: [IDENTITY] })).toBe('damaged');
  });
});

/** An age file with one recipient, whose rest is of no use. */
function armored(stanza: string): string {
  const line = 'A'.repeat(43);
  return armor.encode(
    Buffer.from(`age-encryption.org/v1\n${stanza}\n${line}\n--- ${line}\n${'x'.repeat(48)}`),
  );
}
