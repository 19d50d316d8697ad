import { Buffer } from 'node:buffer';
import type { webcrypto } from 'node:crypto';
import { createVerifier, type Algorithm as FastJwtAlgorithm } from 'fast-jwt';
import { errors, jwtVerify } from 'jose';
import jsonwebtoken, { type Algorithm } from 'jsonwebtoken';
import { type AlgorithmTraits, traitsOf } from '../../src/domain/algorithm.ts';
import { NOW } from '../support/mint-token.ts';
import type { FuzzConfiguration } from './fuzz-configurations.ts';

export const libraries = ['jsonwebtoken', 'jose', 'fast-jwt'] as const;

export type Library = (typeof libraries)[number];

/**
 * How far a token gets with a library: it cannot be read, its algorithm or signature is refused, its claims are,
 * or nothing is.
 */
export type Reached = 'form' | 'signature' | 'claims' | 'accepted';

/** What a library says of a token, and why. */
export interface Opinion {
  readonly reached: Reached;
  readonly reason: string;
}

/** Asks a library; undefined where it lacks the algorithm. */
export type Oracle = ((token: string) => Opinion | Promise<Opinion>) | undefined;

const accepted: Opinion = { reached: 'accepted', reason: '' };

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The algorithms of RFC 7518, which all libraries have. Only some have those of RFC 8037 and RFC 9864. */
const rfc7518 = /^(?:HS|RS|PS|ES)\d/;

function jsonwebtokenOracle({ configuration, verificationKey }: FuzzConfiguration): Oracle {
  const { signatureAlgorithm, issuer, audience, expirationTime, clockTolerance } = configuration;
  if (!rfc7518.test(signatureAlgorithm)) return undefined;
  const options: jsonwebtoken.VerifyOptions = {
    algorithms: [signatureAlgorithm as Algorithm],
    clockTimestamp: NOW,
    maxAge: expirationTime,
    ...(clockTolerance !== undefined && { clockTolerance }),
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience: [...audience] as [string, ...string[]] }),
  };
  return (token) => {
    try {
      jsonwebtoken.verify(token, verificationKey, options);
      return accepted;
    } catch (error) {
      const reason = messageOf(error);
      if (/^(?:invalid algorithm|invalid signature|jwt signature is required)/.test(reason)) {
        return { reached: 'signature', reason };
      }
      return {
        reached: /^(?:jwt |invalid |iat |maxAge )(?!malformed|token)/.test(reason) ? 'claims' : 'form',
        reason,
      };
    }
  };
}

/** What WebCrypto asks for to import a key. */
function importParameters(traits: AlgorithmTraits): webcrypto.HmacImportParams | webcrypto.EcKeyImportParams {
  switch (traits.family) {
    case 'HMAC':
      return { name: 'HMAC', hash: `SHA-${traits.hash.slice(3)}` };
    case 'RSA':
      return {
        name: traits.padding === 'PSS' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5',
        hash: `SHA-${traits.hash.slice(3)}`,
      };
    case 'ECDSA':
      return { name: 'ECDSA', namedCurve: traits.curve };
    case 'EdDSA':
      return { name: 'Ed25519' } as webcrypto.EcKeyImportParams;
  }
}

const claimErrors = [errors.JWTClaimValidationFailed, errors.JWTExpired, errors.JWTInvalid];
const signatureErrors = [errors.JWSSignatureVerificationFailed, errors.JOSEAlgNotAllowed];

function joseOracle({ configuration, verificationKey }: FuzzConfiguration): Oracle {
  const { signatureAlgorithm, issuer, audience, expirationTime, clockTolerance = 0 } = configuration;
  // It has no Ed448.
  if (verificationKey.asymmetricKeyType === 'ed448') return undefined;
  const isSecret = verificationKey.type === 'secret';
  const key = crypto.subtle.importKey(
    isSecret ? 'raw' : 'spki',
    isSecret ? verificationKey.export() : verificationKey.export({ type: 'spki', format: 'der' }),
    importParameters(traitsOf(signatureAlgorithm)),
    false,
    ['verify'],
  );
  const options = {
    algorithms: [signatureAlgorithm],
    currentDate: new Date(NOW * 1000),
    maxTokenAge: expirationTime,
    clockTolerance,
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience: [...audience] }),
  };
  return async (token) => {
    try {
      await jwtVerify(token, await key, options);
      return accepted;
    } catch (error) {
      const is = (kinds: typeof claimErrors | typeof signatureErrors) =>
        kinds.some((kind) => error instanceof kind);
      const reached = is(signatureErrors) ? 'signature' : is(claimErrors) ? 'claims' : 'form';
      return { reached, reason: messageOf(error) };
    }
  };
}

function fastJwtOracle({ configuration, verificationKey }: FuzzConfiguration): Oracle {
  const { signatureAlgorithm, issuer, audience, expirationTime, clockTolerance = 0 } = configuration;
  if (!rfc7518.test(signatureAlgorithm) && signatureAlgorithm !== 'EdDSA') return undefined;
  const verify = createVerifier({
    key:
      verificationKey.type === 'secret'
        ? verificationKey.export()
        : Buffer.from(verificationKey.export({ type: 'spki', format: 'pem' })),
    algorithms: [signatureAlgorithm as FastJwtAlgorithm],
    cache: false,
    clockTimestamp: NOW * 1000,
    clockTolerance: clockTolerance * 1000,
    maxAge: expirationTime * 1000,
    ...(issuer !== undefined && { allowedIss: issuer }),
    ...(audience !== undefined && { allowedAud: audience }),
  });
  return (token) => {
    try {
      verify(token);
      return accepted;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      const reason = `${code} ${messageOf(error)}`;
      if (/INVALID_ALGORITHM|INVALID_SIGNATURE|MISSING_SIGNATURE|VERIFY_ERROR|INVALID_KEY/.test(code)) {
        return { reached: 'signature', reason };
      }
      // It cannot write some times into its message.
      const isClaim = /EXPIRED|INACTIVE|CLAIM/.test(code) || error instanceof RangeError;
      return { reached: isClaim ? 'claims' : 'form', reason };
    }
  };
}

const makers = { jsonwebtoken: jsonwebtokenOracle, jose: joseOracle, 'fast-jwt': fastJwtOracle };

const oracles = new WeakMap<FuzzConfiguration, Readonly<Record<Library, Oracle>>>();

/** What each library says of a token under a configuration; undefined where it lacks the algorithm. */
export async function askLibraries(
  fuzzed: FuzzConfiguration,
  token: string,
): Promise<Record<Library, Opinion | undefined>> {
  let known = oracles.get(fuzzed);
  if (!known) {
    known = Object.fromEntries(libraries.map((library) => [library, makers[library](fuzzed)])) as Record<
      Library,
      Oracle
    >;
    oracles.set(fuzzed, known);
  }
  const asked = known;
  const opinions = await Promise.all(
    libraries.map(async (library) => [library, await asked[library]?.(token)]),
  );
  return Object.fromEntries(opinions) as Record<Library, Opinion | undefined>;
}
