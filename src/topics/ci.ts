import type { Page } from '../terminal/page.ts';

export const ciPage: Page = {
  title: 'In scripts and CI',
  summary: 'checks in a pipeline, without anybody to ask',
  parts: [
    'Nothing is asked where stdin or stderr is no terminal, where $CI is set, or with --no-input: what is missing is a usage error then, which names all of it and shows a whole command. Where a command asks for confirmation, --yes gives it.',
    '--json prints one JSON document on stdout and nothing else; everything meant for people goes to stderr, and --quiet leaves out of it all but warnings and errors; of verify it leaves the exit code alone. Keys, diagnosis codes and exit codes are not renamed; see `jwtadm help exit-codes`.',
    'Reports for CI: `jwtadm verify` writes -o junit and -o github (annotations, and a page where $GITHUB_STEP_SUMMARY is set); `jwtadm check` writes these, -o gitlab (code quality) and -o sarif, too. --report FILE writes one beside the normal output, whose form its ending says: .xml JUnit, .sarif SARIF, .json code quality. Exit codes stay as they are.',
    'A store with encrypted secrets, references and public keys only can be kept in git and checked with every change. A pipeline has the secrets only if it is given the variables or files, or what opens the encrypted ones (`jwtadm help environment`); without them `jwtadm check` says secret-unavailable, which --ignore leaves out.',
    'Changes of several jobs at once wait for each other; --dry-run shows a change and writes nothing.',
    {
      commands: [
        ['Fail when a configuration is unsound', 'jwtadm check --config sso.json --no-input'],
        [
          'The same, but for secrets that are elsewhere',
          'jwtadm check --config sso.json --ignore secret-unavailable',
        ],
        [
          'Annotate the configurations, and keep a report',
          'jwtadm check --config sso.json -o github --report check.sarif',
        ],
        [
          'Does a token of the new release still log in?',
          'jwtadm verify ERP --config sso.json --token-env NEW_TOKEN',
        ],
        [
          'As the right user, with a role, for an hour still?',
          'jwtadm verify ERP --token-env NEW_TOKEN --expect-user alice --expect-role "Report Author" --min-remaining 1h --quiet',
        ],
        [
          'Is an old token rejected, and for that reason?',
          'jwtadm verify ERP --token-file old.jwt --expect-rejected expired --quiet',
        ],
        [
          'Will it, under a configuration that is not enabled yet?',
          'jwtadm verify ERP --config sso.json --token-file new.jwt --ignore-disabled',
        ],
        [
          'Set up a configuration, the same way every time',
          'printf %s "$ERP_SECRET" | jwtadm create ERP --config sso.json --username-field loginname --secret-stdin --enabled',
        ],
      ],
    },
  ],
};
