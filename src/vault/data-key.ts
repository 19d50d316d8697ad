import { Buffer } from 'node:buffer';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { isJsonObject } from '../domain/claim-path.ts';
import type { Encryption } from '../domain/encryption.ts';
import { readJson } from '../domain/json-text.ts';
import { type DataKey, dataKeyOf } from './sealed-secret.ts';

/** Who can decrypt a data key: anyone with an identity of one of the recipients, or with the passphrase. */
export type KeyHolders = { readonly recipients: readonly string[] } | { readonly passphrase: string };

/** What is used to decrypt a data key. */
export type Credentials = { readonly identities: readonly string[] } | { readonly passphrase: string };

/** A data key and its recipients, or why it was not decrypted: wrong credentials, or damaged. */
export type OpenedDataKey =
  | { readonly ok: true; readonly key: DataKey; readonly recipients: readonly string[] | undefined }
  | { readonly ok: false; readonly fault: 'not for these' | 'damaged' };

/** The scrypt work factor (log N) that age uses. */
const WORK_FACTOR = 18;

/** Encrypts a data key with age for its key holders. Recipients must be valid. */
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
  // Anyone who can write the file can change its clear text: adding a recipient there must not give them the next data key.
  const payload = { dataKey: key.export().toString('base64url'), ...clear };
  return { ...clear, dataKey: armor.encode(await encrypter.encrypt(JSON.stringify(payload))) };
}

/** Decrypts a store's data key; never throws, even on a damaged store. Identities must be valid. */
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
