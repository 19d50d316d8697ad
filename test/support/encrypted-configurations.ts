import { expect } from 'vitest';
import { IDENTITY, IDENTITY_FILE, PASSPHRASE } from './age-keys.ts';
import { type EncryptedStore, encryptedStore } from './encrypted-store.ts';
import { keyFor, SECRET as TOKEN_SECRET } from './mint-token.ts';
import { run, type Setting } from './run.ts';
import { SECRET } from './stores.ts';

/** A store's document with encrypted secrets. */
export type EncryptedDocument = EncryptedStore['document'];

/** The secret of ERP, which signs the tokens that tests mint. */
export const ERP_SECRET = TOKEN_SECRET;

/** The secret of HR. */
export const HR_SECRET = `${SECRET}-of-HR-and-of-no one-else`;

/** ERP as it is before its secret is encrypted. */
export const erpInPlain = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: ERP_SECRET,
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'HS256',
  lastModified: '2025-03-12T15:00:33.000Z',
  lastModifiedBy: 'ada',
  creator: 'ada',
};

const hr = { ...erpInPlain, name: 'HR', secretKey: HR_SECRET };

/** A configuration with a public key, which is not encrypted. */
export const portal = {
  ...erpInPlain,
  name: 'Portal',
  secretKey: keyFor('ES256').publicPem,
  signatureAlgorithm: 'ES256',
};

/** A configuration whose secret is elsewhere. */
export const referring = { ...erpInPlain, name: 'Env', secretKey: { env: 'ENV_SECRET' } };

/** A store for the identity of {@link env}, with ERP, HR, Portal and Env. */
export const { document: store } = await encryptedStore([
  erpInPlain,
  hr,
  { ...portal, secretKey: { value: portal.secretKey } },
  referring,
]);

/** A store with ERP and HR that a passphrase opens. */
export const { document: withPassphrase } = await encryptedStore([erpInPlain, hr], {
  passphrase: PASSPHRASE,
});

/** The environment that opens the first store. */
export const env = { JWTADM_IDENTITY: IDENTITY };

/** An encrypted Secret Key, whatever it holds. */
export const encrypted = { encrypted: expect.stringMatching(/^[\w-]{100,}$/) };

/** A folder with a store, and with files that open the two stores. */
export function inStore(document: object, more: Setting = {}): Setting {
  return {
    files: { 'jwtadm.json': document, 'key.txt': IDENTITY_FILE, 'pass.txt': `${PASSPHRASE}\n` },
    ...more,
  };
}

/** What verify says of a token, as exit code and codes. */
export async function verdict(argv: readonly string[], setting: Setting): Promise<[number, string[]]> {
  const { exitCode, stdout } = await run(['verify', ...argv, '--json', '-'], setting);
  const { diagnosis } = JSON.parse(stdout) as { diagnosis: { code: string }[] };
  return [exitCode, diagnosis.map(({ code }) => code)];
}

/** The configuration of a name in a store's document. */
export function storedIn(document: unknown, name: string): Record<string, unknown> | undefined {
  return (document as EncryptedDocument).configurations.find((each) => each.name === name) as never;
}
