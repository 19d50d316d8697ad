// How long a run of jwtadm takes beside one of a bare node: the median of the ratios of pairs that run in turn,
// so that a machine whose speed drifts does not matter.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `node bench/start.js [--pairs N] [--configurations N]

  --pairs N            how many pairs of runs a command is measured by (default: 25)
  --configurations N   how many configurations the store of \`verify\` and \`create\` has beside one (default: 0)
`;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '25' },
    configurations: { type: 'string', default: '0' },
    help: { type: 'boolean' },
  },
});

const bin = new URL('../bin/jwtadm.js', import.meta.url).pathname;
// Node 20 reads that file at every start.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

if (values.help) process.stdout.write(HELP);
else measure(Number(values.pairs), Number(values.configurations));

function measure(pairs, configurations) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jwtadm-bench-')));
  try {
    const config = join(folder, 'store.json');
    const token = join(folder, 'token');
    start(['create', 'ERP', '--username-field', 'sub', '--generate-secret', '--enabled', '--config', config]);
    fill(config, configurations);
    writeFileSync(token, start(['generate', 'ERP', '--username', 'alice', '--config', config]));
    let created = 0;
    const commands = {
      'verify --json': () => ['verify', 'ERP', '--token-file', token, '--json', '--config', config],
      'list (piped)': () => ['list', '--config', config],
      create: () => {
        created += 1;
        return [
          'create',
          `C${created}`,
          '--username-field',
          'sub',
          '--generate-secret',
          '-q',
          '--config',
          config,
        ];
      },
      '--help': () => ['--help'],
      '--version': () => ['--version'],
    };
    console.log(
      `Node ${process.version}, ${pairs} pairs each, ${configurations + 1} configurations; × node -e 0`,
    );
    for (const [name, argv] of Object.entries(commands)) console.log(line(name, argv, pairs));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Adds configurations as jwtadm itself would write them. */
function fill(config, count) {
  const document = JSON.parse(readFileSync(config, 'utf8'));
  const [first] = document.configurations;
  for (let index = 0; index < count; index += 1) {
    document.configurations.push({
      ...first,
      name: `Other${index}`,
      secretKey: `${first.secretKey}${index}`,
    });
  }
  writeFileSync(config, `${JSON.stringify(document, undefined, 2)}\n`);
}

function line(name, argv, pairs) {
  const ratios = Array.from({ length: pairs }, () => {
    const bare = timed(['-e', '0']);
    return timed([bin, ...argv()]) / bare;
  }).sort((one, other) => one - other);
  const [least, median, most] = [ratios[0], ratios[Math.floor(pairs / 2)], ratios.at(-1)];
  return `${name.padEnd(14)} ${median.toFixed(2)}   (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/** How long node takes to run once, in milliseconds. */
function timed(argv) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

function start(argv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
