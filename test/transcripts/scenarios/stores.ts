import { crm, erp, storeOf } from '../../support/stores.ts';
import { onTerminal, type Scenario, twoConfigurations } from '../scenario.ts';

const withStore = (text: string) => ({ files: { 'jwtadm.json': text } });

/** Making, finding and losing stores; their history. */
export const storeScenarios: readonly Scenario[] = [
  { title: 'init in this folder', argv: ['init', '--local'] },
  { title: 'init where a store exists', argv: ['init', '--local'], setting: twoConfigurations },
  { title: 'list without a store', argv: ['list'] },
  { title: 'list a named store that does not exist', argv: ['list', '--config', 'erp.json'] },
  { title: 'list a store that is empty text', argv: ['list'], setting: withStore('') },
  { title: 'list a store that is not JSON', argv: ['list'], setting: withStore('{ "version": 1, }') },
  { title: 'list a store without a version', argv: ['list'], setting: withStore('{ "configurations": [] }') },
  {
    title: 'list a store with a duplicate name',
    argv: ['list'],
    setting: { files: { 'jwtadm.json': storeOf(erp, { ...crm, name: 'erp' }) } },
  },
  {
    title: 'list a store with three faults',
    argv: ['list'],
    setting: {
      files: {
        'jwtadm.json': storeOf({ ...erp, enabled: 'yes', expirationTime: -1, usernameField: undefined }),
      },
    },
  },
  { title: 'history of a store that never changed', argv: ['history'], setting: onTerminal },
  { title: 'restore without a generation', argv: ['restore'], setting: twoConfigurations },
  {
    title: 'restore a generation that is not kept',
    argv: ['restore', '7', '--yes'],
    setting: twoConfigurations,
  },
];
