import type { Check } from '../../check.ts';

export const keyUnreadable: Check<'key'> = {
  code: 'key-unreadable',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'The Secret Key is not a usable PEM or JWK, or not in its encoding: line breaks were lost, or part of it is missing.',
  solution: 'Store the key again, straight from its file.',
  detect(key) {
    if (key.state !== 'unreadable') return undefined;
    const { reason, repair, configuration } = key;
    return {
      cause: `The Secret Key ${reason}${repair === undefined ? '' : `; ${repair}`}.`,
      evidence: { reason },
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'key file' }],
    };
  },
};
