import { secretSource } from '../../../domain/secret-key.ts';
import type { Check } from '../../check.ts';

export const secretUnavailable: Check<'key'> = {
  code: 'secret-unavailable',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'The environment variable or the file that should hold the Secret Key is missing or empty, or the Secret Key is encrypted and what opens it was not given.',
  solution:
    'Set the variable, put the file in its place or give the identity or passphrase, for the user who runs this.',
  detect(key) {
    if (key.state !== 'unavailable') return undefined;
    const { reason, configuration } = key;
    const isEncrypted = secretSource(configuration.secretKey).kind === 'encrypted';
    return {
      cause: `There is no Secret Key: ${reason}.`,
      solution: isEncrypted
        ? 'Give the identity or the passphrase that opens the secrets of the store, for the user who runs this.'
        : 'Set the variable or put the file in its place, for the user who runs this.',
      evidence: { reason },
    };
  },
};
