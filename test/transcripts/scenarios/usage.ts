import { type Scenario, twoConfigurations } from '../scenario.ts';

/** Command lines that are wrong, and help. */
export const usageScenarios: readonly Scenario[] = [
  { title: 'help', argv: ['--help'] },
  { title: 'help of verify', argv: ['verify', '--help'] },
  { title: 'help of create', argv: ['create', '--help'] },
  { title: 'help on exit codes', argv: ['help', 'exit-codes'] },
  { title: 'help on secrets', argv: ['help', 'secrets'] },
  { title: 'help on the store', argv: ['help', 'store'] },
  { title: 'help on ci', argv: ['help', 'ci'] },
  { title: 'help on a topic that does not exist', argv: ['help', 'storage'] },
  { title: 'a command that does not exist', argv: ['lst'], setting: twoConfigurations },
  { title: 'a command of another tool', argv: ['remove', 'ERP'], setting: twoConfigurations },
  { title: 'a flag that does not exist', argv: ['list', '--formt', 'json'], setting: twoConfigurations },
  { title: 'a flag without its value', argv: ['list', '--sort'], setting: twoConfigurations },
  { title: 'one argument too many', argv: ['show', 'ERP', 'CRM'], setting: twoConfigurations },
  { title: 'a color that does not exist', argv: ['list', '--color', 'blue'], setting: twoConfigurations },
];
