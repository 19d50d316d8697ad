import { isDeepStrictEqual } from 'node:util';
import { type Configuration, foldName } from './configuration.ts';

/** What may become of a configuration whose name the store has already. */
export const conflictChoices = ['skip', 'replace', 'rename', 'fail'] as const;

export type ConflictChoice = (typeof conflictChoices)[number];

/** What an import does with one configuration. `conflict`: no choice was given, so nothing at all is written. */
export interface ImportStep {
  readonly action: 'added' | 'replaced' | 'renamed' | 'skipped' | 'unchanged' | 'conflict';
  /** Its name in the import. */
  readonly name: string;
  /** The configuration to write to the store, under its new name if it is renamed. */
  readonly configuration: Configuration;
}

/** What becomes of each configuration of an import, those whose names are taken first. */
export function planImport(
  present: readonly Configuration[],
  incoming: readonly Configuration[],
  onConflict: ConflictChoice,
): ImportStep[] {
  const byName = new Map(present.map((each) => [foldName(each.name), each]));
  const taken = new Set([...byName.keys(), ...incoming.map(({ name }) => foldName(name))]);
  const steps = incoming.map((configuration): ImportStep => {
    const { name } = configuration;
    const duplicate = byName.get(foldName(name));
    if (!duplicate) return { action: 'added', name, configuration };
    if (isDeepStrictEqual(duplicate, configuration)) return { action: 'unchanged', name, configuration };
    return onConflict === 'rename'
      ? { action: 'renamed', name, configuration: { ...configuration, name: freeName(name, taken) } }
      : { action: answers[onConflict], name, configuration };
  });
  const isFree = ({ action }: ImportStep) => action === 'added';
  return [...steps.filter((step) => !isFree(step)), ...steps.filter(isFree)];
}

const answers = { skip: 'skipped', replace: 'replaced', fail: 'conflict' } as const;

const LONGEST_NAME = 64;

/** The first of `ERP-2`, `ERP-3` … that is free, which it takes. */
function freeName(name: string, taken: Set<string>): string {
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`;
    const characters = [...name];
    // By characters, so that none is cut in two.
    while (characters.join('').length > LONGEST_NAME - ending.length) characters.pop();
    const free = `${characters.join('').trimEnd()}${ending}`;
    if (taken.has(foldName(free))) continue;
    taken.add(foldName(free));
    return free;
  }
}
