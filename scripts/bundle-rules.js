// What the build does differently from a plain bundle: packages and parts in scripts of their own, and replacements.
// Each rule names what it applies to, so that the build can refuse one that applies to nothing any more.

/** The packages that have a script of their own, because they are slow to load. */
export const packagesApart = [
  'age-encryption',
  'chalk',
  'cli-table3',
  'inquirer',
  'jsonwebtoken',
  'string-width',
  'yaml',
];

/** Parts of the program with a script of their own: V8 reads the whole code cache of a script, even unused code. */
export const partsApart = [{ name: 'reports', entry: 'src/reports/report-writers.ts' }];

/** What is slow to load and imported at a start, by whom, and what is given instead. */
export const replacements = [
  // Loaded when it is first used: most texts have neither colour nor wide characters.
  {
    by: 'src/terminal/style.ts',
    asked: 'chalk',
    given: "export function Chalk(options) { return new (require('chalk').Chalk)(options); }",
  },
  {
    by: 'src/terminal/wrap.ts',
    asked: 'string-width',
    given: "export default (text) => require('string-width').default(text);",
  },
  // Not at all: jwtadm itself decides which of its streams has colours.
  { by: 'chalk', asked: '#supports-color', given: 'export default { stdout: false, stderr: false };' },
  // Nor this: no command is a program of its own.
  { by: 'commander', asked: 'node:child_process', given: '' },
  // Without the search for it, and from the executable where jwtadm is one.
  {
    by: 'fs-native-extensions',
    asked: './binding',
    given: "module.exports = require('../../src/stores/json-file/lock-library.ts').lockLibrary();",
  },
];

/** The replacement of an import, by the file or package that imports it; undefined when it is not replaced. */
export function replacementFor(specifier, importer) {
  return replacements.find(({ by, asked }) => asked === specifier && importer.includes(by));
}

/** How the build names a rule. */
export function ruleName({ by, asked, entry }) {
  return entry === undefined ? `the replacement of ${asked} as imported by ${by}` : `the part apart ${entry}`;
}

/** How the build names the rule that sets a package apart. */
export function packageRuleName(name) {
  return `the package apart ${name}`;
}

/** Every rule of the build, by name. */
export function allRuleNames() {
  return [...packagesApart.map(packageRuleName), ...partsApart.map(ruleName), ...replacements.map(ruleName)];
}

/** The message that refuses rules which applied to nothing; undefined when each one of `names` is among `applied`. */
export function refuseIdleRules(names, applied) {
  const idle = names.filter((name) => !applied.has(name));
  if (idle.length === 0) return undefined;
  return `the build has rules that apply to nothing any more; correct or delete them in scripts/bundle-rules.js:\n${idle.map((name) => `- ${name}`).join('\n')}`;
}
