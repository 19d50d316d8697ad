import { Buffer } from 'node:buffer';
import { constants, type KeyObject, publicEncrypt } from 'node:crypto';
import { rsaKey } from '../key-text/der-key.ts';
import { rsaModulus } from './rsa-numbers.ts';

/** How the modulus of an RSA key comes apart at once, which gives its private key; undefined for a good one. */
export function forgeableRsa(key: KeyObject): string | undefined {
  const modulus = rsaModulus(key);
  const factor = smallPrimes.find((prime) => modulus % prime === 0n);
  if (factor !== undefined) return `its modulus is divisible by ${factor}`;
  const root = squareRoot(modulus);
  if (root * root === modulus) return 'its modulus is the square of a number';
  if (hasCloseFactors(modulus, root))
    return 'the two primes of its modulus are so close that one finds them at once';
  return isPrime(modulus) ? 'its modulus is a prime number' : undefined;
}

/** The odd primes below 2^11: key generators never leave such a factor, and damaged moduli mostly have one. */
const smallPrimes: readonly bigint[] = Array.from({ length: 1023 }, (_none, index) => 2 * index + 3)
  .filter((candidate) => {
    for (let divisor = 3; divisor * divisor <= candidate; divisor += 2)
      if (candidate % divisor === 0) return false;
    return true;
  })
  .map(BigInt);

/** The integer part of a square root, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(16).length / 2) * 4);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const FERMAT_STEPS = 1024;

/** Fermat's factorization: whether n = a² − b² for one of the first few a above its root. */
function hasCloseFactors(modulus: bigint, root: bigint): boolean {
  let a = root + 1n;
  let square = a * a - modulus;
  for (let step = 0; step < FERMAT_STEPS; step += 1) {
    if (mayBeSquare(square)) {
      const b = squareRoot(square);
      if (b * b === square) return true;
    }
    square += 2n * a + 1n;
    a += 1n;
  }
  return false;
}

/** The squares modulo 64, 63, 65 and 11: fewer than one number in a hundred passes all four. */
const residues = [64, 63, 65, 11].map((modulus) => ({
  modulus,
  squares: new Set(Array.from({ length: modulus }, (_none, root) => (root * root) % modulus)),
}));

const RESIDUES_MODULUS = BigInt(64 * 63 * 65 * 11);

function mayBeSquare(value: bigint): boolean {
  const rest = Number(value % RESIDUES_MODULUS);
  return residues.every(({ modulus, squares }) => squares.has(rest % modulus));
}

/** The largest modulus whose primality is tested: a power of a larger one takes more than 20 ms. */
const MAX_TESTED_BITS = 4096;

/**
 * Fermat's test to base 2: 2^(n−1) ≡ 1 (mod n) holds for every prime, and for a product of two random primes
 * practically never.
 */
function isPrime(modulus: bigint): boolean {
  const bits = modulus.toString(2).length;
  if (bits > MAX_TESTED_BITS) return false;
  if (bits <= MAX_FREE_EXPONENT_BITS) return rsaPower(modulus, modulus - 1n)?.(2n) === 1n;
  const power = rsaPower(modulus, 1n << STEP);
  if (!power) return false;
  let result = 1n;
  for (let step = BigInt(bits) / STEP; step >= 0n; step -= 1n) {
    const digit = ((modulus - 1n) >> (step * STEP)) & ((1n << STEP) - 1n);
    result = (power(result) << digit) % modulus;
  }
  return result === 1n;
}

/** OpenSSL takes exponents of any size for a modulus up to this size, and of 64 bits for a larger one. */
const MAX_FREE_EXPONENT_BITS = 3072;

/** The bits of the exponent that are taken at once for a larger modulus; the quickest by measurement. */
const STEP = 11n;

/** x ↦ x^e mod n, computed by OpenSSL, which is several times faster than bigints. */
function rsaPower(modulus: bigint, exponent: bigint): ((base: bigint) => bigint) | undefined {
  const size = Math.ceil(modulus.toString(16).length / 2);
  const key = rsaKey(bytesOf(modulus, size), bytesOf(exponent, exponent < 1n << 64n ? 8 : size));
  if (!key) return undefined;
  return (base) => {
    const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, bytesOf(base, size));
    return BigInt(`0x${power.toString('hex')}`);
  };
}

function bytesOf(value: bigint, size: number): Buffer {
  return Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex');
}
