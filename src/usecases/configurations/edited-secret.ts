import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { literalKey, type SecretEncoding, type SecretKey, secretSource } from '../../domain/secret-key.ts';
import type { Notice } from '../notice.ts';
import { Refusal } from '../refusal.ts';
import { admitSecret } from '../secrets/admit-secret.ts';
import type { NewSecret } from '../secrets/chosen-secret.ts';
import { evaluateSecret } from '../secrets/evaluate-secret.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/** What becomes of a configuration's Secret Key by an edit. */
export interface EditedSecret {
  /** Undefined when it stays as it is. */
  readonly secretKey: SecretKey | undefined;
  readonly notices: readonly Notice[];
}

/** What an edit says of the secret: another one, or another encoding of the present one. */
export interface SecretEdit {
  /** Undefined when the present one is kept. */
  readonly secret: NewSecret | undefined;
  /** Another encoding of a secret that is kept. */
  readonly encoding: SecretEncoding | undefined;
  /** The algorithm that the configuration will have. */
  readonly algorithm: SignatureAlgorithm;
}

/** The secret after an edit; throws a usage Problem when it cannot serve the algorithm. */
export async function editedSecret(
  secrets: StoredSecrets,
  before: Configuration,
  edit: SecretEdit,
): Promise<EditedSecret> {
  if (edit.secret) return admitSecret(edit.secret, edit.algorithm);
  const { encoding, algorithm } = edit;
  const secretKey = encoding && withEncoding(before.secretKey, encoding);
  const { kind } = secretSource(before.secretKey);
  const isSame = algorithm === before.signatureAlgorithm && encoding === undefined;
  const kept = { secretKey, notices: [] };
  if (isSame || kind === 'env' || kind === 'file') return kept;
  await secrets.unlockFor([before], 'without asking');
  const present = secrets.of(before);
  // What cannot be opened here can be evaluated where it is used.
  if (!present.ok) return kept;
  const evaluation = evaluateSecret(present.text, encoding ?? present.encoding, algorithm);
  const fault = evaluation.ok ? evaluation.weakness : evaluation.fault;
  if (fault === undefined) return kept;
  if (!evaluation.ok && evaluation.kind === 'unreadable' && encoding !== undefined) {
    throw new Refusal('usage', `the secret that is kept ${fault}`, { kind: 'kept-secret-unreadable' });
  }
  if (!evaluation.ok && evaluation.isKeyAsSecret) {
    throw new Refusal('usage', `the secret that is kept ${fault}`, { kind: 'kept-secret-unreadable' });
  }
  return { secretKey, notices: [{ kind: 'kept-secret-faulty', name: before.name, fault }] };
}

/** The same Secret Key under another encoding. */
function withEncoding(secretKey: SecretKey, encoding: SecretEncoding): SecretKey {
  if (typeof secretKey === 'string') return literalKey(secretKey, encoding);
  if (secretKey.value !== undefined) return literalKey(secretKey.value, encoding);
  const { encoding: _, ...rest } = secretKey;
  return encoding === 'utf8' ? rest : { ...rest, encoding };
}
