// Bundles the fuzzer, which Node cannot run as it is, and starts it. See README.md here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'jwtadm-fuzz-'));
try {
  const outfile = join(folder, 'main.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
  });
  const argv = [outfile, ...process.argv.slice(2)];
  const { status, signal } = spawnSync(process.execPath, argv, { stdio: 'inherit' });
  if (signal) process.stderr.write(`the fuzzer was ended by ${signal}\n`);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
