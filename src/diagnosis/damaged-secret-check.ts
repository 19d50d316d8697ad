import { isHmac } from '../domain/algorithm.ts';
import type { KeyExplanation, SecretDamage, StageFacts } from '../domain/evidence.ts';
import type { SecretReplacement } from '../domain/fix.ts';
import type { Check, CheckInfo, Symptom } from './check.ts';

/** A check for one kind of damage to the secret's text, proved by the signature. */
export function damagedSecretCheck(
  info: Omit<CheckInfo<'signature'>, 'stage' | 'severity' | 'issue'> & { readonly code: SecretDamage },
): Check<'signature'> {
  return {
    ...info,
    stage: 'signature',
    severity: 'error',
    issue: 'JWT authentication fails',
    detect: (known) => damageSymptom(info.code, known),
  };
}

function damageSymptom(
  code: SecretDamage,
  { explanation, configuration }: StageFacts['signature'],
): Symptom | undefined {
  const key = explanation?.key;
  if (key?.kind !== 'damaged' || key.damage !== code || !isHmac(configuration.signatureAlgorithm)) {
    return undefined;
  }
  const { how, encoding } = key;
  const { name } = configuration;
  return {
    cause: `The token was signed with the secret of ${name} ${how}.`,
    proved: true,
    evidence: { signedWith: `the secret ${how}`, how, ...(encoding !== undefined && { encoding }) },
    forIssuer: `Your token is signed with our secret ${how}; please use the secret exactly as it was given to you, or confirm that this is how you read it.`,
    ...fixOf(key),
  };
}

/** What to do: read the secret in another encoding, store it in another form, or restore it on the other side. */
function fixOf({ encoding, replacement }: KeyExplanation & { kind: 'damaged' }): Partial<Symptom> {
  if (encoding !== undefined) return { solution: `Read the secret as ${encoding}.`, fix: { encoding } };
  if (replacement === undefined) {
    return {
      solution:
        'The issuing system must sign with the whole secret: the key that it signs with is too weak to be stored here.',
    };
  }
  return { solution: storeAdvice(replacement), fix: { secret: replacement } };
}

function storeAdvice({ encoding }: SecretReplacement): string {
  return encoding === 'base64'
    ? 'The issuing system must use the secret as it is here. Otherwise store the bytes of the key that it signs with: give them in base64, at the prompt or from a file.'
    : 'The issuing system must use the secret as it is here. Otherwise store the secret as the issuing system has it.';
}
