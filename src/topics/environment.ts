import type { Page } from '../terminal/page.ts';

/** `jwtadm help environment`. */
export const environmentPage: Page = {
  title: 'Environment',
  summary: 'the environment variables that jwtadm reads',
  parts: [
    'A flag takes precedence over its variable.',
    {
      terms: [
        ['JWTADM_CONFIG', 'the store, unless --config names one'],
        [
          'JWTADM_USER',
          'the user recorded as Creator, Last Modified By and in the history (default: the system user)',
        ],
        ['USER', 'the name of the system user, where the system itself has none'],
        ['CI', 'if set and not empty, jwtadm never prompts, as with --no-input'],
      ],
    },
    "Where your own store is: in $XDG_CONFIG_HOME/jwtadm if that is an absolute path, else in the system's folder for settings.",
    {
      terms: [
        ['XDG_CONFIG_HOME', 'the folder for settings, on every system'],
        ['HOME', 'your home: ~/.config on Linux, ~/Library/Preferences on macOS'],
        ['APPDATA', 'the folder for settings on Windows'],
        ['USERPROFILE', 'your home on Windows, where APPDATA is not set'],
      ],
    },
    'What decrypts secrets, unless a flag names it; see `jwtadm help secrets`:',
    {
      terms: [
        ['JWTADM_IDENTITY_FILE', 'a file with age identities'],
        ['JWTADM_IDENTITY', 'the text of an age identity, as CI can provide it'],
        ['JWTADM_PASSPHRASE', 'the passphrase'],
      ],
    },
    'What prevents prompts for secrets:',
    {
      terms: [
        ['NODE_DEBUG', 'if set, Node may write typed text to stderr, so jwtadm does not ask for secrets'],
      ],
    },
    'What CI provides:',
    {
      terms: [
        ['GITHUB_STEP_SUMMARY', 'the file to which -o github adds a summary page'],
        [
          'GITHUB_WORKSPACE, CI_PROJECT_DIR',
          'the checkout; reports name files relative to it (default: the working directory)',
        ],
      ],
    },
    'How the output looks:',
    {
      terms: [
        ['NO_COLOR', 'if set and not empty, no colours, unless --color always is given'],
        ['FORCE_COLOR', 'if set, colours in pipes and files too; with 0 or false, no colours anywhere'],
        ['TERM', 'with the value dumb, neither colours nor drawn lines'],
        ['LC_ALL, LC_CTYPE, LANG', 'the first one that is set says whether the terminal shows UTF-8'],
        ['WT_SESSION', 'set by the Windows terminal that shows UTF-8'],
      ],
    },
    'A variable of any name can hold a secret or a token. --secret-env and --token-env read it once. --secret-ref env:NAME stores only the name, and the variable is read each time a token is verified.',
    {
      commands: [
        ['Use one store for every command in this shell', 'export JWTADM_CONFIG=/srv/sso/jwtadm.json'],
        [
          'Keep a secret in the environment',
          'jwtadm create CRM --username-field sub --secret-ref env:CRM_JWT_SECRET',
        ],
      ],
    },
  ],
};
