import type { Buffer } from 'node:buffer';
import { Buffer as Bytes } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { type HashName, type SignatureAlgorithm, traitsOf } from '../../domain/algorithm.ts';
import { signatureBytes } from '../signature-bytes.ts';
import { verifySignature } from '../verify-signature.ts';
import type { CandidateKey } from './candidate-key.ts';
import { type MacUnder, macOf } from './mac.ts';
import type { SearchedToken } from './searched-token.ts';
import { encodedForms, formsFor, PROVING_BYTES, type SignatureForm } from './signature-forms.ts';
import { asSent, type SignedBytes } from './signed-bytes.ts';

/** How a signature was made: an exact match. */
export interface FoundSignature {
  readonly key: CandidateKey;
  readonly signed: SignedBytes;
  readonly form: SignatureForm['explanation'];
  readonly algorithm: SignatureAlgorithm;
}

const TRUNCATED = { kind: 'truncated' } as const;

/** What a verification takes, in microseconds or thereabouts: so that a search is bounded on every machine alike. */
const costs: Record<SignatureAlgorithm, number> = {
  HS256: 1,
  HS384: 2,
  HS512: 2,
  RS256: 30,
  RS384: 30,
  RS512: 30,
  PS256: 40,
  PS384: 40,
  PS512: 40,
  ES256: 80,
  ES384: 700,
  ES512: 1600,
  EdDSA: 90,
  Ed25519: 90,
  Ed448: 300,
};

/** Holds one token against keys. What is needed for several of them is made once. */
export class Trials {
  /** What all trials so far took, in the unit of their costs. */
  spent = 0;
  readonly #token: SearchedToken;
  readonly #encoded: readonly SignatureForm[];
  readonly #forms = new Map<string, readonly SignatureForm[]>();
  readonly #macs = new Map<SignedBytes, Map<HashName, MacUnder | undefined>>();

  constructor(token: SearchedToken) {
    this.#token = token;
    this.#encoded = encodedForms(token);
  }

  /** How the key made the signature over these bytes, if it did. */
  try(key: CandidateKey, signed: SignedBytes): FoundSignature | undefined {
    const { material } = key;
    for (const algorithm of key.algorithmsFor(this.#token)) {
      const form =
        material instanceof Uint8Array
          ? this.#tryMac(key, material, signed, algorithm)
          : this.#tryPublicKey(material, signed, algorithm);
      if (form) return key.isPublic?.() ? undefined : { key, signed, form, algorithm };
    }
    return undefined;
  }

  #tryMac(
    key: CandidateKey,
    bytes: Uint8Array,
    signed: SignedBytes,
    algorithm: SignatureAlgorithm,
  ): SignatureForm['explanation'] | undefined {
    const traits = traitsOf(algorithm);
    if (traits.family !== 'HMAC') return undefined;
    const forms = this.#formsOf(algorithm, traits.hashBytes);
    const start = this.#beginning(key, signed, algorithm, traits.hashBytes);
    if (forms.length === 0 && start === undefined) return undefined;
    const mac = this.#macOf(signed, traits.hash)?.(bytes);
    if (mac === undefined) return undefined;
    this.spent += costs[algorithm];
    for (const form of forms) if (form.text === mac) return form.explanation;
    return start !== undefined && mac.startsWith(start) ? TRUNCATED : undefined;
  }

  /** The signature, where it may be the beginning of a MAC of the configured key. */
  #beginning(
    key: CandidateKey,
    signed: SignedBytes,
    algorithm: SignatureAlgorithm,
    size: number,
  ): string | undefined {
    const { pinned, claimed } = this.#token;
    if (!key.isOwn || signed !== asSent || algorithm !== pinned || claimed !== pinned) return undefined;
    const text = this.#encoded[0]?.text;
    return text !== undefined && text.length >= PROVING_BYTES && text.length < size ? text : undefined;
  }

  #tryPublicKey(
    key: KeyObject,
    signed: SignedBytes,
    algorithm: SignatureAlgorithm,
  ): SignatureForm['explanation'] | undefined {
    const size = signatureBytes(algorithm, key);
    if (size === undefined) return undefined;
    for (const { bytes, explanation } of this.#formsOf(algorithm, size)) {
      const input = this.#inputOf(signed, algorithm);
      if (input === undefined) return undefined;
      this.spent += costs[algorithm];
      if (verifySignature(algorithm, key, input, bytes)) return explanation;
    }
    return undefined;
  }

  #formsOf(algorithm: SignatureAlgorithm, size: number): readonly SignatureForm[] {
    const name = `${traitsOf(algorithm).family} ${size}`;
    const known = this.#forms.get(name) ?? formsFor(algorithm, size, this.#encoded);
    this.#forms.set(name, known);
    return known;
  }

  #macOf(signed: SignedBytes, hash: HashName): MacUnder | undefined {
    const macs = this.#macs.get(signed) ?? new Map<HashName, MacUnder | undefined>();
    this.#macs.set(signed, macs);
    if (!macs.has(hash)) {
      const input = signed.write(this.#token, hash);
      macs.set(hash, input === undefined ? undefined : macOf(hash, asBytes(input)));
    }
    return macs.get(hash);
  }

  #inputOf(signed: SignedBytes, algorithm: SignatureAlgorithm): Uint8Array | undefined {
    const traits = traitsOf(algorithm);
    const input = signed.write(this.#token, traits.family === 'EdDSA' ? 'sha512' : traits.hash);
    return input === undefined ? undefined : asBytes(input);
  }
}

function asBytes(input: string | Uint8Array): Buffer | Uint8Array {
  return typeof input === 'string' ? Bytes.from(input, 'utf8') : input;
}
