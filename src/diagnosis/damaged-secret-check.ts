import type { SecretDamage, StageFacts } from '../domain/evidence.ts';
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
  if (explanation?.kind !== 'damaged-secret' || explanation.damage !== code) return undefined;
  const { how, encoding } = explanation;
  const { name } = configuration;
  const common = {
    cause: `The token was signed with the secret of ${name} ${how}.`,
    proved: true,
    evidence: { signedWith: `the secret ${how}`, ...(encoding !== undefined && { encoding }) },
    forIssuer: `Your token is signed with our secret ${how}; please use the secret exactly as it was given to you, or tell us that this is how you read it.`,
  };
  return encoding === undefined
    ? { ...common, fixes: [{ kind: 'replace-secret', configuration: name, by: 'typed secret' }] }
    : { ...common, solution: `Read the secret as ${encoding}.`, fix: { encoding } };
}
