import { crm, erp, storeOf } from '../../support/stores.ts';
import { onTerminal, type Scenario, twoConfigurations } from '../scenario.ts';

const broken = { ...erp, name: 'HR', expirationTime: 'a day' };

/** Listing, showing, creating, editing and deleting configurations. */
export const configurationScenarios: readonly Scenario[] = [
  { title: 'list in a pipe', argv: ['list'], setting: twoConfigurations },
  { title: 'list on a terminal', argv: ['list'], setting: onTerminal },
  { title: 'list with every column', argv: ['list', '--wide'], setting: { ...onTerminal, columns: 120 } },
  { title: 'list an empty store', argv: ['list'], setting: { files: { 'jwtadm.json': storeOf() } } },
  { title: 'list as CSV', argv: ['list', '-o', 'csv'], setting: twoConfigurations },
  {
    title: 'list in a format that does not exist',
    argv: ['list', '-o', 'tabel'],
    setting: twoConfigurations,
  },
  { title: 'show a configuration', argv: ['show', 'ERP'], setting: onTerminal },
  { title: 'show a configuration as JSON', argv: ['show', 'ERP', '--json'], setting: twoConfigurations },
  { title: 'show a name that does not exist', argv: ['show', 'EPR'], setting: twoConfigurations },
  { title: 'show without a name in a pipe', argv: ['show'], setting: twoConfigurations },
  { title: 'create without anything', argv: ['create'], setting: twoConfigurations },
  {
    title: 'create a name that exists',
    argv: ['create', 'erp', '--username-field', 'sub', '--secret-ref', 'env:HR_SECRET'],
    setting: twoConfigurations,
  },
  {
    title: 'create with a reference that is not set',
    argv: ['create', 'HR', '--username-field', 'sub', '--secret-ref', 'env:HR_SECRET'],
    setting: twoConfigurations,
  },
  {
    title: 'create with three wrong values',
    argv: ['create', 'H R', '--username-field', '', '--expiration-time', 'soon', '--secret-ref', 'HR_SECRET'],
    setting: twoConfigurations,
  },
  {
    title: 'create as a dry run on a terminal',
    argv: ['create', 'HR', '--username-field', 'sub', '--secret-ref', 'file:hr.secret', '--dry-run'],
    setting: { ...onTerminal, answers: [] },
  },
  {
    title: 'edit two fields',
    argv: ['edit', 'ERP', '--expiration-time', '12h', '--unset', 'issuer'],
    setting: onTerminal,
  },
  { title: 'edit without flags in a pipe', argv: ['edit', 'ERP'], setting: twoConfigurations },
  {
    title: 'edit what is already so',
    argv: ['edit', 'ERP', '--email-field', 'email'],
    setting: twoConfigurations,
  },
  {
    title: 'edit to a name that is taken',
    argv: ['edit', 'ERP', '--name', 'crm'],
    setting: twoConfigurations,
  },
  {
    title: 'unset a required field',
    argv: ['edit', 'ERP', '--unset', 'token-name'],
    setting: twoConfigurations,
  },
  {
    title: 'delete after asking',
    argv: ['delete', 'ERP', 'CRM'],
    setting: { ...onTerminal, answers: [true] },
  },
  { title: 'delete without yes in a pipe', argv: ['delete', 'ERP'], setting: twoConfigurations },
  {
    title: 'delete three names of which one exists',
    argv: ['rm', 'ERP', 'X', 'Y', '-y'],
    setting: twoConfigurations,
  },
  { title: 'enable one of two', argv: ['enable', 'ERP', 'CRM'], setting: twoConfigurations },
  { title: 'disable as a dry run', argv: ['disable', 'ERP', '--dry-run'], setting: twoConfigurations },
  {
    title: 'export for the server without secrets',
    argv: ['export', '--format', 'datafor'],
    setting: twoConfigurations,
  },
  {
    title: 'import a name that is taken',
    argv: ['import', 'other.json'],
    setting: { files: { 'jwtadm.json': storeOf(erp, crm), 'other.json': storeOf({ ...erp, name: 'erp' }) } },
  },
  {
    title: 'import a document with a fault',
    argv: ['import', 'other.json'],
    setting: { files: { 'jwtadm.json': storeOf(crm), 'other.json': storeOf(broken) } },
  },
  {
    title: 'check a store',
    argv: ['check'],
    setting: { ...onTerminal, env: { NO_COLOR: '1', CRM_SECRET: 'changeme' } },
  },
  {
    title: 'check a configuration whose secret is elsewhere',
    argv: ['check', 'CRM'],
    setting: twoConfigurations,
  },
];
