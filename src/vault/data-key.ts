import { Buffer } from 'node:buffer';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { isJsonObject } from '../domain/claim-path.ts';
import type { Encryption } from '../domain/encryption.ts';
import { readJson } from '../domain/json-text.ts';
import { type DataKey, dataKeyOf } from './sealed-secret.ts';

/** Who can open a data key: whoever has an identity of one of the recipients, or the passphrase. */
export type KeyHolders = { readonly recipients: readonly string[] } | { readonly passphrase: string };

/** What is tried to open a data key with. */
export type Credentials = { readonly identities: readonly string[] } | { readonly passphrase: string };

/** A data key and the recipients it was encrypted for, or why it was not opened: with these credentials, or at all. */
export type OpenedDataKey =
  | { readonly ok: true; readonly key: DataKey; readonly recipients: readonly string[] | undefined }
  | { readonly ok: false; readonly fault: 'not for these' | 'damaged' };

/** The work factor (log N) that age itself takes for scrypt. */
const WORK_FACTOR = 18;

/** Encrypts a data key with age for those who shall open it. Recipients must be valid. */
export async function wrapDataKey(
  key: DataKey,
  keyHolders: KeyHolders,
  workFactor = WORK_FACTOR,
): Promise<Encryption> {
  const encrypter = new Encrypter();
  const clear = 'passphrase' in keyHolders ? {} : { recipients: [...keyHolders.recipients] };
  for (const recipient of clear.recipients ?? []) encrypter.addRecipient(recipient);
  if ('passphrase' in keyHolders) {
    encrypter.setScryptWorkFactor(workFactor);
    encrypter.setPassphrase(keyHolders.passphrase);
  }
  // What stands in the clear anybody may have written: who adds a recipient there must not get the next data key.
  const payload = { dataKey: key.export().toString('base64url'), ...clear };
  return { ...clear, dataKey: armor.encode(await encrypter.encrypt(JSON.stringify(payload))) };
}

/** Opens a store's data key; never throws, whatever the store says. Identities must be valid. */
export async function unwrapDataKey(
  { dataKey }: Encryption,
  credentials: Credentials,
): Promise<OpenedDataKey> {
  const decrypter = new Decrypter();
  if ('passphrase' in credentials) decrypter.addPassphrase(credentials.passphrase);
  else for (const identity of credentials.identities) decrypter.addIdentity(identity);
  let payload: string;
  try {
    payload = await decrypter.decrypt(armor.decode(dataKey), 'text');
  } catch (error) {
    const isForeign = error instanceof Error && error.message.startsWith('no identity matched');
    return { ok: false, fault: isForeign ? 'not for these' : 'damaged' };
  }
  return readPayload(payload) ?? { ok: false, fault: 'damaged' };
}

function readPayload(payload: string): (OpenedDataKey & { readonly ok: true }) | undefined {
  const json = readJson(payload);
  if (!json.ok || !isJsonObject(json.value)) return undefined;
  const { dataKey, recipients } = json.value;
  const key = dataKeyOf(Buffer.from(String(dataKey), 'base64url'));
  const isList = Array.isArray(recipients) && recipients.every((each) => typeof each === 'string');
  return key && (recipients === undefined || isList) ? { ok: true, key, recipients } : undefined;
}
