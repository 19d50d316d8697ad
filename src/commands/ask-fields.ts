import type { Context } from '../context.ts';
import { isHmac, type SignatureAlgorithm } from '../domain/algorithm.ts';
import { type Configuration, fieldFault } from '../domain/configuration.ts';
import { literalKey, type SecretEncoding } from '../domain/secret-key.ts';
import { Problem } from '../problem.ts';
import { findByName } from './find-configuration.ts';
import { judgeSecret } from './judge-secret.ts';
import { readSecretText } from './read-secret-text.ts';
import type { ChosenSecret } from './secret-flags.ts';

/** Asks for the name of a new configuration, NFC-normalised; one that is taken is refused at once. */
export async function askName(context: Context, taken: readonly Configuration[]): Promise<string> {
  const answer = await context.prompt.text({
    message: 'Name',
    fault: (text) =>
      sentence('Name', fieldFault('name', text.normalize('NFC'))) ??
      (findByName(taken, text) ? 'there is a configuration of that name already' : undefined),
  });
  return answer.normalize('NFC');
}

/** Asks for the claim that holds the login name. */
export function askUsernameField(context: Context): Promise<string> {
  return context.prompt.text({
    message: 'Username Field (claim that holds the login name)',
    fault: (text) => sentence('Username Field', fieldFault('usernameField', text)),
  });
}

/** Asks for a shared secret, hidden; for a public key, which has several lines, for its file. */
export async function askSecret(
  context: Context,
  algorithm: SignatureAlgorithm,
  encoding: SecretEncoding,
  allowsWeak: boolean,
): Promise<ChosenSecret> {
  const faultOf = (text: string) => {
    const judgement = judgeSecret(text, encoding, algorithm);
    if (!judgement.ok) return `the secret ${judgement.fault}`;
    return judgement.weakness === undefined || allowsWeak ? undefined : `the secret ${judgement.weakness}`;
  };
  if (isHmac(algorithm)) {
    const text = await context.prompt.secret({ message: 'Secret Key', fault: faultOf });
    return {
      secretKey: literalKey(text, encoding),
      text,
      isGenerated: false,
      privateKey: undefined,
      notes: [],
    };
  }
  const read = (path: string) => readSecretText(context, { kind: 'file', path });
  const path = await context.prompt.text({
    message: `Public key file (PEM or JWK, for ${algorithm})`,
    fault: (answer) => {
      try {
        return faultOf(read(answer).text);
      } catch (error) {
        if (error instanceof Problem) return error.message;
        throw error;
      }
    },
  });
  const { text, notes } = read(path);
  return { secretKey: text, text, isGenerated: false, privateKey: undefined, notes };
}

function sentence(label: string, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${label} ${fault}`;
}
