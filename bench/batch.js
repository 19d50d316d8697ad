// How many tokens a second `verify --batch` judges, beside `openssl speed` times the cores, and beside a loop of
// jsonwebtoken on one thread; and what memory it takes. Rounds run in turn, so that a machine whose speed drifts
// does not matter; the median counts.
import { spawnSync } from 'node:child_process';
import {
  createHmac,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import jsonwebtoken from 'jsonwebtoken';

const HELP = `node bench/batch.js [--rounds N] [--tokens N]

  --rounds N   how often each is measured (default: 5)
  --tokens N   how many tokens of HS256 a batch has; of the others it has fewer (default: 200000)
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    tokens: { type: 'string', default: '200000' },
    help: { type: 'boolean' },
  },
});

const bin = new URL('../bin/jwtadm.js', import.meta.url).pathname;
// Node 20 reads that file at every start.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const cores = availableParallelism();

/** By algorithm: its key, how it signs, how many tokens of it a batch has, and how openssl measures it. */
const algorithms = {
  HS256: {
    secret: randomBytes(32).toString('base64url'),
    share: 1,
    speed: ['-bytes', '256', '-hmac', 'sha256'],
  },
  RS256: { pair: generateKeyPairSync('rsa', { modulusLength: 2048 }), share: 0.5, speed: ['rsa2048'] },
  ES256: { pair: generateKeyPairSync('ec', { namedCurve: 'P-256' }), share: 0.25, speed: ['ecdsap256'] },
  EdDSA: { pair: generateKeyPairSync('ed25519'), share: 0.25, speed: ['ed25519'] },
};

if (values.help) process.stdout.write(HELP);
else measure(Number(values.rounds), Number(values.tokens));

function measure(rounds, tokens) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jwtadm-bench-')));
  try {
    const config = join(folder, 'store.json');
    writeFileSync(config, JSON.stringify(store()), { mode: 0o600 });
    console.log(`Node ${process.version}, ${cores} cores, ${rounds} rounds; tokens a second`);
    for (const [name, algorithm] of Object.entries(algorithms)) {
      const count = Math.ceil(tokens * algorithm.share);
      const file = join(folder, name);
      writeTokens(file, name, algorithm, count);
      console.log(line(name, algorithm, { file, count, config }, rounds));
    }
    tellMemory(folder, config);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function store() {
  const configurations = Object.entries(algorithms).map(([name, { secret, pair }]) => ({
    name,
    enabled: true,
    tokenName: 'token',
    secretKey: secret ?? pair.publicKey.export({ type: 'spki', format: 'pem' }),
    expirationTime: 86_400,
    usernameField: 'sub',
    signatureAlgorithm: name,
  }));
  const fingerprintKey = randomBytes(32).toString('base64url');
  return { version: 1, fingerprintKey, configurations };
}

/** A thousand different tokens, over and over: to sign each would take longer than to judge it. */
function writeTokens(file, name, algorithm, count) {
  const tokens = Array.from({ length: 1000 }, (_, index) => `${token(name, algorithm, index)}\n`).join('');
  const descriptor = openSync(file, 'w');
  for (let written = 0; written < count; written += 1000) writeSync(descriptor, tokens);
  closeSync(descriptor);
}

function token(alg, { secret, pair }, index) {
  const iat = Math.floor(Date.now() / 1000) - 60;
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: `user-${index}`,
    name: `User ${index}`,
    email: `user-${index}@example.com`,
    iat,
    exp: iat + 86_400,
  };
  const input = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  const signature = secret
    ? createHmac('sha256', secret).update(input).digest()
    : sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(input), {
        key: pair.privateKey,
        dsaEncoding: 'ieee-p1363',
      });
  return `${input}.${signature.toString('base64url')}`;
}

function line(name, algorithm, batch, rounds) {
  const results = Array.from({ length: rounds }, () => ({
    openssl: opensslRate(algorithm.speed) * cores,
    documents: batchRate(name, batch, []),
    brief: batchRate(name, batch, ['--brief']),
    jsonwebtoken: name === 'EdDSA' ? undefined : loopRate(name, algorithm, batch.file),
  }));
  const rate = (key) => Math.round(median(results.map((result) => result[key]))).toLocaleString('en');
  const ratio = (key) => median(results.map((result) => result[key] / result.openssl)).toFixed(3);
  const loop = name === 'EdDSA' ? 'has none' : rate('jsonwebtoken');
  return `${name}  documents ${rate('documents')} (${ratio('documents')}), --brief ${rate('brief')} (${ratio('brief')}), openssl × cores ${rate('openssl')}, jsonwebtoken ${loop}`;
}

function batchRate(name, { file, count, config }, flags) {
  const argv = [bin, 'verify', name, '--batch', file, '--json', '--config', config, ...flags];
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(String(stderr));
  return (1000 * count) / (performance.now() - started);
}

/** What one core makes of it: the last number but one of a table, or bytes a second by the size of a token. */
function opensslRate(speed) {
  const { status, stdout, stderr } = spawnSync('openssl', ['speed', '-seconds', '1', '-mr', ...speed], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`openssl speed is needed: ${stderr}`);
  const [, kind, rest] = /^\+(F\d?\w*):(.*)$/m.exec(stdout) ?? [];
  const fields = (rest ?? '').split(':').map(Number);
  return kind === 'F' ? fields[2] / 256 : fields[fields.length - 1];
}

/** A loop of jsonwebtoken in this thread, with a KeyObject. */
function loopRate(name, { secret, pair }, file) {
  const key = secret ? createSecretKey(Buffer.from(secret)) : createPublicKey(pair.privateKey);
  const tokens = readFileSync(file, 'utf8').slice(0, 4_000_000).split('\n').slice(0, -1);
  const started = performance.now();
  for (const each of tokens) jsonwebtoken.verify(each, key, { algorithms: [name] });
  return (1000 * tokens.length) / (performance.now() - started);
}

/** The most memory that a batch takes, for one of 100,000 tokens and one of 400,000. */
function tellMemory(folder, config) {
  const peaks = [100_000, 400_000].map((count) => {
    const file = join(folder, `memory-${count}`);
    writeTokens(file, 'HS256', algorithms.HS256, count);
    const argv = [
      '-e',
      `process.on('exit', () => require('node:fs').writeSync(2, String(process.resourceUsage().maxRSS)));
       process.argv.splice(1, 0, ${JSON.stringify(bin)}); require(${JSON.stringify(bin)});`,
      ...['verify', 'HS256', '--batch', file, '--json', '--config', config],
    ];
    const { stderr } = spawnSync(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    return Math.round(Number(stderr) / 1024);
  });
  console.log(`memory  100,000 tokens ${peaks[0]} MiB, 400,000 tokens ${peaks[1]} MiB`);
}

function median(numbers) {
  return numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
