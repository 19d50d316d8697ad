import { crm, erp, storeOf } from '../../support/stores.ts';
import { onTerminal, type Scenario, twoConfigurations } from '../scenario.ts';

/** Giving, replacing, rotating and encrypting secrets. */
export const secretScenarios: readonly Scenario[] = [
  {
    title: 'a secret as the value of a flag',
    argv: ['create', 'HR', '--username-field', 'sub', '--secret', 'hunter2'],
    setting: twoConfigurations,
  },
  {
    title: 'a secret that is too short',
    argv: ['create', 'HR', '--username-field', 'sub', '--secret-stdin'],
    setting: { ...twoConfigurations, stdin: 'abc\n' },
  },
  {
    title: 'a short secret on purpose',
    argv: ['create', 'HR', '--username-field', 'sub', '--secret-stdin', '--allow-weak-secret'],
    setting: { ...twoConfigurations, stdin: 'abc\n' },
  },
  {
    title: 'a well known secret',
    argv: ['create', 'HR', '--username-field', 'sub', '--secret-stdin'],
    setting: { ...twoConfigurations, stdin: 'your-256-bit-secret' },
  },
  {
    title: 'an empty secret file',
    argv: ['edit', 'ERP', '--secret-file', 'empty'],
    setting: { files: { 'jwtadm.json': storeOf(erp), empty: '' } },
  },
  {
    title: 'a secret file that does not exist',
    argv: ['edit', 'ERP', '--secret-file', 'new.secret'],
    setting: twoConfigurations,
  },
  {
    title: 'a secret from a variable that is not set',
    argv: ['edit', 'ERP', '--secret-env', 'NEW_SECRET'],
    setting: twoConfigurations,
  },
  {
    title: 'another algorithm with a secret that is too short for it',
    argv: ['edit', 'ERP', '--algorithm', 'HS512'],
    setting: twoConfigurations,
  },
  {
    title: 'an asymmetric algorithm with a shared secret',
    argv: ['edit', 'ERP', '--algorithm', 'RS256', '--secret-file', 'new.secret'],
    setting: {
      files: { 'jwtadm.json': storeOf(erp), 'new.secret': 'a-shared-secret-of-more-than-32-bytes-0001' },
    },
  },
  {
    title: 'rotate to a new secret',
    argv: ['edit', 'ERP', '--rotate-secret', '--grace', '48h', '--secret-stdin'],
    setting: { ...twoConfigurations, stdin: 'another-secret-of-more-than-32-bytes-0001' },
  },
  {
    title: 'rotate without the new secret',
    argv: ['edit', 'ERP', '--rotate-secret'],
    setting: twoConfigurations,
  },
  { title: 'encrypt without a key holder', argv: ['encrypt'], setting: twoConfigurations },
  {
    title: 'encrypt with a short passphrase',
    argv: ['encrypt', '--passphrase-file', 'passphrase'],
    setting: { files: { 'jwtadm.json': storeOf(erp), passphrase: 'short' } },
  },
  { title: 'decrypt a store that is not encrypted', argv: ['decrypt'], setting: twoConfigurations },
  {
    title: 'a private key for generate that does not exist',
    argv: ['generate', 'ERP', '--username', 'alice', '--private-key-file', 'key.pem'],
    setting: twoConfigurations,
  },
  {
    title: 'reveal a secret that is a reference',
    argv: ['show', 'CRM', '--reveal'],
    setting: { files: { 'jwtadm.json': storeOf(crm) } },
  },
  {
    title: 'ask for a new secret on a terminal',
    argv: ['edit', 'CRM', '--secret-ref', 'env:NEW'],
    setting: onTerminal,
  },
];
