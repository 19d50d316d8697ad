// Bundles src/cli.ts and all it needs into dist/, so that a start reads few files and users install
// one package: a script for bin/jwtadm.js, and one for each package that is slow to load, and each part of
// the program that takes room, and not always needed. Then runs it, to keep what V8 made of the scripts.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** The packages that have a script of their own. */
const apart = ['age-encryption', 'chalk', 'cli-table3', 'inquirer', 'jsonwebtoken', 'string-width', 'yaml'];

/** The parts of the program that have one: what V8 keeps of a script is read whole, whatever is used of it. */
const partsApart = [{ name: 'reports', entry: 'src/reports/report-writers.ts' }];

/**
 * What of the program is left out of a script in which one command has it for itself: V8 reads that in half of the
 * time. The launcher knows when it is enough. Only what is loaded when it is needed can be left out.
 */
const leftOut = {
  verify: [
    { by: 'src/commands/line/declare-commands.ts', asked: /^(?!\.\.\/verify\.ts$)/ },
    { by: 'src/commands/verify.ts', asked: /^\.\/verify-batch\.ts$/ },
    { by: 'src/cli.ts', asked: /^\.\/(?:usecases\/verify\/batch|threads)\// },
    { by: 'src/stores/json-file/open-store.ts', asked: /^\.\/(?:change-store|revisions)\.ts$/ },
  ],
};

/** What is slow to load and asked for at a start, by whom, and what is given instead. */
const replacements = [
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

const replace = {
  name: 'replace',
  setup({ onResolve, onLoad }) {
    for (const { by, asked, given } of replacements) {
      onResolve({ filter: exactly(asked) }, ({ importer, namespace, resolveDir }) =>
        namespace === 'file' && importer.includes(by)
          ? { path: `${asked} for ${by}`, namespace: 'given', pluginData: { contents: given, resolveDir } }
          : undefined,
      );
    }
    onLoad({ filter: /./, namespace: 'given' }, ({ pluginData }) => pluginData);
  },
};

const setApart = {
  name: 'set-apart',
  setup({ onResolve }) {
    for (const name of apart) {
      onResolve({ filter: exactly(name) }, () => ({ path: `./${name}.cjs`, external: true }));
    }
    for (const { name, entry } of partsApart) {
      onResolve({ filter: new RegExp(`/${basename(entry)}$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${name}.cjs`, external: true } : undefined,
      );
    }
  },
};

/** The program without what the script of that command leaves out. */
function leaveOut(command) {
  return {
    name: 'leave-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, kind, importer }) =>
        kind === 'dynamic-import' &&
        leftOut[command].some(({ by, asked }) => importer.endsWith(by) && asked.test(path))
          ? { path, namespace: 'left-out' }
          : undefined,
      );
      const contents = `throw new Error('the script of ${command} is without this');`;
      onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents }));
    },
  };
}

function exactly(name) {
  return new RegExp(`^${name.replaceAll('.', '\\.')}$`);
}

const options = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  // A script that bin/jwtadm.js runs has require alone.
  supported: { 'dynamic-import': false },
  minify: true,
  legalComments: 'none',
  metafile: true,
  // For scripts/locate.js: kept apart from dist/, since no user needs them.
  sourcemap: 'external',
  // The function of a CommonJS module, which the script gives back.
  banner: { js: '(function (exports, require, module, __dirname) {' },
  footer: { js: '})' },
};

rmSync('dist', { recursive: true, force: true });
const built = await Promise.all([
  build({
    ...options,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/jwtadm.cjs',
    plugins: [replace, setApart],
  }),
  ...Object.keys(leftOut).map((command) =>
    build({
      ...options,
      entryPoints: ['src/cli.ts'],
      outfile: `dist/${command}.cjs`,
      plugins: [leaveOut(command), replace, setApart],
    }),
  ),
  // A thread of `verify --batch` runs it by itself.
  build({
    ...options,
    entryPoints: ['src/usecases/verify/batch/worker-thread.ts'],
    outfile: 'dist/worker-thread.cjs',
    banner: {},
    footer: {},
    plugins: [replace],
  }),
  ...partsApart.map(({ name, entry }) =>
    build({ ...options, entryPoints: [entry], outfile: `dist/${name}.cjs`, plugins: [replace] }),
  ),
  ...apart.map((name) =>
    build({
      ...options,
      stdin: { contents: `module.exports = require('${name}');`, resolveDir: '.' },
      outfile: `dist/${name}.cjs`,
      plugins: [replace],
    }),
  ),
]);
moveMaps();
const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(bundledPackages(inputs)));
keepCode();

/** Moves the source maps out of dist/, which is published, into maps/, which is not. */
function moveMaps() {
  rmSync('maps', { recursive: true, force: true });
  mkdirSync('maps');
  for (const name of readdirSync('dist').filter((each) => each.endsWith('.map'))) {
    renameSync(`dist/${name}`, `maps/${name}`);
  }
}

/** The folders of the packages that the bundle holds, sorted. */
function bundledPackages(inputs) {
  const folders = inputs
    .map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

/** Name, version and licence text of each bundled package, as their licences ask. */
function notices(folders) {
  return folders
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file
        ? readFileSync(join(folder, file), 'utf8').trim()
        : '(no licence file in the package)';
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Runs the commands that scripts run most, so that what V8 compiles of the program for them is kept. */
function keepCode() {
  const folder = mkdtempSync('dist/try-');
  const store = join(folder, 'store.json');
  const jwtadm = (command, input = '') => {
    const argv = ['--import', './scripts/keep-code.js', 'bin/jwtadm.js', ...command.split(' ')];
    // Flags of V8 in the environment would make it code for none but those.
    const env = { ...process.env, NODE_OPTIONS: '', JWTADM_CONFIG: store };
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { input, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`jwtadm ${command} ended with ${status}: ${stderr}`);
    return stdout;
  };
  jwtadm('create ERP --username-field sub --generate-secret --enabled');
  const token = jwtadm('generate ERP --username alice');
  jwtadm('verify ERP --json', token);
  jwtadm('list');
  jwtadm('--help');
  rmSync(folder, { recursive: true });
}
