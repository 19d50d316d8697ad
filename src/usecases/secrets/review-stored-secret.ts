import type { GlobalOptions } from '../../commands/line/global-options.ts';
import { warn } from '../../commands/output/notes.ts';
import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { isPreviousAccepted } from '../../domain/previous-secret.ts';
import { secretSource } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { evaluateSecret } from './evaluate-secret.ts';
import type { StoredSecrets } from './stored-secrets.ts';

/** Warns when the reference to a secret leads to none now, or to one that is of little use. */
export function warnOfReference(
  context: Context,
  options: GlobalOptions,
  secrets: StoredSecrets,
  configuration: Configuration,
): void {
  const { kind } = secretSource(configuration.secretKey);
  if (kind === 'literal' || kind === 'encrypted') return;
  const reading = secrets.of(configuration);
  if (!reading.ok) {
    warn(context, options, `the reference leads to no secret now: ${reading.reason}`);
    return;
  }
  const evaluation = evaluateSecret(reading.text, reading.encoding, configuration.signatureAlgorithm);
  const fault = evaluation.ok ? evaluation.weakness : evaluation.fault;
  if (fault !== undefined) warn(context, options, `the secret that the reference leads to ${fault}`);
}

/**
 * Warns when the secret of a configuration that comes from elsewhere is weak or none for its algorithm, or
 * its reference leads to none here. It is taken all the same.
 */
export function warnOfImportedSecret(
  context: Context,
  options: GlobalOptions,
  secrets: StoredSecrets,
  configuration: Configuration,
): void {
  const { name, signatureAlgorithm } = configuration;
  const reading = secrets.of(configuration);
  if (!reading.ok) {
    warn(context, options, `the secret of ${name} is not to be had here: ${reading.reason}`);
    return;
  }
  const evaluation = evaluateSecret(reading.text, reading.encoding, signatureAlgorithm);
  const fault = evaluation.ok ? evaluation.weakness : evaluation.fault;
  if (fault !== undefined) warn(context, options, `the secret of ${name} ${fault}`);
  if (evaluation.ok && evaluation.isPublicHalf) {
    warn(context, options, `the secret of ${name} is a private key, of which the public half suffices`);
  }
}

/** Warns when the previous secret, which is to be accepted still, is none for the algorithm. */
export function warnOfPreviousSecret(
  context: Context,
  options: GlobalOptions,
  secrets: StoredSecrets,
  configuration: Configuration,
): void {
  if (!isPreviousAccepted(configuration, context.now())) return;
  const { name, signatureAlgorithm } = configuration;
  const reading = secrets.previousOf(configuration);
  if (!reading?.ok) return;
  const evaluation = evaluateSecret(reading.text, reading.encoding, signatureAlgorithm);
  if (evaluation.ok) return;
  const remedy = `\`jwtadm edit ${shellWord(name)} --unset previous-secret\` takes it away`;
  warn(context, options, `the previous secret ${evaluation.fault}, and is of no use any more; ${remedy}`);
}

/**
 * Warns when no token can log in under a configuration because its secret is none for its algorithm.
 * A secret that is not on this machine may well be where the tokens are verified.
 */
export function warnOfUnusableSecret(
  context: Context,
  options: GlobalOptions,
  secrets: StoredSecrets,
  configuration: Configuration,
): void {
  const { name, signatureAlgorithm } = configuration;
  const reading = secrets.of(configuration);
  if (!reading.ok) return;
  const evaluation = evaluateSecret(reading.text, reading.encoding, signatureAlgorithm);
  if (evaluation.ok) return;
  const remedy = `\`jwtadm edit ${shellWord(name)} --secret-file FILE\` replaces it`;
  warn(context, options, `no token can log in under ${name}: its secret ${evaluation.fault}; ${remedy}`);
}
