import { exitCodeMeanings } from '../exit-code.ts';
import type { Page } from '../terminal/page.ts';

/** `jwtadm help exit-codes`. */
export const exitCodesPage: Page = {
  title: 'Exit codes',
  summary: 'what each exit code means',
  parts: [
    { terms: Object.entries(exitCodeMeanings) },
    'Error messages go to stderr, so stdout holds only data.',
    {
      commands: [
        [
          'Continue a script only if a token logs in',
          'jwtadm verify ERP --token-file erp.jwt --json > verdict.json || exit',
        ],
        ['Show the exit code of a command', 'jwtadm check --quiet; echo $?'],
      ],
    },
  ],
};
