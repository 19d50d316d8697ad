import { exitCodeMeanings } from '../exit-code.ts';
import type { Page } from '../terminal/page.ts';

export const exitCodesPage: Page = {
  title: 'Exit codes',
  summary: 'what jwtadm tells its caller',
  parts: [
    { terms: Object.entries(exitCodeMeanings) },
    'What went wrong is told on stderr, so that stdout holds nothing but data.',
    {
      commands: [
        [
          'Let a script go on only where a token logs in',
          'jwtadm verify ERP --token-file erp.jwt --json > verdict.json || exit',
        ],
        ['What did the last command say?', 'jwtadm check --quiet; echo $?'],
      ],
    },
  ],
};
