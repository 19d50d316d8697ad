import type { Buffer } from 'node:buffer';

/** A curve y² = x³ − 3x + b over the integers modulo a prime (FIPS 186-4 §D.1.2). */
interface Curve {
  readonly prime: bigint;
  readonly b: bigint;
}

/** The curves by the size of the two coordinates of a point, in bytes. */
const curves: Readonly<Record<number, Curve>> = {
  64: {
    prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  96: {
    prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  132: {
    prime: 2n ** 521n - 1n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
};

/** Whether bytes are a point on P-256, P-384 or P-521: its coordinates, alone or behind 04 (SEC 1 §2.3.3). */
export function isCurvePoint(bytes: Buffer): boolean {
  const point = bytes.length % 2 === 1 && bytes[0] === 4 ? bytes.subarray(1) : bytes;
  const curve = curves[point.length];
  if (!curve) return false;
  const [x, y] = [point.subarray(0, point.length / 2), point.subarray(point.length / 2)].map((half) =>
    BigInt(`0x${half.toString('hex')}`),
  );
  return x !== undefined && y !== undefined && (y * y - x * (x * x - 3n) - curve.b) % curve.prime === 0n;
}
