import type { StageFacts } from '../../../domain/evidence.ts';
import type { Check } from '../../check.ts';

export const keyIsForgeable: Check<'key'> = {
  code: 'key-is-forgeable',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'Anyone can sign for the public key: its private half is printed in a specification, or its numbers give it away (an RSA modulus that comes apart, a point of small order, a trivial point). Tokens verify with a printed key, and `verify` warns of it; `check` reports an error.',
  solution: 'The issuer must make a new key pair. Store its public key here.',
  detect(key) {
    const how = howForged(key);
    if (how === undefined) return undefined;
    return {
      cause: `Anyone can sign for this public key: ${how}.`,
      // The examples of specifications are tokens too, and verify.
      ...(key.publishedIn !== undefined && { severity: 'warning' }),
      evidence: { how },
      fixes: [{ kind: 'replace-secret', configuration: key.configuration.name, by: 'new key file' }],
      forIssuer:
        'Make a new key pair: anyone can sign with the private key that belongs to the present public key.',
    };
  },
};

function howForged(key: StageFacts['key']): string | undefined {
  if (key.state === 'forgeable') return key.how;
  return key.publishedIn === undefined ? undefined : `its private half is printed in ${key.publishedIn}`;
}
