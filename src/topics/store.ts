import type { Page } from '../terminal/page.ts';

export const storePage: Page = {
  title: 'The store',
  summary: 'the file of configurations, and who may use it',
  parts: [
    'All configurations are in one JSON file. It is the first of these:',
    {
      terms: [
        ['--config FILE', 'a file of any name, before or after the command'],
        ['$JWTADM_CONFIG', 'the same for every command'],
        ['./jwtadm.json', 'if there is one in this folder'],
        ['your own', 'jwtadm/config.json in the folder for settings; see `jwtadm help environment`'],
      ],
    },
    'Only `jwtadm init` and `jwtadm create` make a store that is missing; any other command says that there is none.',
    'The file is yours to read and to edit: keys that jwtadm does not know stay as they are, and a file that is no store is refused with line and column, and left untouched. The schema for editors is jwtadm.schema.json in the package.',
    'Who may use it: a store must belong to you or to root. One that holds a secret itself must be closed to everybody else (mode 600), as jwtadm makes it; one with encrypted secrets, references and public keys only may be read by all, so that it can be kept in git. A store that everybody may write is refused. --allow-insecure-permissions takes a store as it is.',
    'Changes are whole or not at all: the new file takes the place of the old one in a single step. Who writes holds a lock on STORE.lock, which is never deleted, and others wait for it up to --lock-timeout.',
    'What the store was before each of the last 10 changes stays beside it as STORE.bak.N, closed to others, and STORE.history tells who changed which fields. `jwtadm restore` works on a store that is broken or gone, too.',
    {
      commands: [
        ['A store for this folder', 'jwtadm init --local'],
        ['Is everything in it sound?', 'jwtadm check --config /srv/sso/jwtadm.json'],
        ['Who changed what?', 'jwtadm history'],
        ['What would it mean to take back change 12?', 'jwtadm restore 12 --dry-run'],
      ],
    },
  ],
};
