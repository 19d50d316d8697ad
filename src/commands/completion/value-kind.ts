import type { Argument } from 'commander';
import type { KnownOption } from '../line/command-line.ts';

/** What a value is, as far as completion can find out what there is of it; of `text` there is anything. */
export type ValueKind =
  | 'configurations'
  | 'files'
  | 'generations'
  | 'references'
  | 'roles'
  | 'text'
  | 'topics'
  | 'variables';

/** What flags take, by the placeholder that they are declared with. */
const flagPlaceholders: Readonly<Record<string, ValueKind>> = {
  'age1…': 'text',
  base: 'text',
  claim: 'text',
  file: 'files',
  n: 'text',
  name: 'text',
  'name=value': 'text',
  'new-name': 'text',
  reference: 'references',
  role: 'roles',
  seconds: 'text',
  text: 'text',
  time: 'text',
  var: 'variables',
  variable: 'variables',
};

/** What arguments are, by their names. */
const argumentNames: Readonly<Record<string, ValueKind>> = {
  file: 'files',
  generation: 'generations',
  name: 'configurations',
  names: 'configurations',
  'new-name': 'text',
  token: 'text',
  topic: 'topics',
};

/** What a flag takes; undefined when its placeholder is in no list here. */
export function kindOfFlag({ flags }: KnownOption): ValueKind | undefined {
  return flagPlaceholders[/<(.+)>/.exec(flags)?.[1] ?? ''];
}

/** What an argument is; undefined when its name is in no list here. */
export function kindOfArgument(argument: Argument): ValueKind | undefined {
  return argumentNames[argument.name()];
}
