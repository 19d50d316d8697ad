import type { Page } from '../terminal/page.ts';

/** `jwtadm help store`. */
export const storePage: Page = {
  title: 'The store',
  summary: 'the file that holds the configurations, and who may use it',
  parts: [
    'All configurations are in one JSON file. jwtadm uses the first of these:',
    {
      terms: [
        ['--config FILE', 'a file of any name, given before or after the command'],
        ['$JWTADM_CONFIG', 'the same for every command'],
        ['./jwtadm.json', 'if it exists in this folder'],
        ['your own', 'jwtadm/config.json in the folder for settings; see `jwtadm help environment`'],
      ],
    },
    'Only `jwtadm init`, `jwtadm create` and `jwtadm import` create a missing store; any other command reports that it is missing.',
    'You may read and edit the file. Keys that jwtadm does not know are kept. A file that is not a valid store is refused with line and column, and is not changed. jwtadm.schema.json in the package is the schema for editors.',
    'Who may use it: a store must belong to you or to root. A store that holds a literal secret must be closed to other users (mode 600), as jwtadm creates it. A store that holds only encrypted secrets, references and public keys may be readable by everyone, so it can be kept in git. A store that everyone may write is refused. --allow-insecure-permissions skips these checks.',
    'A change is written completely or not at all: the new file replaces the old one in a single step. While jwtadm changes the store it holds a lock on STORE.lock, a file that is never deleted. Other processes wait for the lock up to --lock-timeout.',
    'jwtadm keeps the store as it was before each of the last 10 changes as STORE.bak.N, readable only by you. STORE.history records who changed which fields. `jwtadm restore` also works on a store that is broken or missing.',
    {
      commands: [
        ['Create a store for this folder', 'jwtadm init --local'],
        ['Is everything in it usable?', 'jwtadm check --config /srv/sso/jwtadm.json'],
        ['Who changed what?', 'jwtadm history'],
        ['What would undoing change 12 do?', 'jwtadm restore 12 --dry-run'],
      ],
    },
  ],
};
