import type { Page } from '../terminal/page.ts';

export const environmentPage: Page = {
  title: 'Environment',
  summary: 'the variables that jwtadm heeds',
  parts: [
    'A flag comes before the variable that says the same.',
    {
      terms: [
        ['JWTADM_CONFIG', 'the store, where --config names none'],
        [
          'JWTADM_USER',
          'who creates and changes configurations, as Creator, Last Modified By and the history tell; else the system user',
        ],
        ['USER', 'the name of the system user, where the system itself knows none'],
        ['CI', 'if it is set and not empty, nothing is ever asked, as with --no-input'],
      ],
    },
    'Where your own store is: in $XDG_CONFIG_HOME/jwtadm where that is an absolute path, else in the folder of the system for settings.',
    {
      terms: [
        ['XDG_CONFIG_HOME', 'the folder for settings, on every system'],
        ['HOME', 'your home: ~/.config on Linux, ~/Library/Preferences on macOS'],
        ['APPDATA', 'the folder for settings on Windows'],
        ['USERPROFILE', 'your home on Windows, where APPDATA is not set'],
      ],
    },
    'What opens encrypted secrets, where no flag says it; see `jwtadm help secrets`:',
    {
      terms: [
        ['JWTADM_IDENTITY_FILE', 'a file with age identities'],
        ['JWTADM_IDENTITY', 'the text of an age identity itself, as CI can give it'],
        ['JWTADM_PASSPHRASE', 'the passphrase'],
      ],
    },
    'What keeps secrets from being asked for:',
    {
      terms: [
        [
          'NODE_DEBUG',
          'if it is set, Node itself may write to stderr what is typed: no secret is asked for then',
        ],
      ],
    },
    'What CI tells of itself:',
    {
      terms: [
        ['GITHUB_STEP_SUMMARY', 'the file to which -o github adds a page on the step'],
        [
          'GITHUB_WORKSPACE, CI_PROJECT_DIR',
          'the folder of the checkout, below which reports name files; else the working directory',
        ],
      ],
    },
    'How the output looks:',
    {
      terms: [
        ['NO_COLOR', 'if it is set and not empty, no colours, unless --color always is given'],
        ['FORCE_COLOR', 'if it is set, colours in pipes and files, too; 0 and false mean none anywhere'],
        ['TERM', 'dumb means neither colours nor drawn lines'],
        ['LC_ALL, LC_CTYPE, LANG', 'the first that is set says whether the terminal shows UTF-8'],
        ['WT_SESSION', 'set by the terminal of Windows that shows UTF-8'],
      ],
    },
    'A variable of any name can hold a secret or a token. --secret-env and --token-env read it once; what --secret-ref env:NAME stores is the name, so that the variable is read whenever a token is verified.',
    {
      commands: [
        ['One store for all that is done in this shell', 'export JWTADM_CONFIG=/srv/sso/jwtadm.json'],
        [
          'A secret that stays in the environment',
          'jwtadm create CRM --username-field sub --secret-ref env:CRM_JWT_SECRET',
        ],
      ],
    },
  ],
};
