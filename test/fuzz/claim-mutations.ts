import { NOW } from '../support/mint-token.ts';
import { type Draft, type Members, RawJson, removeMember, setMember } from './draft.ts';
import { type Mutation, spoilJson } from './header-mutations.ts';
import type { Random } from './random.ts';

/** Login names that every library must leave as they are. */
const goodNames = [
  'Ænne Øst',
  '名前',
  'O\'Neil "the" <b>',
  'x'.repeat(3000),
  '\u{1f600}',
  'constructor',
  '__proto__',
];

/** Values that are no login name, or that hide something. */
const oddNames: readonly unknown[] = [
  null,
  5,
  true,
  '',
  ' ',
  ' alice',
  'alice\n',
  'al\u200bice',
  '\u202ealice',
  'alice\u0000',
  '\ud800',
  ['alice'],
  { name: 'alice' },
  'undefined',
  'null',
  '{{user.name}}',
  '[object Object]',
];

/** The members that hold the login name, and its name among them, for a Username Field. */
export function placeLoginName(field: string, value: unknown): Members {
  if (field === 'user.login') return [['user', new RawJson(`{"login":${textOf(value)}}`)]];
  return [[field.startsWith('/') ? 'https://example.com/login' : field, value]];
}

function textOf(value: unknown): string {
  return value instanceof RawJson ? value.text : JSON.stringify(value);
}

function setLoginName({ claims, fuzzed }: Draft, value: unknown): void {
  for (const [name, member] of placeLoginName(fuzzed.configuration.usernameField, value)) {
    setMember(claims, name, member);
  }
}

const wrongValues: readonly unknown[] = [
  null,
  5,
  true,
  {},
  [],
  ['app', 5, null],
  [['app']],
  { app: 1 },
  '',
  'other',
];

/** Texts beside the one that is right. */
const nearTexts: readonly ((text: string) => unknown)[] = [
  (text) => text.toUpperCase(),
  (text) => `${text}/`,
  (text) => `${text} `,
  (text) => text.slice(0, -1),
  (text) => `${text}\u0000`,
  (text) => [text],
  (text) => ['other', text],
  (text) => [text, 5],
  (text) => [text, null, { a: 1 }],
];

function changeIssuerOrAudience({ claims, fuzzed, oddities }: Draft, random: Random): void {
  const name = random.pick(['iss', 'aud', 'aud']);
  const { issuer, audience } = fuzzed.configuration;
  const right = (name === 'iss' ? issuer : random.pick(audience ?? ['any'])) ?? 'any';
  if (random.chance(0.2)) {
    removeMember(claims, name);
    return;
  }
  const value = random.chance(0.5) ? random.pick(wrongValues) : random.pick(nearTexts)(right);
  setMember(claims, name, value);
  const values = name === 'aud' && Array.isArray(value) ? value : [value];
  if (values.some((each) => typeof each !== 'string')) oddities.add('claim type');
}

/** A value for a time claim: around each limit, in other units, and of other types. */
function timeValue({ fuzzed }: Draft, random: Random): unknown {
  const { expirationTime, clockTolerance = 0 } = fuzzed.configuration;
  const limits = [0, expirationTime, -expirationTime, clockTolerance, -clockTolerance].flatMap((limit) => [
    limit,
    limit + clockTolerance,
    limit - clockTolerance,
  ]);
  const near = NOW + random.pick(limits) + random.pick([0, 0, 1, -1, 0.5, -0.5, 0.001]);
  const odd: readonly unknown[] = [
    near * 1000,
    near * 1e6,
    near * 1e9,
    String(near),
    '2026-03-01T12:00:00Z',
    null,
    true,
    {},
    [near],
    [],
    '',
    0,
    -1,
    60,
    3600,
    1e19,
    8_640_000_000_001,
    new RawJson('1e400'),
    new RawJson('-1e400'),
    new RawJson('1772370000.0000000000001'),
    new RawJson(`${NOW + 60}e0`),
  ];
  return random.chance(0.6) ? near : random.pick(odd);
}

const extraClaims: readonly (readonly [string, unknown])[] = [
  ['jti', 5],
  ['jti', 'a'],
  ['sub', null],
  ['iss', ['a']],
  ['nonce', {}],
  ['number', new RawJson('1e999')],
  ['number', new RawJson('12345678901234567890123')],
  ['number', new RawJson('-0')],
  ['text', '\ud800'],
  ['text', '\u2028\u0085'],
  ['__proto__', { sub: 'mallory', exp: NOW + 60 }],
  ['constructor', { prototype: 1 }],
  ['toString', 'x'],
  ['email', 5],
  ['name', null],
  ['events', {}],
  ['', 'empty name'],
  // With it a token is larger than jwtadm takes, though its signature is right.
  ['long', 'x'.repeat(49_200)],
];

const purposes: readonly (readonly [string, unknown])[] = [
  ['typ', 'Refresh'],
  ['typ', 'Bearer'],
  ['token_use', 'refresh'],
  ['token_type', 'logout'],
  ['typ', 5],
];

const payloadTexts = [
  '',
  '{}',
  '[]',
  'null',
  '5',
  '"text"',
  'true',
  '{"sub":',
  "{'sub':'alice'}",
  'sub=alice',
];

function nest(levels: number): RawJson {
  return new RawJson(`${'['.repeat(levels)}${']'.repeat(levels)}`);
}

/** Mutations of the payload. */
export const claimMutations: readonly Mutation[] = [
  (draft, random) => setLoginName(draft, random.pick(goodNames)),
  (draft, random) => {
    setLoginName(draft, random.pick(oddNames));
    draft.oddities.add('login name');
  },
  (draft) => {
    const [[name] = ['']] = placeLoginName(draft.fuzzed.configuration.usernameField, '');
    const found = draft.claims.find(([each]) => each === name);
    if (found) found[0] = name.toUpperCase();
    draft.oddities.add('login name');
  },
  changeIssuerOrAudience,
  changeIssuerOrAudience,
  ...(['exp', 'exp', 'iat', 'iat', 'nbf'] as const).map(
    (name): Mutation =>
      (draft, random) =>
        setMember(draft.claims, name, timeValue(draft, random)),
  ),
  (draft, random) => removeMember(draft.claims, random.pick(['iat', 'exp'])),
  (draft) => {
    removeMember(draft.claims, 'iat');
    removeMember(draft.claims, 'exp');
  },
  (draft, random) => {
    setMember(draft.claims, ...random.pick(extraClaims));
    draft.oddities.add('claim type');
  },
  (draft, random) => {
    setMember(draft.claims, ...random.pick(purposes));
    draft.oddities.add('token use');
  },
  (draft, random) => {
    const levels = random.pick([50, 98, 99, 100, 101, 500]);
    setMember(draft.claims, 'nested', nest(levels));
    // The claims themselves are one level.
    if (levels + 1 > 100) draft.oddities.add('payload JSON');
  },
  // A name that stands twice.
  (draft, random) => {
    const [name] = random.pick(draft.claims);
    draft.claims.push([name, random.pick(['other', NOW + 60, null])]);
  },
  (draft, random) => {
    draft.payloadBytes = random.pick(payloadTexts);
    draft.oddities.add('payload JSON');
  },
  (draft, random) => {
    draft.payloadBytes = spoilJson(JSON.stringify({ sub: 'alice', iat: NOW, exp: NOW + 60 }), random);
    draft.oddities.add('payload JSON');
  },
];
