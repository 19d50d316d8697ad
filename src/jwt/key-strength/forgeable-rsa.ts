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
  return bits <= NATIVE_BITS ? nativePowerIsOne(modulus) : powerIsOne(modulus);
}

/** OpenSSL takes exponents of any size for a modulus up to this size, and computes the power six times faster. */
const NATIVE_BITS = 3072;

function nativePowerIsOne(modulus: bigint): boolean {
  const size = Math.ceil(modulus.toString(16).length / 2);
  const key = rsaKey(bytesOf(modulus), bytesOf(modulus - 1n));
  if (!key) return false;
  const two = Buffer.alloc(size);
  two[size - 1] = 2;
  const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, two);
  return BigInt(`0x${power.toString('hex')}`) === 1n;
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

function powerIsOne(modulus: bigint): boolean {
  let power = 1n;
  for (const bit of (modulus - 1n).toString(2)) {
    power = (power * power) % modulus;
    if (bit === '1') power = (power << 1n) % modulus;
  }
  return power === 1n;
}
