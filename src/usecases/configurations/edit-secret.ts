import type { EditRequest } from '../../commands/flags/edit-request.ts';
import {
  algorithmFaults,
  algorithmHint,
  type SecretFlagResult,
  withEncoding,
} from '../../commands/flags/secret-flags.ts';
import { obtainSecret } from '../../commands/input/obtain-secret.ts';
import type { GlobalOptions } from '../../commands/line/global-options.ts';
import { refuseFaults } from '../../commands/output/notes.ts';
import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { type SecretKey, secretSource } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { Problem } from '../../problem.ts';
import { admitSecret } from '../secrets/admit-secret.ts';
import { evaluateSecret } from '../secrets/evaluate-secret.ts';
import type { NewPrivateKey } from '../secrets/new-private-key.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/** What becomes of a configuration's Secret Key by an edit, and what is to be said about it. */
export interface EditedSecret {
  /** Undefined when it stays as it is. */
  readonly secretKey: SecretKey | undefined;
  /** The text of a new random secret, to be shown once. */
  readonly generatedSecret: string | undefined;
  /** The other half of a public key that was made, to be written with the change. */
  readonly privateKey: NewPrivateKey | undefined;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * The secret after an edit under the algorithm it will have: a new one that the flags give, or that is
 * asked for when the present one is to be rotated, or the kept one under another encoding. Throws a
 * usage Problem when it cannot serve.
 */
export async function editSecret(
  context: Context,
  options: GlobalOptions,
  secrets: StoredSecrets,
  before: Configuration,
  { fields, secret: flags, rotation }: EditRequest,
  storePath: string,
): Promise<EditedSecret> {
  const algorithm = fields.signatureAlgorithm ?? before.signatureAlgorithm;
  refuseFaults(algorithmFaults(flags, algorithm), algorithmHint(flags, algorithm));
  const { source, allowsWeak } = flags;
  if (!source && !rotation) return keptSecret(secrets, before, algorithm, flags);
  const { chosen, encoding } = await obtainSecret(context, options, flags, algorithm, storePath);
  // What was asked for was taken on purpose.
  const admitted = admitSecret(chosen, encoding, algorithm, allowsWeak || !source);
  const generatedSecret = chosen.isGenerated ? chosen.text : undefined;
  return { ...admitted, generatedSecret, privateKey: chosen.privateKey };
}

async function keptSecret(
  secrets: StoredSecrets,
  before: Configuration,
  algorithm: Configuration['signatureAlgorithm'],
  flags: SecretFlagResult,
): Promise<EditedSecret> {
  const isSame = algorithm === before.signatureAlgorithm && flags.encoding === undefined;
  const secretKey = flags.encoding && withEncoding(before.secretKey, flags.encoding);
  const { kind } = secretSource(before.secretKey);
  const edited = { secretKey, generatedSecret: undefined, privateKey: undefined, notes: [], warnings: [] };
  if (isSame || kind === 'env' || kind === 'file') return edited;
  await secrets.unlockFor([before], 'asks nobody');
  const reading = secrets.of(before);
  // What cannot be opened here can be evaluated where it is used.
  if (!reading.ok) return edited;
  const evaluation = evaluateSecret(reading.text, flags.encoding ?? reading.encoding, algorithm);
  const fault = evaluation.ok ? evaluation.weakness : evaluation.fault;
  if (fault === undefined) return edited;
  if (!evaluation.ok && evaluation.kind === 'unreadable' && flags.encoding !== undefined) {
    throw new Problem('usage', `the secret that is kept ${fault}`, 'give the new secret in the same command');
  }
  if (!evaluation.ok && evaluation.isKeyAsSecret) {
    throw new Problem(
      'usage',
      `the secret that is kept ${fault}`,
      'give the shared secret in the same command',
    );
  }
  const remedy = `\`jwtadm edit ${shellWord(before.name)} --secret-file FILE\` replaces it`;
  return { ...edited, warnings: [`the secret that is kept ${fault}; ${remedy}`] };
}
