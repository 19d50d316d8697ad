// Builds jwtadm and runs its tests on every supported version of Node, one after the other. The binaries come
// from the npm package `node`, and are fetched when they are missing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run test:matrix -- [--node N]… [FILTER]…

  --node N   only this version: 20, 22, 24 or 26; may be repeated (default: all of them)
  FILTER     only files whose path has this in it, as of \`vitest run\` (default: all of them)
`;

/** The versions of Node, the newest of each line when it was last looked at. */
const versions = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'];

const {
  values: { node, help },
  positionals: filters,
} = parseArgs({
  allowPositionals: true,
  options: { node: { type: 'string', multiple: true }, help: { type: 'boolean' } },
});

const chosen = versions.filter((version) => node?.includes(majorOf(version)) ?? true);

if (help) process.stdout.write(HELP);
else if (chosen.length < (node?.length ?? 1)) refuse();
else testOn(chosen);

function refuse() {
  process.stderr.write(`--node takes ${versions.map(majorOf).join(', ')}\n`);
  process.exitCode = 2;
}

function testOn(all) {
  const results = all.map((version) => {
    console.log(`\nNode ${version}`);
    const started = performance.now();
    const hasPassed = test(fetchNode(version));
    const seconds = Math.round((performance.now() - started) / 1000);
    return {
      hasPassed,
      told: `Node ${version.padEnd(8)} ${hasPassed ? 'passed' : 'FAILED'} in ${seconds} s`,
    };
  });
  // Leaves behind what the Node that is used here would build.
  run(process.execPath, ['scripts/build.js']);
  console.log(`\n${results.map(({ told }) => told).join('\n')}`);
  process.exitCode = results.every(({ hasPassed }) => hasPassed) ? 0 : 1;
}

/** Builds with that Node, too: the code that it keeps is for itself. */
function test(binary) {
  const path = [dirname(binary), process.env.PATH].join(delimiter);
  const argv = ['node_modules/vitest/vitest.mjs', 'run', ...filters];
  return run(binary, ['scripts/build.js'], path) && run(binary, argv, path);
}

/** The binary of that version. The package `node` itself would fetch it by a script when it is installed. */
function fetchNode(version) {
  const { platform, arch } = process;
  const name = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`;
  const folder = resolve('node_modules/.cache/node', version);
  const binary = join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
    run('npm', ['install', '--prefix', folder, ...quiet, `${name}@${version}`]);
  }
  return binary;
}

/** Whether a program ended well. */
function run(program, argv, path = process.env.PATH) {
  const { status } = spawnSync(program, argv, { env: { ...process.env, PATH: path }, stdio: 'inherit' });
  return status === 0;
}

function majorOf(version) {
  return version.slice(0, version.indexOf('.'));
}
