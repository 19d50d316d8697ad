// What the benchmarks share: how a run is started and timed, and stores and tokens to run it on.
import { spawnSync } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

export const BIN = new URL('../bin/jwtadm.js', import.meta.url).pathname;

/** The environment of measured programs: Node 20 reads the file in NODE_EXTRA_CA_CERTS at every start. */
export const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

/** Runs a program to its end, and gives its stdout and how long it took in milliseconds. */
export function run(program, argv, stdout = 'ignore') {
  const started = performance.now();
  const result = spawnSync(program, argv, {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'pipe'],
  });
  const milliseconds = performance.now() - started;
  if (result.status !== 0) throw new Error(`${program} ended with ${result.status}: ${result.stderr}`);
  return { milliseconds, stdout: result.stdout };
}

/** Runs node on the arguments, and gives the milliseconds. */
export function timed(argv) {
  return run(process.execPath, argv).milliseconds;
}

const peakScript = new URL('tell-peak.cjs', import.meta.url).pathname;

/** The most memory that node on those arguments takes, in MiB. */
export function peakMebibytes(argv) {
  const { status, stderr } = spawnSync(process.execPath, ['--require', peakScript, ...argv], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stderr) / 1024;
}

export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Calls what is to be measured so often, in turns with what it is compared with. */
export function inTurns(rounds, act) {
  return Array.from({ length: rounds }, (_unused, round) => act(round));
}

/** By algorithm: its key, and how openssl measures it. */
export const algorithms = {
  HS256: { secret: randomBytes(32).toString('base64url'), speed: ['-bytes', '256', '-hmac', 'sha256'] },
  RS256: { pair: generateKeyPairSync('rsa', { modulusLength: 2048 }), speed: ['rsa2048'] },
  ES256: { pair: generateKeyPairSync('ec', { namedCurve: 'P-256' }), speed: ['ecdsap256'] },
  EdDSA: { pair: generateKeyPairSync('ed25519'), speed: ['ed25519'] },
};

/** Writes a store that has a configuration for each algorithm, then further ones until there are `count`. */
export function writeStore(file, count) {
  const known = Object.entries(algorithms).map(([name, { secret, pair }]) => ({
    name,
    enabled: true,
    tokenName: 'token',
    secretKey: secret ?? pair.publicKey.export({ type: 'spki', format: 'pem' }),
    expirationTime: 86_400,
    usernameField: 'sub',
    signatureAlgorithm: name,
  }));
  const others = Array.from({ length: Math.max(0, count - known.length) }, (_unused, index) => ({
    ...known[0],
    name: `Other${index}`,
    secretKey: `${known[0].secretKey}${index}`,
  }));
  const document = {
    version: 1,
    fingerprintKey: randomBytes(32).toString('base64url'),
    configurations: [...known, ...others].slice(0, Math.max(count, known.length)),
  };
  // As jwtadm itself would write it.
  writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`, { mode: 0o600 });
}

/** A thousand different tokens, over and over: to sign each would take longer than to evaluate it. */
export function writeTokens(file, name, count) {
  const tokens = Array.from({ length: 1000 }, (_unused, index) => `${token(name, index)}\n`).join('');
  const descriptor = openSync(file, 'w');
  for (let written = 0; written < count; written += 1000) writeSync(descriptor, tokens);
  closeSync(descriptor);
}

/** A token as issuers write it, for the user with that number and with its own issue time. */
export function token(alg, index) {
  const { secret, pair } = algorithms[alg];
  const iat = Math.floor(Date.now() / 1000) - 60 - index;
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
