import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { isHmac, type SignatureAlgorithm, traitsOf } from '../../domain/algorithm.ts';
import { fieldFault } from '../../domain/configuration.ts';
import { filePathPattern } from '../../domain/file-path.ts';
import { literalKey, type SecretEncoding, type SecretKey, secretEncodings } from '../../domain/secret-key.ts';
import { generateKeyPairFor } from '../../jwt/generate-key-pair.ts';
import { generateSecret } from '../../jwt/generate-secret.ts';
import { refuseTakenPath } from '../../usecases/secrets/key-file.ts';
import type { ChosenSecret, SecretSourceFlag } from '../../usecases/secrets/secret-source.ts';
import { readSecretText } from '../input/read-secret-text.ts';
import { choosing } from '../line/choosing.ts';
import { didYouMean } from '../line/did-you-mean.ts';

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

/** What the secret flags ask for, and what is wrong with them. */
export interface SecretFlagResult {
  readonly source: SecretSourceFlag | undefined;
  readonly encoding: SecretEncoding | undefined;
  readonly allowsWeak: boolean;
  /** One phrase a fault; a value is never quoted. */
  readonly faults: readonly string[];
}

/** The flags that give a secret, as a missing one is told. */
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
    const nearest = didYouMean(flags.secretEncoding, secretEncodings);
    const suggestion = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    faults.push(`--secret-encoding must be one of ${secretEncodings.join(', ')}${suggestion}`);
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

/** What to do about {@link algorithmFaults}; undefined when there are none. */
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

/**
 * Fetches the secret that the flags name: its text from stdin, a file or a variable, a new random
 * one or key pair, or a reference as it is to stand in a store in `storeFolder` (undefined: in no folder). Throws a usage Problem.
 */
export async function chooseSecret(
  context: Context,
  source: SecretSourceFlag,
  encoding: SecretEncoding,
  algorithm: SignatureAlgorithm,
  storeFolder: string | undefined,
): Promise<ChosenSecret> {
  if (source.kind === 'chosen') return source.chosen;
  const given = { isGenerated: false, privateKey: undefined };
  if (source.kind === 'reference') {
    const secretKey = referenceKey(source, encoding, context.cwd, storeFolder);
    return { ...given, secretKey, text: undefined, notes: [] };
  }
  if (source.kind === 'generate-key') return chooseKeyPair(context, source.path, algorithm);
  if (source.kind === 'generate') {
    const traits = traitsOf(algorithm);
    const bytes = traits.family === 'HMAC' ? traits.hashBytes : 32;
    const text = generateSecret(bytes, encoding);
    const notes = [generatedNote(bytes * 8, text, encoding)];
    return { ...given, secretKey: literalKey(text, encoding), text, isGenerated: true, notes };
  }
  const { text, notes } = readSecretText(context, source);
  return { ...given, secretKey: literalKey(text, encoding), text, notes };
}

/** A new key pair: its public half is stored, its private half goes into a file with the change. */
async function chooseKeyPair(
  context: Context,
  file: string,
  algorithm: SignatureAlgorithm,
): Promise<ChosenSecret> {
  const path = resolve(context.cwd, file);
  refuseTakenPath(context, path);
  const { publicPem, privatePem } = await generateKeyPairFor(algorithm);
  const privateKey = { path, text: privatePem };
  return { secretKey: publicPem, text: publicPem, isGenerated: false, privateKey, notes: [] };
}

/** As text it counts more bits than chance gave it. */
function generatedNote(bits: number, text: string, encoding: SecretEncoding): string {
  const size = encoding === 'utf8' ? `: ${text.length} characters, ${text.length * 8} bits as text` : '';
  return `The generated secret has ${bits} random bits${size}.`;
}

function referenceKey(
  source: SecretSourceFlag & { kind: 'reference' },
  encoding: SecretEncoding,
  cwd: string,
  storeFolder: string | undefined,
): SecretKey {
  const rest = encoding === 'utf8' ? {} : { encoding };
  if (source.to === 'env') return { env: source.target, ...rest };
  // The store reads a relative path from its own folder, and it was typed in this one.
  const typed = resolve(cwd, source.target);
  const isSameFile = storeFolder !== undefined && typed === resolve(storeFolder, source.target);
  return { file: isSameFile ? source.target : typed, ...rest };
}

/** The same Secret Key under another encoding. */
export function withEncoding(secretKey: SecretKey, encoding: SecretEncoding): SecretKey {
  if (typeof secretKey === 'string') return literalKey(secretKey, encoding);
  if (secretKey.value !== undefined) return literalKey(secretKey.value, encoding);
  const { encoding: _, ...rest } = secretKey;
  return encoding === 'utf8' ? rest : { ...rest, encoding };
}
