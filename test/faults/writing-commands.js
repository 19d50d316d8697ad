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
const STORE = `${JSON.stringify(
  {
    version: 1,
    fingerprintKey: 'A'.repeat(43),
    note: 'x'.repeat(10_000),
    configurations: [
      { name: 'ERP', ...configuration, secretKey: SECRET },
      { name: 'CRM', ...configuration, enabled: true, secretKey: { env: 'CRM_SECRET' } },
    ],
  },
  undefined,
  2,
)}\n`;

const inStore = { files: { 'jwtadm.json': STORE }, store: 'jwtadm.json' };
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
    name: "enable in somebody else's store",
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
];

/** Those that this user can try. */
export const commandsHere = writingCommands.filter(
  ({ ownerId }) => ownerId === undefined || process.getuid?.() === 0,
);
