import { createPublicKey } from 'node:crypto';
import { type SignatureAlgorithm, signatureAlgorithms, traitsOf } from '../../src/domain/algorithm.ts';
import { type Draft, RawJson, removeMember, setMember } from './draft.ts';
import type { Random } from './random.ts';

/** A change of a draft. */
export type Mutation = (draft: Draft, random: Random) => void;

const algorithmValues: readonly unknown[] = [
  ...signatureAlgorithms,
  'none',
  'NONE',
  'hs256',
  'ES256K',
  'Ed25519',
  ' HS256',
  '',
  null,
  5,
  ['HS256'],
  { name: 'HS256' },
];

const typeValues: readonly unknown[] = [
  'jwt',
  'application/jwt',
  'at+jwt',
  'JOSE',
  '',
  'logout+jwt',
  'application/secevent+jwt',
  'DPoP+JWT; a=b',
  'jw\u200bt',
  ' JWT',
  null,
  5,
  ['JWT'],
  {},
];

const criticalValues: readonly unknown[] = [['exp'], ['b64'], [], null, 'exp', false, 0, ['typ', 'typ'], {}];

/** Members that no library may follow, and types that they do not have. */
const extraMembers: readonly (readonly [string, unknown])[] = [
  ['kid', 'key-1'],
  ['kid', '../../etc/passwd'],
  ['kid', 5],
  ['kid', null],
  ['jku', 'https://attacker.example/jwks.json'],
  ['x5u', 'file:///etc/passwd'],
  ['x5c', ['AAAA']],
  ['x5t#S256', 5],
  ['zip', 'DEF'],
  ['enc', 'A256GCM'],
  ['nonce', 'n'],
  ['cty', 'JWT'],
  ['cty', ['JWT']],
  ['b64', true],
  ['b64', false],
  ['b64', 'false'],
  ['b64', null],
  ['__proto__', { alg: 'none' }],
  ['constructor', {}],
  ['ALG', 'none'],
  ['exp', 5],
  ['long', 'x'.repeat(3000)],
  ['number', new RawJson('1e999')],
];

/** Signs with a sibling of the algorithm, which the header names or hides. */
function signAsSibling(draft: Draft, random: Random): void {
  const { family } = traitsOf(draft.signedAs);
  const isOnCurve = family === 'ECDSA' || family === 'EdDSA';
  if (isOnCurve) return;
  const siblings = signatureAlgorithms.filter((each) => traitsOf(each).family === family);
  const sibling: SignatureAlgorithm = random.pick(siblings);
  draft.signedAs = sibling;
  if (random.chance(0.5)) setMember(draft.header, 'alg', sibling);
}

/** Signs with HMAC, keyed with the public key, as in algorithm confusion (RFC 8725 §2.1). */
function confuseAlgorithm(draft: Draft, random: Random): void {
  const { verificationKey } = draft.fuzzed;
  if (verificationKey.type === 'secret') return;
  draft.signedAs = 'HS256';
  draft.signingKey = verificationKey.export({ type: 'spki', format: 'pem' }).toString();
  if (random.chance(0.5)) setMember(draft.header, 'alg', 'HS256');
}

function signWithForeignKey(draft: Draft): void {
  const { foreignKey, configuration } = draft.fuzzed;
  draft.signingKey = foreignKey;
  draft.signedAs = configuration.signatureAlgorithm;
}

/** Brings the attacker's own key in the header (RFC 7515 §4.1.3). */
function bringOwnKey(draft: Draft): void {
  const { foreignKey } = draft.fuzzed;
  signWithForeignKey(draft);
  const jwk = (foreignKey.type === 'secret' ? foreignKey : createPublicKey(foreignKey)).export({
    format: 'jwk',
  });
  setMember(draft.header, 'jwk', jwk);
}

const headerTexts = ['{}', '[]', 'null', '"JWT"', '', '{"alg":', '{alg:"HS256"}', '\ufeff{"alg":"HS256"}'];

/** Text around the members that strict and lenient readers of JSON take differently. */
const oddTexts: readonly ((json: string) => string | Buffer)[] = [
  (json) => `\ufeff${json}`,
  (json) => `${json}x`,
  (json) => `${json.slice(0, -1)},}`,
  (json) => `${json.slice(0, -1)},"note":"\u0001"}`,
  (json) => Buffer.from(`${json.slice(0, -1)},"note":"\xff"}`, 'latin1'),
  (json) => Buffer.from(json, 'utf16le'),
];

/** Replaces a JSON text by one that is not quite JSON. */
export function spoilJson(json: string, random: Random): string | Buffer {
  return random.pick(oddTexts)(json);
}

/** Mutations of the header, and of what signs. */
export const headerMutations: readonly Mutation[] = [
  (draft, random) => setMember(draft.header, 'alg', random.pick(algorithmValues)),
  (draft) => removeMember(draft.header, 'alg'),
  (draft, random) => setMember(draft.header, 'typ', random.pick(typeValues)),
  (draft) => removeMember(draft.header, 'typ'),
  (draft, random) => setMember(draft.header, 'crit', random.pick(criticalValues)),
  (draft, random) => setMember(draft.header, ...random.pick(extraMembers)),
  (draft, random) => setMember(draft.header, ...random.pick(extraMembers)),
  (draft) => draft.header.reverse(),
  // Names that stand twice.
  ({ header }, random) => header.push(...header.filter(() => random.chance(0.5))),
  (draft, random) => draft.header.unshift(['alg', random.pick(algorithmValues)]),
  (draft, random) => {
    draft.headerBytes = random.pick(headerTexts);
    draft.oddities.add('header JSON');
  },
  (draft, random) => {
    const { signatureAlgorithm } = draft.fuzzed.configuration;
    draft.headerBytes = spoilJson(`{"alg":"${signatureAlgorithm}"}`, random);
    draft.oddities.add('header JSON');
  },
  signAsSibling,
  confuseAlgorithm,
  bringOwnKey,
  signWithForeignKey,
];
