// Measures what jwtadm promises of its speed, in one run, and writes bench/RESULTS.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cores, measureBatches, measureBatchMemory } from './batch.js';
import { measureGrowth } from './growth.js';
import { run } from './runs.js';
import { measureStages } from './stages.js';
import { measureStarts } from './start.js';

const HELP = `node bench/all.js [--rounds N] [--starts N] [--tokens N]

  --rounds N   how often batches and large stores are measured (default: 5)
  --starts N   how often starts are measured (default: 40)
  --tokens N   how many tokens a batch has (default: 400000)
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    starts: { type: 'string', default: '40' },
    tokens: { type: 'string', default: '400000' },
    help: { type: 'boolean' },
  },
});

if (values.help) process.stdout.write(HELP);
else await measureAll(Number(values.rounds), Number(values.starts), Number(values.tokens));

async function measureAll(rounds, starts, tokens) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jwtadm-bench-')));
  try {
    const executable = join(folder, 'jwtadm');
    run(process.execPath, ['scripts/build-executable.js', executable]);
    const startRows = measureStarts(folder, starts, executable);
    const { rows: batchRows, rates } = await measureBatches(folder, rounds, tokens);
    const rows = [
      ...startRows,
      ...batchRows,
      ...measureBatchMemory(folder),
      ...measureGrowth(folder, rounds),
    ];
    const stages = measureStages(folder, rounds, tokens);
    const text = report({ rows, rates, stages }, { rounds, starts, tokens });
    writeFileSync('bench/RESULTS.md', text);
    process.stdout.write(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report({ rows, rates, stages }, { rounds, starts, tokens }) {
  const missed = rows.filter((row) => row.inTheWay && !isMet(row, row.aim ?? row.least ?? row.most));
  return `# Measured

By \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: medians of ${starts} starts and of ${rounds} batches, each in turn with what it is
compared with. A batch has ${count(tokens)} tokens; its time is the time of the whole process, its start included. \`NODE_EXTRA_CA_CERTS\` is unset, because Node 20 reads that file at every start.

${machine()}

| what | | measured | at least | aim |
|---|---|---|---|---|
${rows.map(tableLine).join('\n')}

## Tokens a second

Loops of the libraries run on one thread, with a key that is made once and without a cache; jwtadm runs on ${cores}.

| | openssl × cores | jwtadm, documents | jwtadm, \`--brief\` | jsonwebtoken | fast-jwt | jose | PyJWT |
|---|---|---|---|---|---|---|---|
${rates.map(rateLine).join('\n')}

## As a stage of something larger

${stages ? stageTable(stages) : 'Not measured: GNU parallel is not installed.'}

## What limits the speed

${grouped(missed)}
`;
}

/** The obstacles, each with all the figures that it limits. */
function grouped(rows) {
  const reasons = [...new Set(rows.map(({ inTheWay }) => inTheWay))];
  const nameOf = ({ what, unit }) => (what.startsWith('batch') ? `${what} ${unit}` : what);
  return reasons
    .map((reason) => {
      const names = rows.filter(({ inTheWay }) => inTheWay === reason).map(nameOf);
      return `- ${names.join('; ')}: ${reason}.`;
    })
    .join('\n');
}

function machine() {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout.trim();
  const versions = ['jsonwebtoken', 'fast-jwt', 'jose'].map((name) => {
    const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    return `${name} ${version}`;
  });
  return `${model}, ${cores} cores, ${memory} GiB; Node ${process.version} (with OpenSSL ${process.versions.openssl}), ${openssl}, ${versions.join(', ')}.`;
}

function tableLine(row) {
  const { what, unit, found, least, most, aim } = row;
  const bound = least === undefined ? most && `≤ ${most}` : `≥ ${least}`;
  const mark = !isMet(row, least ?? most ?? aim) ? '**missed**' : isMet(row, aim) ? 'aim met' : 'met';
  return `| ${what} | ${unit} | ${number(found)} (${mark}) | ${bound ?? ''} | ${aim ?? ''} |`;
}

/** Whether what was found is as good as a bound; what has most is the better the less there is of it. */
function isMet({ found, most }, bound) {
  return bound !== undefined && (most === undefined ? found >= bound : found <= bound);
}

function rateLine({ name, openssl, documents, brief, jsonwebtoken, fastJwt, jose, pyJwt }) {
  const cells = [openssl, documents, brief, jsonwebtoken, fastJwt, jose, pyJwt];
  return `| ${[name, ...cells.map((rate) => (rate === undefined ? '–' : count(rate)))].join(' | ')} |`;
}

function stageTable(stages) {
  const lines = stages.map(
    ({ command, rate }) => `| \`${command.replaceAll('|', '\\|')}\` | ${count(rate)} |`,
  );
  return `The pipelines of docs/scale.md, with HS256.\n\n| | tokens a second |\n|---|---|\n${lines.join('\n')}`;
}

function count(value) {
  return Math.round(value).toLocaleString('en');
}

function number(value) {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
