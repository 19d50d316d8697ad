// What the build does differently from a plain bundle: packages and parts in scripts of their own, replacements, and
// what the script of one command leaves out. Each rule names what it applies to, so that the build can refuse one that
// applies to nothing any more.

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

/** The parts of the program that have one: V8 reads all that it keeps of a script, whatever is used of it. */
export const partsApart = [{ name: 'reports', entry: 'src/reports/report-writers.ts' }];

/**
 * What the script of a command leaves out, so that V8 reads it in half of the time: dynamic imports that a file
 * (`by`) makes and the command never does. `asked` is a specifier, or its beginning when it ends in "/"; `allBut`
 * leaves out every dynamic import of the file except one.
 */
export const leftOut = {
  verify: [
    { by: 'src/commands/line/declare-commands.ts', allBut: '../verify.ts' },
    { by: 'src/commands/verify.ts', asked: './verify-batch.ts' },
    { by: 'src/cli.ts', asked: './threads/' },
    { by: 'src/stores/json-file/open-store.ts', asked: './change-store.ts' },
    { by: 'src/stores/json-file/open-store.ts', asked: './revisions.ts' },
  ],
};

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

/** The rule that applies to an import by its importer, or undefined. */
export function replacementFor(specifier, importer) {
  return replacements.find(({ by, asked }) => asked === specifier && importer.includes(by));
}

/** The rule by which the script of `command` leaves a dynamic import out, or undefined. */
export function exclusionFor(command, specifier, importer) {
  return leftOut[command].find(
    ({ by, asked, allBut }) =>
      importer.endsWith(by) &&
      (allBut === undefined
        ? asked === specifier || (asked.endsWith('/') && specifier.startsWith(asked))
        : allBut !== specifier),
  );
}

/** How the build names a rule when it refuses it. */
export function ruleName({ by, asked, allBut, entry }) {
  if (entry !== undefined) return `the part apart ${entry}`;
  return `${asked ?? `all but ${allBut}`} as imported by ${by}`;
}

/** Every rule of the build, by name. */
export function allRuleNames() {
  return [
    ...packagesApart.map((name) => `the package apart ${name}`),
    ...partsApart.map(ruleName),
    ...replacements.map((rule) => `the replacement of ${ruleName(rule)}`),
    ...Object.entries(leftOut).flatMap(([command, rules]) =>
      rules.map((rule) => `the exclusion from ${command}.cjs of ${ruleName(rule)}`),
    ),
  ];
}

/** The message that refuses rules which applied to nothing; undefined when each one of `names` is among `applied`. */
export function refuseIdleRules(names, applied) {
  const idle = names.filter((name) => !applied.has(name));
  if (idle.length === 0) return undefined;
  return `the build has rules that apply to nothing any more; correct or delete them in scripts/bundle-rules.js:\n${idle.map((name) => `- ${name}`).join('\n')}`;
}
