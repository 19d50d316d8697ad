import type { Check } from '../../check.ts';

export const secretIsPlaceholder: Check<'key'> = {
  code: 'secret-is-placeholder',
  stage: 'key',
  severity: 'warning',
  issue: 'Configuration is not usable',
  cause: 'The secret is one from published examples (such as "changeme"), which attackers try first.',
  solution: 'Generate a secret and give it to the issuing system.',
  detect({ isPlaceholder, configuration }) {
    if (!isPlaceholder) return undefined;
    return {
      cause: 'The secret is a well-known placeholder from examples, which attackers try first.',
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'generated secret' }],
    };
  },
};
