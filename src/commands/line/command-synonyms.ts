import { didYouMean } from './did-you-mean.ts';

/** What other tools call a command, and what it is called here. */
const synonyms: Readonly<Record<string, string>> = {
  remove: 'delete',
  del: 'delete',
  add: 'create',
  new: 'create',
  get: 'show',
  view: 'show',
  info: 'show',
  update: 'edit',
  set: 'edit',
  modify: 'edit',
  rotate: 'edit NAME --rotate-secret',
  validate: 'verify',
  test: 'verify',
  audit: 'check',
  lint: 'check',
  doctor: 'check',
  inspect: 'decode',
  sign: 'generate',
  mint: 'generate',
  version: '--version',
  'exit-codes': 'help exit-codes',
  environment: 'help environment',
  env: 'help environment',
  store: 'help store',
  secret: 'help secrets',
  secrets: 'help secrets',
  ci: 'help ci',
};

/** The command that the user probably meant by an unknown word; undefined when there is no guess. */
export function meantCommand(word: string, names: readonly string[]): string | undefined {
  const folded = word.toLowerCase();
  return Object.hasOwn(synonyms, folded) ? synonyms[folded] : didYouMean(word, names);
}
