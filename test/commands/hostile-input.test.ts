import { describe, expect, it } from 'vitest';
import { floods } from '../support/floods.ts';
import { unprintableIn } from '../support/hostile-text.ts';
import { healthyClaims, mint, NOW } from '../support/mint-token.ts';
import { type Outcome, run, type Setting } from '../support/run.ts';
import { erp, storeOf } from '../support/stores.ts';

const configuration = { ...erp, issuer: undefined, audience: undefined };
const files = { 'jwtadm.json': storeOf(configuration) };
const at = ['--at', String(NOW)];

/** No report or message for people needs more characters. */
const MOST_SHOWN = 12_000;

/** What is wrong with how a run ended: a bug, an exit code of no meaning, or what may not reach a terminal. */
function troubleWith({ exitCode, stdout, stderr }: Outcome): string | undefined {
  if (exitCode > 4) return `ended with ${exitCode}: ${stderr}`;
  const shown = stdout + stderr;
  if (unprintableIn(shown)) return 'shows what acts on a terminal';
  return shown.length > MOST_SHOWN ? `shows ${shown.length} characters` : undefined;
}

/** Every door by which a text gets to `verify` and `decode`, as a name with what is run. */
function doorsOf(text: string): Record<string, readonly [argv: readonly string[], setting: Setting]> {
  const verify = ['verify', 'ERP', ...at];
  return {
    stdin: [verify, { stdin: text }],
    'stdin of decode': [['decode'], { stdin: text }],
    argument: [[...verify, text], {}],
    file: [[...verify, '--token-file', 'token'], { files: { ...files, token: text } }],
    variable: [['decode', '--token-env', 'TOKEN'], { env: { TOKEN: text } }],
    URL: [verify, { stdin: `https://bi.example/?token=${text}` }],
    fragment: [['decode'], { stdin: `https://bi.example/#${text}` }],
    'Authorization header': [verify, { stdin: `Authorization: Bearer ${text}` }],
    'other header': [verify, { stdin: `X-Token: ${text}\nHost: a` }],
    cookie: [verify, { stdin: `Cookie: a=b; token="${text}"` }],
    'form body': [verify, { stdin: `a=b&token=${text}` }],
    'JSON body': [verify, { stdin: JSON.stringify({ a: [{ token: text }] }) }],
    'every configuration': [['verify', '--any', ...at], { stdin: text }],
  };
}

describe('a flood of', { timeout: 30_000 }, () => {
  it.each(Object.entries(floods))('%s is refused at every door', async (_, text) => {
    for (const [door, [argv, setting]] of Object.entries(doorsOf(text))) {
      const outcome = await run(argv, { files, isTerminal: false, ...setting });
      expect([door, troubleWith(outcome)]).toEqual([door, undefined]);
      expect([door, outcome.exitCode]).toEqual([door, 1]);
    }
  });

  it.each(Object.entries(floods))(
    '%s where a word of the command line belongs is refused',
    async (_, text) => {
      const lines = [
        ...[[text], [`--${text}`], ['list', `-${text}`], ['show', text], ['verify', text], ['help', text]],
        ...[
          ['explain', text],
          ['edit', 'ERP', '--algorithm', text],
          ['edit', 'ERP', '--unset', text],
        ],
        ...[
          ['list', '--config', text],
          ['edit', 'ERP', '--expiration-time', text],
          ['delete', text, '--yes'],
        ],
        ...[
          ['verify', 'ERP', 'x', '--at', text],
          ['generate', 'ERP', '--username', 'a', '--broken', text],
        ],
        ...[
          ['edit', 'ERP', '--secret-ref', `file:${text}`],
          ['edit', 'ERP', '--secret-env', text],
        ],
      ];
      for (const argv of lines) {
        const outcome = await run(argv, { files });
        expect([argv.slice(0, -1), troubleWith(outcome)]).toEqual([argv.slice(0, -1), undefined]);
        expect(outcome.exitCode).toBeGreaterThan(1);
      }
    },
  );
});

/** Claims and headers that a signed token of nearly the largest size may have. */
const extravagant: Record<string, { readonly claims?: unknown; readonly header?: unknown }> = {
  'a claim’s name': { claims: { ['x'.repeat(45_000)]: 'a', iat: NOW } },
  'a name that is nearly right': { claims: { [`loginname${'_'.repeat(45_000)}`]: 'a', iat: NOW } },
  'names of control characters': { claims: { ['\u0007'.repeat(7000)]: 'a', iat: NOW } },
  'a login name': { claims: { ...healthyClaims, loginname: 'a'.repeat(45_000) } },
  'a login name of control characters': { claims: { ...healthyClaims, loginname: '\u001b'.repeat(7000) } },
  'a login name of wide characters': { claims: { ...healthyClaims, loginname: '漢'.repeat(15_000) } },
  'a name in words': {
    claims: { ...healthyClaims, name: '漢字 e\u0301 '.repeat(2500), email: '@'.repeat(9000) },
  },
  'an algorithm': { header: { alg: 'x'.repeat(45_000) } },
  'an algorithm in words': { header: { alg: 'x '.repeat(22_000) } },
  'a type': { header: { alg: 'HS256', typ: '漢'.repeat(14_000) } },
  'a type that cannot be seen': { header: { alg: 'HS256', typ: '\u200b'.repeat(14_000) } },
  'an audience in lists': { claims: { ...healthyClaims, aud: [[[['x '.repeat(20_000)]]]] } },
  'times beyond reason': { claims: { ...healthyClaims, exp: 1e308, iat: -1e308, nbf: -1e300 } },
  __proto__: { claims: `{"__proto__":{"loginname":"root"},"constructor":{"prototype":1},"iat":${NOW}}` },
};

describe('a signed token with', () => {
  it.each(Object.entries(extravagant))(
    '%s without end has a report of reasonable length',
    async (_, recipe) => {
      for (const key of [erp.secretKey, 'another secret']) {
        for (const setting of [{}, { isTerminal: true, columns: 40 }]) {
          const argv = ['verify', 'ERP', ...at, mint({ ...recipe, key })];
          const outcome = await run(argv, { files, env: { NO_COLOR: '1' }, ...setting });
          expect([troubleWith(outcome), outcome.exitCode < 2]).toEqual([undefined, true]);
        }
        const decoded = await run(['decode'], { stdin: mint({ ...recipe, key }) });
        expect([decoded.exitCode, unprintableIn(decoded.stdout)]).toEqual([0, false]);
      }
    },
  );
});

/** Stores that are well-formed JSON, with something in them that is far too large. */
const overgrown: Record<string, [store: object, exitCode: number]> = {
  secret: [storeOf({ ...configuration, secretKey: 'x'.repeat(10_000_000) }), 1],
  'secret in hexadecimal': [
    storeOf({ ...configuration, secretKey: { value: 'ab'.repeat(1_000_000), encoding: 'hex' } }),
    1,
  ],
  'public key': [
    storeOf({ ...configuration, signatureAlgorithm: 'RS256', secretKey: '-'.repeat(10_000_000) }),
    1,
  ],
  'fingerprint key': [{ ...storeOf(configuration), fingerprintKey: 'x'.repeat(10_000_000) }, 4],
  'name of a variable': [storeOf({ ...configuration, secretKey: { env: 'x'.repeat(10_000_000) } }), 4],
  'path of a file': [storeOf({ ...configuration, secretKey: { file: 'x'.repeat(10_000_000) } }), 4],
  name: [storeOf({ ...configuration, name: 'x'.repeat(10_000_000) }), 4],
  moment: [storeOf({ ...configuration, createdAt: `2026-01-01T${'Z'.repeat(10_000_000)}` }), 4],
  'list of roles': [storeOf({ ...configuration, initializationRoles: Array(1001).fill('a') }), 4],
  'number of levels': [{ ...storeOf(configuration), x: nested(100) }, 4],
};

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

describe('a store with an overgrown', { timeout: 30_000 }, () => {
  it.each(Object.entries(overgrown))(
    '%s is told in a few words, and is no bug',
    async (_, [store, exitCode]) => {
      const { folder } = await run(['help'], { files: { 'jwtadm.json': store } });
      for (const line of [
        'verify ERP x.y.z',
        'show ERP',
        'check',
        'edit ERP --secret-encoding hex --dry-run',
      ]) {
        const outcome = await run(line.split(' '), { folder });
        expect([line, troubleWith(outcome)]).toEqual([line, undefined]);
      }
      expect((await run(['verify', 'ERP', 'x.y.z'], { folder })).exitCode).toBe(exitCode);
    },
  );
});

describe('names that every object has', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    '%s are names like any other',
    async (name) => {
      const lines = [
        ...[['edit', 'ERP', '--secret-env', name], ['decode', '--token-env', name], [name], ['help', name]],
        ...[
          ['show', name],
          ['explain', name],
          ['edit', 'ERP', '--unset', name],
          ['list', `--${name}`],
        ],
        ...[
          ['list', '--sort', name],
          ['edit', 'ERP', '--algorithm', name],
          ['list', '--color', name],
        ],
      ];
      for (const argv of lines) expect([2, 3]).toContain((await run(argv, { files })).exitCode);
      const generated = await run(['generate', 'ERP', '--username', 'a', '--claim', `${name}=1`], { files });
      const decoded = await run(['decode', '--json'], { stdin: generated.stdout });
      expect(Object.entries((JSON.parse(decoded.stdout) as { claims: object }).claims)).toContainEqual([
        name,
        1,
      ]);
    },
  );
});

describe('a terminal that does not know its width', () => {
  it('gets help and reports of the usual one', async () => {
    for (const line of [
      'help',
      'create --help',
      'check --help',
      'help exit-codes',
      'show ERP',
      'list --wide',
    ]) {
      const run80 = await run(line.split(' '), { files, isTerminal: true, columns: 80 });
      const run0 = await run(line.split(' '), { files, isTerminal: true, columns: 0 });
      expect(run0.stdout).toBe(run80.stdout);
    }
  });
});
