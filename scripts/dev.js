// Runs jwtadm from its source: `npm run dev -- verify ERP --token-file erp.jwt`. Unlike the published program, a bug
// prints its whole stack, with files and lines of src/. The stack may quote data, so use it with test data only.
// `verify --batch` with several threads needs `npm run build` once, which makes the program of its threads.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** In a folder that git ignores, from which the program finds its packages. */
const OUTFILE = '.dev/jwtadm.mjs';

/** How main.ts reports a bug, and how it does so here. */
const REPORT = 'write(bugReport(error))';
const REPORT_WITH_STACK = 'write(bugReport(error) + (error instanceof Error ? error.stack + "\\n" : ""))';

const showStacks = {
  name: 'show-stacks',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]main\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(REPORT)) throw new Error(`${path} no longer has ${REPORT}: adapt scripts/dev.js`);
      return { contents: text.replace(REPORT, REPORT_WITH_STACK), loader: 'ts' };
    });
  },
};

await build({
  entryPoints: ['src/cli.ts'],
  outfile: OUTFILE,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  define: { __dirname: JSON.stringify(resolve('dist')) },
  plugins: [showStacks],
  logLevel: 'warning',
});
const { status, signal } = spawnSync(
  process.execPath,
  ['--enable-source-maps', OUTFILE, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;
