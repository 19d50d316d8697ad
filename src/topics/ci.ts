import type { Page } from '../terminal/page.ts';

/** `jwtadm help ci`. */
export const ciPage: Page = {
  title: 'In scripts and CI',
  summary: 'checks in a pipeline, without prompts',
  parts: [
    'jwtadm never prompts when stdin or stderr is not a terminal, when $CI is set, or with --no-input. A missing value is then a usage error that names every missing flag and shows a complete command. Where a command asks for confirmation, --yes confirms it.',
    '--json prints one JSON document on stdout and nothing else. Everything written for people goes to stderr; --quiet reduces it to warnings and errors. `jwtadm verify --quiet` prints nothing: only the exit code shows the result. Keys, diagnosis codes and exit codes are never renamed; see `jwtadm help exit-codes`.',
    'Reports for CI: `jwtadm verify` and `jwtadm check` write -o junit and -o github (annotations, and a summary page where $GITHUB_STEP_SUMMARY is set). `jwtadm check` also writes -o gitlab (code quality) and -o sarif. --report FILE writes a report beside the normal output; the ending of FILE selects its format: .xml JUnit, .sarif SARIF, .json code quality. Exit codes stay the same.',
    'A store that holds only encrypted secrets, references and public keys can be kept in git and checked with every change. A pipeline can read the secrets only if it has the variables or files, or what decrypts them (`jwtadm help environment`). Without them `jwtadm check` reports secret-unavailable; --ignore secret-unavailable suppresses it.',
    'Several jobs that change one store at the same time wait for each other. --dry-run shows a change and writes nothing.',
    {
      commands: [
        ['Fail when a configuration has a problem', 'jwtadm check --config sso.json --no-input'],
        [
          'The same where the secrets are not available',
          'jwtadm check --config sso.json --ignore secret-unavailable',
        ],
        [
          'Annotate the configurations and keep a report',
          'jwtadm check --config sso.json -o github --report check.sarif',
        ],
        [
          'Does a token of the new release still log in?',
          'jwtadm verify ERP --config sso.json --token-env NEW_TOKEN',
        ],
        [
          'The right user, with a role, for at least an hour more?',
          'jwtadm verify ERP --token-env NEW_TOKEN --expect-user alice --expect-role "Report Author" --min-remaining 1h --quiet',
        ],
        [
          'Is an old token rejected because it has expired?',
          'jwtadm verify ERP --token-file old.jwt --expect-rejected expired --quiet',
        ],
        [
          'Would a token log in once the configuration is enabled?',
          'jwtadm verify ERP --config sso.json --token-file new.jwt --ignore-disabled',
        ],
        [
          'Set up a configuration in a script',
          'printf %s "$ERP_SECRET" | jwtadm create ERP --config sso.json --username-field loginname --secret-stdin --enabled',
        ],
      ],
    },
  ],
};
