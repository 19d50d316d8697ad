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
import {
  allRuleNames,
  packageRuleName,
  packagesApart,
  partsApart,
  refuseIdleRules,
  replacementFor,
  ruleName,
} from './bundle-rules.js';

/** The rules that applied to something, by name. */
const applied = new Set();

const replace = {
  name: 'replace',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, importer, namespace, resolveDir }) => {
      const rule = namespace === 'file' ? replacementFor(path, importer) : undefined;
      if (!rule) return undefined;
      applied.add(ruleName(rule));
      const pluginData = { contents: rule.given, resolveDir };
      return { path: ruleName(rule), namespace: 'given', pluginData };
    });
    onLoad({ filter: /./, namespace: 'given' }, ({ pluginData }) => pluginData);
  },
};

const setApart = {
  name: 'set-apart',
  setup({ onResolve }) {
    for (const name of packagesApart) {
      onResolve({ filter: exactly(name) }, () => {
        applied.add(packageRuleName(name));
        return { path: `./${name}.cjs`, external: true };
      });
    }
    for (const part of partsApart) {
      onResolve({ filter: new RegExp(`/${basename(part.entry)}$`) }, ({ kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        applied.add(ruleName(part));
        return { path: `./${part.name}.cjs`, external: true };
      });
    }
  },
};

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
  // A thread of `verify --batch` runs it by itself.
  build({
    ...options,
    entryPoints: ['src/threads/worker-thread.ts'],
    outfile: 'dist/worker-thread.cjs',
    banner: {},
    footer: {},
    plugins: [replace],
  }),
  ...partsApart.map(({ name, entry }) =>
    build({ ...options, entryPoints: [entry], outfile: `dist/${name}.cjs`, plugins: [replace] }),
  ),
  ...packagesApart.map((name) =>
    build({
      ...options,
      stdin: { contents: `module.exports = require('${name}');`, resolveDir: '.' },
      outfile: `dist/${name}.cjs`,
      plugins: [replace],
    }),
  ),
]);
moveMaps();
const refusal = refuseIdleRules(allRuleNames(), applied);
if (refusal !== undefined) throw new Error(refusal);
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
