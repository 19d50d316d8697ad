import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectGenerated, repository } from '../support/generated-file.ts';
import { type Outcome, run } from '../support/run.ts';
import type { Scenario } from './scenario.ts';
import { configurationScenarios } from './scenarios/configurations.ts';
import { secretScenarios } from './scenarios/secrets.ts';
import { storeScenarios } from './scenarios/stores.ts';
import { tokenScenarios } from './scenarios/tokens.ts';
import { usageScenarios } from './scenarios/usage.ts';

/** The scenarios by the folder of their transcripts. */
const groups: Readonly<Record<string, readonly Scenario[]>> = {
  configurations: configurationScenarios,
  secrets: secretScenarios,
  stores: storeScenarios,
  tokens: tokenScenarios,
  usage: usageScenarios,
};

const folderOf = (group: string) => `test/transcripts/${group}`;

const fileOf = ({ title }: Scenario) => `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.md`;

/** A command line, its output and its exit code, as a page that people can read. */
function transcript({ title, argv, setting }: Scenario, outcome: Outcome): string {
  const words = argv.map((word) => (/^[\w./:=,@+-]+$/.test(word) ? word : `'${word}'`));
  const asked = outcome.questions.map(({ kind, message }) => `? ${message} (${kind})`);
  const parts = [
    `# ${title}`,
    block('console', [`$ jwtadm ${words.join(' ')}`, ...asked].join('\n')),
    `Exit code ${outcome.exitCode}${setting?.isTerminal ? ', on a terminal' : ''}.`,
    ...(outcome.stdout === '' ? [] : ['## stdout', block('text', outcome.stdout)]),
    ...(outcome.stderr === '' ? [] : ['## stderr', block('text', outcome.stderr)]),
  ];
  return `${parts.join('\n\n').replaceAll(outcome.folder, '/home/ada')}\n`;
}

function block(language: string, text: string): string {
  return `\`\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\`\``;
}

for (const [group, scenarios] of Object.entries(groups)) {
  describe(`the output of ${group}`, () => {
    mkdirSync(new URL(folderOf(group), repository), { recursive: true });

    it.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
      const outcome = await run(scenario.argv, scenario.setting);
      expectGenerated(`${folderOf(group)}/${fileOf(scenario)}`, transcript(scenario, outcome));
    });

    it('has no transcript without its scenario', () => {
      const kept = readdirSync(new URL(folderOf(group), repository)).sort();
      expect(kept).toEqual(scenarios.map(fileOf).sort());
      expect(new Set(kept).size).toBe(scenarios.length);
    });
  });
}

it('every folder of transcripts belongs to a group', () => {
  for (const group of Object.keys(groups))
    expect(existsSync(new URL(folderOf(group), repository))).toBe(true);
});
