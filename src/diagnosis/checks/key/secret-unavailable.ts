import type { Check } from '../../check.ts';

export const secretUnavailable: Check<'key'> = {
  code: 'secret-unavailable',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause: 'The environment variable or the file that should hold the Secret Key is missing or empty.',
  solution: 'Set the variable or put the file in its place, for the user who runs this.',
  detect(key) {
    if (key.state !== 'unavailable') return undefined;
    return { cause: `There is no Secret Key: ${key.reason}.`, evidence: { reason: key.reason } };
  },
};
