import { Buffer } from 'node:buffer';
import { traitsOf } from '../../src/domain/algorithm.ts';
import type { Draft } from './draft.ts';
import type { Mutation } from './header-mutations.ts';
import type { Random } from './random.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Sets bits in the last character that stand for no byte. */
function makeNonCanonical(segment: string): string {
  const last = alphabet.indexOf(segment.at(-1) ?? '');
  return segment.length % 4 < 2 || last === -1 ? segment : segment.slice(0, -1) + alphabet[last | 1];
}

function inOneSegment(random: Random, change: (segment: string) => string): (token: string) => string {
  const chosen = random.below(3);
  return (token) =>
    token
      .split('.')
      .map((segment, at) => (at === chosen ? change(segment) : segment))
      .join('.');
}

/** The order of each curve's group, by which s may be negated without becoming another signature. */
const orders: Record<string, bigint> = {
  'P-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  'P-384':
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  'P-521':
    0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
};

/** The order of Ed25519's group (RFC 8032 §5.1): a larger s must be refused. */
const ED25519_ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

function toNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex') || '0'}`);
}

function toBytes(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
}

/** Changes s so that it stands for the same number in the group: ECDSA takes −s, and Ed25519 must not take s + order. */
function changeScalar(draft: Draft): (signature: Buffer) => Buffer {
  const traits = traitsOf(draft.signedAs);
  return (signature) => {
    const half = signature.length / 2;
    const [r, s] = [signature.subarray(0, half), signature.subarray(half)];
    if (traits.family === 'ECDSA') {
      return Buffer.concat([r, toBytes((orders[traits.curve] ?? 0n) - toNumber(s), half)]);
    }
    if (traits.family !== 'EdDSA' || half !== 32) return signature;
    const larger = toNumber(Buffer.from(s).reverse()) + ED25519_ORDER;
    return Buffer.concat([r, toBytes(larger, half).reverse()]);
  };
}

const onSignature: readonly ((random: Random) => (signature: Buffer) => Buffer)[] = [
  (random) => {
    const at = random.below(1_000_000);
    const bit = 1 << random.below(8);
    return (bytes) =>
      Buffer.from(bytes.map((byte, each) => (each === at % bytes.length ? byte ^ bit : byte)));
  },
  (random) => {
    const share = random.pick([0, 0.25, 0.5, 0.9]);
    return (bytes) => bytes.subarray(0, Math.floor(bytes.length * share));
  },
  (random) => {
    const more = Buffer.alloc(random.pick([1, 16, 32]));
    return random.chance(0.5)
      ? (bytes) => Buffer.concat([bytes, more])
      : (bytes) => Buffer.concat([more, bytes]);
  },
  (random) => {
    const fill = random.pick([0, 1, 255]);
    return (bytes) => Buffer.alloc(bytes.length, fill);
  },
  () => (bytes) => Buffer.concat([bytes.subarray(bytes.length / 2), bytes.subarray(0, bytes.length / 2)]),
  () => (bytes) => Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.alloc(bytes.length / 2)]),
  () => (bytes) => Buffer.from(bytes.toString('hex')),
  () => (bytes) => Buffer.from(bytes).reverse(),
];

const characters = [...'AZaz09-_.=+/ \n\t\0é%"{:;,'];

const onToken: readonly ((random: Random) => (token: string) => string)[] = [
  (random) => {
    const [at, character] = [random.below(1_000_000), random.pick(characters)];
    return (token) => token.slice(0, at % token.length) + character + token.slice((at % token.length) + 1);
  },
  (random) => {
    const [at, character] = [random.below(1_000_000), random.pick(characters)];
    return (token) => token.slice(0, at % token.length) + character + token.slice(at % token.length);
  },
  (random) => {
    const at = random.below(1_000_000);
    return (token) => token.slice(0, at % token.length);
  },
  (random) => inOneSegment(random, () => ''),
  (random) => inOneSegment(random, makeNonCanonical),
  (random) => inOneSegment(random, (segment) => segment + '='.repeat((4 - (segment.length % 4)) % 4)),
  (random) => inOneSegment(random, (segment) => segment.replaceAll('-', '+').replaceAll('_', '/')),
  (random) => inOneSegment(random, (segment) => `${segment.slice(0, 5)}\n${segment.slice(5)}`),
  (random) => {
    const [before, after] = random.pick([
      [' ', ''],
      ['', '\n'],
      ['\t', '\r\n'],
      ['"', '"'],
      ['\u200b', ''],
      ['', '\0'],
      ['', '.'],
      ['', ','],
      ['\ufeff', ''],
    ]);
    return (token) => `${before}${token}${after}`;
  },
  (random) => {
    const scheme = random.pick([
      'Bearer ',
      'bearer ',
      'Bearer  ',
      'Bearer Bearer ',
      'Basic ',
      'JWT ',
      'Bearer',
    ]);
    return (token) => `${scheme}${token}`;
  },
  () => (token) => `${token}.${token}`,
  () => (token) => token.toLowerCase(),
  () => encodeURIComponent,
  () => (token) => token.replaceAll('.', '%2E'),
  () => (token) => Buffer.from(token).toString('base64url'),
  (random) => {
    const size = random.pick([60_000, 70_000]);
    return (token) => token + 'A'.repeat(size);
  },
];

/** Mutations of the encoded segments, the signature and the finished token. */
export const textMutations: readonly Mutation[] = [
  (draft, random) => draft.onSignature.push(random.pick(onSignature)(random)),
  (draft, random) => draft.onSignature.push(random.pick(onSignature)(random)),
  (draft) => draft.onSignature.push(changeScalar(draft)),
  (draft, random) => draft.onToken.push(random.pick(onToken)(random)),
  (draft, random) => draft.onToken.push(random.pick(onToken)(random)),
  (draft) => draft.beforeSigning.push(makeNonCanonical),
  (draft) => draft.beforeSigning.push((segment) => segment + '='.repeat((4 - (segment.length % 4)) % 4)),
  (draft) => draft.beforeSigning.push((segment) => `${segment.slice(0, 5)} ${segment.slice(5)}`),
];
