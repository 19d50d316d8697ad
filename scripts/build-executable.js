// Makes one file of the Node that runs this, bin/jwtadm.js, all of dist/ and the library that locks: Node's own
// single executable application. It is named by an argument, else executable/jwtadm.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { inject } from 'postject';

/** By what Node finds out that a program was put into it. */
const sentinelFuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const library = `node_modules/fs-native-extensions/prebuilds/${process.platform}-${process.arch}/fs-native-extensions.node`;

const readAssets = {
  name: 'read-assets',
  setup({ onResolve }) {
    onResolve({ filter: /^node:fs$/ }, ({ importer, resolveDir }) =>
      importer.endsWith('bin/jwtadm.js')
        ? { path: join(resolveDir, '../scripts/executable-files.js') }
        : undefined,
    );
  },
};

if (process.platform === 'linux') {
  await makeExecutable(process.argv[2] ?? 'executable/jwtadm');
} else {
  process.stderr.write('The executable can be built on Linux only: elsewhere it would have to be signed.\n');
  process.exitCode = 2;
}

async function makeExecutable(file) {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-executable-'));
  try {
    const program = await prepareProgram(folder);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    copyFileSync(process.execPath, file);
    await inject(file, 'NODE_SEA_BLOB', program, { sentinelFuse });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is put into Node, as it wants it. */
async function prepareProgram(folder) {
  const main = join(folder, 'main.cjs');
  const output = join(folder, 'program');
  const config = join(folder, 'config.json');
  await build({
    entryPoints: ['bin/jwtadm.js'],
    outfile: main,
    bundle: true,
    platform: 'node',
    plugins: [readAssets],
  });
  const scripts = readdirSync('dist').map((name) => [name, join('dist', name)]);
  const assets = { ...Object.fromEntries(scripts), 'fs-native-extensions.node': library };
  const settings = { disableExperimentalSEAWarning: true, useCodeCache: true };
  writeFileSync(config, JSON.stringify({ main, output, assets, ...settings }));
  const { status, stderr } = spawnSync(process.execPath, ['--experimental-sea-config', config], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node could not prepare the program: ${stderr}`);
  return readFileSync(output);
}
