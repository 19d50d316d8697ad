import type { Context } from '../../context.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import { Problem } from '../../problem.ts';

/** A store in a repository can be tried without end; scrypt makes a try slow, not a short passphrase long. */
const FEWEST_CHARACTERS = 12;

const HINT = 'five random words, or 16 random characters, make a good one';

/** A passphrase that was read for encrypting with it; throws a usage Problem when it cannot be, or is too short. */
export function admitPassphrase(reading: SecretResult): string {
  if (!reading.ok) throw new Problem('usage', reading.reason);
  const fault = faultOf(reading.text);
  if (fault !== undefined) throw new Problem('usage', `the passphrase ${fault}; nothing was changed`, HINT);
  return reading.text;
}

/** Asks for a new passphrase, twice. */
export async function askNewPassphrase(context: Context): Promise<string> {
  const passphrase = await context.prompt.secret({
    message: 'New passphrase for the secrets',
    fault: (text) => {
      const fault = faultOf(text);
      return fault && `it ${fault}; ${HINT}`;
    },
  });
  await context.prompt.secret({
    message: 'The same once more',
    fault: (text) => (text === passphrase ? undefined : 'it is another one; Ctrl-C starts again'),
  });
  return passphrase;
}

function faultOf(passphrase: string): string | undefined {
  const { length } = [...passphrase];
  if (length >= FEWEST_CHARACTERS) return undefined;
  return `has ${length} ${length === 1 ? 'character' : 'characters'}, and ${FEWEST_CHARACTERS} are the fewest`;
}
