import { Buffer } from 'node:buffer';
import { createECDH, type KeyObject } from 'node:crypto';

/** An Edwards curve a·x² + y² = 1 + d·x²·y² (RFC 8032 §5.1, §5.2). */
interface EdwardsCurve {
  readonly prime: bigint;
  /** Where an order of 8 exists: whether y belongs to such a point. */
  hasOrderEight(y: bigint): boolean;
}

const P25519 = 2n ** 255n - 19n;
const D25519 = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

const edwardsCurves: Readonly<Record<string, EdwardsCurve>> = {
  ed25519: {
    prime: P25519,
    // Doubled, such a point has y = 0, which is x² + y² = 0, and with the curve's equation d·y⁴ + 2·y² = 1.
    hasOrderEight: (y) => (D25519 * y ** 4n + 2n * y ** 2n - 1n) % P25519 === 0n,
  },
  ed448: { prime: 2n ** 448n - 2n ** 224n - 1n, hasOrderEight: () => false },
};

/** Why anyone can sign for an Edwards point; undefined for a good one. */
export function forgeableEdwardsPoint(key: KeyObject): string | undefined {
  const curve = edwardsCurves[key.asymmetricKeyType ?? ''];
  if (!curve) return undefined;
  const bytes = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  // Little-endian; the highest bit is the sign of x, which does not matter here.
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) & 0x7f;
  // Non-canonical encodings (numbers not below the prime) encode the same points.
  const y = BigInt(`0x${bytes.reverse().toString('hex')}`) % curve.prime;
  // Order 4 has y = 0, order 1 has y = 1, order 2 has y = −1.
  const isSmall = y === 0n || y === 1n || y === curve.prime - 1n || curve.hasOrderEight(y);
  return isSmall ? 'it is a point of small order, for which a fixed signature fits every token' : undefined;
}

/** The private keys that anyone tries first. */
const MOST_TRIED = 4;

/** The x coordinates of the first few multiples of each curve's base point; d and −d have the same. */
const trivialPoints = new Map<string, ReadonlySet<string>>();

/** Why anyone can sign for a point on a NIST curve; undefined for a good one. */
export function forgeableCurvePoint(key: KeyObject): string | undefined {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const { x } = key.export({ format: 'jwk' });
  if (curve === undefined || x === undefined) return undefined;
  const points = trivialPoints.get(curve) ?? firstMultiples(curve, Buffer.from(x, 'base64url').length);
  trivialPoints.set(curve, points);
  return points.has(x)
    ? "its private key is a number of one digit: it is a small multiple of the curve's base point"
    : undefined;
}

function firstMultiples(curve: string, size: number): ReadonlySet<string> {
  const pair = createECDH(curve);
  const found = new Set<string>();
  for (let scalar = 1; scalar <= MOST_TRIED; scalar += 1) {
    const bytes = Buffer.alloc(size);
    bytes[size - 1] = scalar;
    pair.setPrivateKey(bytes);
    found.add(
      pair
        .getPublicKey()
        .subarray(1, 1 + size)
        .toString('base64url'),
    );
  }
  return found;
}
