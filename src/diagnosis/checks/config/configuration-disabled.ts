import type { Check } from '../../check.ts';
import { showText } from '../../show-claim.ts';

export const configurationDisabled: Check<'config'> = {
  code: 'configuration-disabled',
  stage: 'config',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause: 'The configuration is not enabled, so no token is accepted under it.',
  solution: 'Enable the configuration, or rehearse it with --ignore-disabled.',
  detect({ configuration: { name, enabled }, usernameOnceEnabled }) {
    if (enabled) return undefined;
    const outlook =
      usernameOnceEnabled === undefined
        ? ''
        : ` Once enabled, this token logs in as ${showText(usernameOnceEnabled)}.`;
    return {
      cause: `The configuration ${name} is not enabled, so no token is accepted under it.${outlook}`,
      evidence: usernameOnceEnabled === undefined ? {} : { usernameOnceEnabled },
      fixes: [{ kind: 'enable', configuration: name }],
    };
  },
};
