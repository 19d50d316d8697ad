// Every command that writes a store, in the situations in which its calls of the system differ. A new
// command that writes gets an entry here, and is tried by everything in this folder.

/** Stands in the stores and on stdin; no output may show it. */
export const SECRET = 'kJ8v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';

const configuration = {
  enabled: false,
  tokenName: 'token',
  expirationTime: 86_400,
  usernameField: 'sub',
  signatureAlgorithm: 'HS256',
};

/** A store of several pages of the disk, so that a part of it can be written and a part not. */
function storeOf(secretKey, more = {}) {
  const document = {
    version: 1,
    fingerprintKey: 'A'.repeat(43),
    ...more,
    note: 'x'.repeat(10_000),
    configurations: [
      { name: 'ERP', ...configuration, secretKey },
      { name: 'CRM', ...configuration, enabled: true, secretKey: { env: 'CRM_SECRET' } },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

const STORE = storeOf(SECRET);

/** Whom secrets are encrypted for, and what opens them. */
const RECIPIENT = 'age1mwewra3uatyd5dmsl8a5qnh27nm8rgyqevtkepka4u4uhmw934pqcr4y2q';
const IDENTITY = 'AGE-SECRET-KEY-16H3HXTAR6M6K8UU5H3WHWH954SWPKR6Q97S4V5ZH35XPHWQX4JSSUWQG7C\n';

/** That store with its secret encrypted for that recipient. */
const ENCRYPTED_STORE = storeOf(
  {
    encrypted:
      'zNSFryMxfy7OIyjUk3P_8RT1_1m_VQlcFeg_D1ECN7GOd8o6PEUjeDj1RkhkkMJpVcz9-z7jHYPn5ui0dwTF8mDY8zJt47V2ItM5NRQi5hqO-taHZLOx49RPKA0',
  },
  {
    encryption: {
      recipients: [RECIPIENT],
      dataKey: `-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBDM1lLRkxoc2FBeVUydWxx
Zlp4UVRtWCtPNUlqTmJJYTN1ZzZWOW5yUFdFCkxHWFJvUk8ycDRjcSs1dWQ2c09G
a0pYcUxBdHFRNXhZKzhZU1hHUkxiRnMKLS0tIDJNRTVNRlBaUEdBNExMMWpPOEN3
TjU1dzV4Vy8xalRzUkprTm1uM2hTSGMK83p8NkRAUnEi0wJp7CKtr0jCbz7dYWCZ
wfR+uyjiMjuncnKoWwvmQ9kgIca2V6H68w+RCxXn6lrzaFWGLiheAeIjVGR6qzgE
xWOtebhENqq+iFFuW/wJx8Z1XuAf7UnJr6ho40wjP1/h0DPsN09Qr3y26rsXeHh6
cdRU8uqvNZSNd3txWUY0p1jGL3mD16EdpevsiUNrpMkr++USoiL3614Th3U5zPAE
Eg==
-----END AGE ENCRYPTED FILE-----
`,
    },
  },
);

const inStore = { files: { 'jwtadm.json': STORE }, store: 'jwtadm.json' };
const inEncryptedStore = {
  files: { 'jwtadm.json': ENCRYPTED_STORE, 'key.txt': IDENTITY },
  store: 'jwtadm.json',
};

/** Two configurations in the server's format, of which one has the name of another. */
const WIRE_LIST = JSON.stringify(
  ['ERP', 'New'].map((name) => ({
    ...{ name, token_name: 'token', secret: SECRET, expire: 3600, fieldmap: { username: 'sub' } },
    ...{ algorithm: 'HS256', enable: '1', inituser: '1', initroles: ['SYS_Reader'], initpwd: SECRET },
  })),
);

const identity = ['--identity-file', 'key.txt'];
const claim = ['--username-field', 'sub'];

/**
 * What a trial runs, in a folder of its own.
 * @typedef {object} WritingCommand
 * @property {string} name what it is called in reports
 * @property {readonly string[]} argv
 * @property {string} store the store's file, links resolved, relative to the folder
 * @property {Readonly<Record<string, string>>} [files] the files that are there before, by path
 * @property {Readonly<Record<string, string>>} [links] symbolic links, by path
 * @property {string} [stdin] which of the files is piped in
 * @property {string} [input] which of the files is read besides the store: its faults end with exit code 2
 * @property {string} [keyFile] the private key's file that it makes together with the change
 * @property {number} [ownerId] to whom store and folder belong; only root can try that
 */

/** @type {readonly WritingCommand[]} */
export const writingCommands = [
  {
    name: 'init in a new folder',
    argv: ['init', '--config', 'new/folder/jwtadm.json'],
    store: 'new/folder/jwtadm.json',
  },
  {
    name: 'create in a new store',
    argv: ['create', 'New', ...claim, '--generate-secret', '--config', 'jwtadm.json'],
    store: 'jwtadm.json',
  },
  {
    name: 'create from stdin',
    argv: ['create', 'New', ...claim, '--secret-stdin', '--json'],
    ...inStore,
    files: { ...inStore.files, secret: SECRET },
    stdin: 'secret',
    input: 'secret',
  },
  {
    name: 'create from a file',
    argv: ['create', 'New', ...claim, '--secret-file', 'secret'],
    ...inStore,
    files: { ...inStore.files, secret: SECRET },
    input: 'secret',
  },
  {
    name: 'create behind links',
    argv: ['create', 'New', ...claim, '--generate-secret'],
    files: { 'real/store.json': STORE, 'other/empty': '' },
    links: { 'jwtadm.json': 'other/link', 'other/link': '../real/store.json' },
    store: 'real/store.json',
  },
  {
    name: 'create with a key pair',
    argv: ['create', 'New', ...claim, '--algorithm', 'ES256', '--generate-key', 'private.pem'],
    ...inStore,
    keyFile: 'private.pem',
  },
  { name: 'edit', argv: ['edit', 'ERP', '--name', 'Finance', '--expiration-time', '1h'], ...inStore },
  { name: 'edit the secret', argv: ['edit', 'CRM', '--generate-secret'], ...inStore },
  { name: 'rotate the secret', argv: ['edit', 'ERP', '--rotate-secret', '--generate-secret'], ...inStore },
  { name: 'enable', argv: ['enable', 'ERP', 'CRM'], ...inStore },
  {
    name: "enable in someone else's store",
    argv: ['enable', 'ERP', '--config', 'jwtadm.json'],
    ...inStore,
    ownerId: 65_534,
  },
  { name: 'disable', argv: ['disable', 'CRM'], ...inStore },
  { name: 'delete', argv: ['delete', 'ERP', '--yes'], ...inStore },
  {
    name: 'restore',
    argv: ['restore', '3', '--yes'],
    ...inStore,
    files: { ...inStore.files, 'jwtadm.json.bak.3': STORE.replace('86400', '3600') },
  },
  {
    name: 'import from a file',
    argv: ['import', 'list.json', '--on-conflict', 'replace'],
    ...inStore,
    files: { ...inStore.files, 'list.json': WIRE_LIST },
    input: 'list.json',
  },
  {
    name: 'import into an encrypted store',
    argv: ['import', 'list.json', '--on-conflict', 'rename', ...identity],
    ...inEncryptedStore,
    files: { ...inEncryptedStore.files, 'list.json': WIRE_LIST },
    input: 'list.json',
  },
  { name: 'encrypt', argv: ['encrypt', '--recipient', RECIPIENT], ...inStore },
  {
    name: 'create in an encrypted store',
    argv: ['create', 'New', ...claim, '--generate-secret', ...identity],
    ...inEncryptedStore,
  },
  { name: 'rekey', argv: ['rekey', ...identity], ...inEncryptedStore },
  { name: 'decrypt', argv: ['decrypt', '--yes', ...identity], ...inEncryptedStore },
];

/** Those that this user can try. */
export const commandsHere = writingCommands.filter(
  ({ ownerId }) => ownerId === undefined || process.getuid?.() === 0,
);
