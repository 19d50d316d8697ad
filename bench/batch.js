// How many tokens a second `verify --batch` evaluates, beside `openssl speed` times the cores and beside loops of
// other libraries on one thread; and what memory it takes.
import { spawnSync } from 'node:child_process';
import { createPublicKey, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createVerifier } from 'fast-jwt';
import { jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { algorithms, BIN, inTurns, median, peakMebibytes, timed, writeStore, writeTokens } from './runs.js';

export const cores = availableParallelism();

const BESIDE_SIGNATURES =
  'what a token takes beside its signature (strict reading, diagnosis, a document; 10 µs where openssl takes 15 for RS256), what a call of node:crypto takes beside a call of OpenSSL (some 5 µs), and the start of threads and of V8’s compilers';

/** By algorithm: the minimum and the aim, as fractions of openssl × cores, and the obstacle. */
const targets = {
  HS256: [
    0.06,
    0.09,
    'the least leaves 7 µs for a token and its document; `createHmac` takes 2, to parse the claims and write them twice 3, everything else about 7',
  ],
  RS256: [0.5, 0.65, BESIDE_SIGNATURES],
  ES256: [0.7, 0.85, BESIDE_SIGNATURES],
  EdDSA: [0.75, 0.93, BESIDE_SIGNATURES],
};

/** The rows of the report, and the tokens a second that they come from. */
export async function measureBatches(folder, rounds, tokens) {
  const config = join(folder, 'batch.json');
  writeStore(config, 4);
  const rows = [];
  const rates = [];
  for (const name of Object.keys(algorithms)) {
    const file = join(folder, name);
    writeTokens(file, name, tokens);
    const results = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = opensslRate(name);
      const documents = batchRate(name, { file, count: tokens, config }, []);
      results.push({
        documents,
        // Before and after: a machine that others share is not as fast all the time.
        openssl: ((before + opensslRate(name)) / 2) * cores,
        ...(name === 'HS256' && { brief: batchRate(name, { file, count: tokens, config }, ['--brief']) }),
        ...(await loopRates(name, file)),
      });
    }
    const rateOf = (key) => median(results.map((result) => result[key]));
    rates.push({ name, ...Object.fromEntries(Object.keys(results[0]).map((key) => [key, rateOf(key)])) });
    rows.push(...ratioRows(name, results));
  }
  return { rows, rates };
}

function ratioRows(name, results) {
  const [least, aim, inTheWay] = targets[name];
  const ratio = (key) => median(results.map((result) => result[key] / result.openssl));
  const loops = ['jsonwebtoken', 'fastJwt'].filter((key) => results[0][key] !== undefined);
  const ahead = median(
    results.map((result) => result.documents / Math.max(...loops.map((key) => result[key]))),
  );
  const documents = { what: `batch ${name}, whole documents`, unit: '÷ (openssl × cores)' };
  return [
    { ...documents, found: ratio('documents'), least, aim, inTheWay },
    ...(name === 'HS256'
      ? [
          {
            what: 'batch HS256, `--brief`',
            unit: '÷ (openssl × cores)',
            found: ratio('brief'),
            aim: 0.14,
            inTheWay,
          },
        ]
      : []),
    {
      what: `batch ${name}`,
      unit: '÷ the faster of fast-jwt and jsonwebtoken',
      found: ahead,
      least: 1,
      inTheWay: BESIDE_SIGNATURES,
    },
  ];
}

function batchRate(name, { file, count, config }, flags) {
  const argv = [BIN, 'verify', name, '--batch', file, '--json', '--config', config, ...flags];
  return (1000 * count) / timed(argv);
}

/** What one core makes of it: the last number but one of a table, or bytes a second by the size of a token. */
function opensslRate(name) {
  const argv = ['speed', '-seconds', '2', '-mr', ...algorithms[name].speed];
  const { status, stdout, stderr } = spawnSync('openssl', argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl speed is needed: ${stderr}`);
  const [, kind, rest] = /^\+(F\d?\w*):(.*)$/m.exec(stdout) ?? [];
  const fields = (rest ?? '').split(':').map(Number);
  return kind === 'F' ? fields[2] / 256 : fields[fields.length - 1];
}

/** Tokens a second of loops over other libraries in this thread, with keys that are made once and no cache. */
async function loopRates(name, file) {
  const { secret, pair } = algorithms[name];
  const key = secret ? createSecretKey(Buffer.from(secret)) : createPublicKey(pair.privateKey);
  const tokens = readFileSync(file, 'utf8').slice(0, 4_000_000).split('\n').slice(0, -1);
  const fastKey = secret ?? pair.publicKey.export({ type: 'spki', format: 'pem' });
  const fastVerify = createVerifier({ key: fastKey, algorithms: [name], cache: false });
  const options = { algorithms: [name] };
  return {
    ...(name !== 'EdDSA' && {
      jsonwebtoken: await rateOf(tokens, (each) => jsonwebtoken.verify(each, key, options)),
    }),
    fastJwt: await rateOf(tokens, (each) => fastVerify(each)),
    jose: await rateOf(tokens, (each) => jwtVerify(each, key, options)),
    ...(hasPyJwt && name !== 'EdDSA' && { pyJwt: pyJwtRate(name, fastKey, file) }),
  };
}

async function rateOf(tokens, verify) {
  for (const each of tokens.slice(0, 2000)) await verify(each);
  const started = performance.now();
  for (const each of tokens) {
    const answer = verify(each);
    if (answer instanceof Promise) await answer;
  }
  return (1000 * tokens.length) / (performance.now() - started);
}

const hasPyJwt = spawnSync('python3', ['-c', 'import jwt']).status === 0;

const pyJwtLoop = `
import jwt, sys, time
name, file = sys.argv[1:3]
key = sys.stdin.read()
tokens = open(file).read(4000000).split("\\n")[:-1]
started = time.perf_counter()
for each in tokens: jwt.decode(each, key, algorithms=[name])
print(len(tokens) / (time.perf_counter() - started))
`;

function pyJwtRate(name, key, file) {
  return Number(spawnSync('python3', ['-c', pyJwtLoop, name, file], { input: key, encoding: 'utf8' }).stdout);
}

/** The rows of the report about the memory of a batch. */
export function measureBatchMemory(folder) {
  const config = join(folder, 'memory.json');
  writeStore(config, 4);
  const [small, large] = [100_000, 400_000].map((count) => {
    const file = join(folder, `memory-${count}`);
    writeTokens(file, 'HS256', count);
    const argv = [BIN, 'verify', 'HS256', '--batch', file, '--json', '--config', config];
    return median(inTurns(3, () => peakMebibytes(argv)));
  });
  const inTheWay = 'a heap of V8 for each thread, which it lets grow before it looks for what is free';
  return [
    { what: 'batch memory, 400k tokens', unit: 'MiB', found: large, most: 200, aim: 100, inTheWay },
    { what: 'batch memory, 100k → 400k', unit: '×', found: large / small, most: 1.5, aim: 1, inTheWay },
  ];
}
