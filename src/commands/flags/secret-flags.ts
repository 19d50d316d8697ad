import type { Command } from 'commander';
import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import { fieldFault } from '../../domain/configuration.ts';
import { filePathPattern } from '../../domain/file-path.ts';
import { type SecretEncoding, secretEncodings } from '../../domain/secret-key.ts';
import type { ChosenSecret } from '../../usecases/secrets/chosen-secret.ts';
import { choosing } from '../line/choosing.ts';
import { notOneOf, withSuggestion } from '../line/did-you-mean.ts';

/** The secret flags of create and edit as they were typed. */
export interface SecretFlags {
  readonly secretStdin?: boolean;
  readonly secretFile?: string;
  readonly secretEnv?: string;
  readonly generateSecret?: boolean;
  readonly generateKey?: string;
  readonly secretRef?: string;
  readonly secretEncoding?: string;
  readonly allowWeakSecret?: boolean;
}

/** Where the secret comes from, as the flags or an answer say. */
export type SecretSourceFlag =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'env'; readonly variable: string }
  | { readonly kind: 'generate' }
  /** A new key pair, whose private half goes into a new file. */
  | { readonly kind: 'generate-key'; readonly path: string }
  | { readonly kind: 'reference'; readonly to: 'env' | 'file'; readonly target: string }
  /** What an answer, or an earlier look at one of these, gave. */
  | { readonly kind: 'chosen'; readonly chosen: ChosenSecret };

/** What the secret flags ask for, and what is wrong with them. */
export interface SecretFlagResult {
  readonly source: SecretSourceFlag | undefined;
  readonly encoding: SecretEncoding | undefined;
  readonly allowsWeak: boolean;
  /** One phrase a fault; a value is never quoted. */
  readonly faults: readonly string[];
}

/** No secret flag at all. */
export const noSecretFlags: SecretFlagResult = {
  source: undefined,
  encoding: undefined,
  allowsWeak: false,
  faults: [],
};

/** The flags that give a secret, as listed when the secret is missing. */
export const SECRET_FLAGS = '--secret-stdin, --secret-file, --secret-env, --generate-secret or --secret-ref';

/** Those that give a public key. */
export const KEY_FLAGS = '--secret-stdin, --secret-file, --secret-env, --generate-key or --secret-ref';

/** Declares the flags that give a configuration's secret. */
export function declareSecretFlags(command: Command, usualEncoding = ''): void {
  command
    .option('--secret-stdin', 'read the secret or public key from stdin')
    .option('--secret-file <file>', 'read it from a file')
    .option('--secret-env <variable>', 'read it from an environment variable')
    .option('--generate-secret', 'make a random secret and show it once')
    .option('--generate-key <file>', 'make a key pair, and write the private key to this new file')
    .option('--secret-ref <reference>', 'store only where it is kept: env:VAR or file:PATH')
    .addOption(
      choosing(
        '--secret-encoding <encoding>',
        `how its text becomes bytes: ${secretEncodings.join(', ')}${usualEncoding}`,
        secretEncodings,
      ),
    )
    .option('--allow-weak-secret', 'take a short or well-known secret');
}

/** Reads the secret flags without opening what they name. */
export function readSecretFlags(flags: SecretFlags): SecretFlagResult {
  const faults: string[] = [];
  const given: [flag: string, source: SecretSourceFlag | undefined][] = [];
  if (flags.secretStdin) given.push(['--secret-stdin', { kind: 'stdin' }]);
  if (flags.secretFile !== undefined) given.push(['--secret-file', { kind: 'file', path: flags.secretFile }]);
  if (flags.secretEnv !== undefined) given.push(['--secret-env', { kind: 'env', variable: flags.secretEnv }]);
  if (flags.generateSecret) given.push(['--generate-secret', { kind: 'generate' }]);
  if (flags.generateKey !== undefined) {
    given.push(['--generate-key', { kind: 'generate-key', path: flags.generateKey }]);
    if (flags.generateKey === '-' || !filePathPattern.test(flags.generateKey))
      faults.push('--generate-key must name a file');
  }
  if (flags.secretRef !== undefined) given.push(['--secret-ref', readReference(flags.secretRef)]);
  if (given.length > 1) {
    faults.push(`${given.map(([flag]) => flag).join(' and ')} exclude each other: give one of them`);
  } else if (given.length === 1 && given[0]?.[1] === undefined) {
    faults.push('--secret-ref must be env:VARIABLE or file:PATH');
  }
  const encoding = secretEncodings.find((each) => each === flags.secretEncoding);
  if (flags.secretEncoding !== undefined && encoding === undefined) {
    const fault = notOneOf('--secret-encoding', secretEncodings);
    faults.push(withSuggestion(fault, flags.secretEncoding, secretEncodings));
  }
  return { source: given[0]?.[1], encoding, allowsWeak: flags.allowWeakSecret === true, faults };
}

function readReference(text: string): SecretSourceFlag | undefined {
  const [, to, target] = /^(env|file):(.+)$/s.exec(text) ?? [];
  if (to === undefined || target === undefined) return undefined;
  if (fieldFault('secretKey', { [to]: target }) !== undefined || !filePathPattern.test(target))
    return undefined;
  return { kind: 'reference', to: to === 'env' ? 'env' : 'file', target };
}

/** What keeps secret flags from going with an algorithm, as faults. */
export function algorithmFaults(reading: SecretFlagResult, algorithm: SignatureAlgorithm): string[] {
  if (isHmac(algorithm)) {
    return reading.source?.kind === 'generate-key'
      ? [`--generate-key makes a key pair, and ${algorithm} needs a shared secret`]
      : [];
  }
  const faults: string[] = [];
  if (reading.source?.kind === 'generate') {
    faults.push(`--generate-secret makes a shared secret, and ${algorithm} needs the issuer's public key`);
  }
  if (reading.encoding !== undefined) {
    faults.push(`--secret-encoding is for shared secrets, and ${algorithm} needs a public key (PEM or JWK)`);
  }
  return faults;
}

/** What to do about {@link algorithmFaults}; undefined when there is nothing to suggest. */
export function algorithmHint(reading: SecretFlagResult, algorithm: SignatureAlgorithm): string | undefined {
  if (isHmac(algorithm)) {
    return reading.source?.kind === 'generate-key'
      ? '--generate-secret makes one; or choose an algorithm with a key pair, such as --algorithm ES256'
      : undefined;
  }
  if (reading.source?.kind === 'generate') {
    return 'give the public key with --secret-file FILE, make a key pair with --generate-key FILE, or choose a shared secret with --algorithm HS256';
  }
  return reading.encoding && 'leave --secret-encoding out: PEM and JWK say themselves how to read them';
}
