import { shellWord } from '../../../domain/shell-word.ts';
import type { Check } from '../../check.ts';
import { editCommand } from '../../mending-command.ts';

export const signedByOtherConfiguration: Check<'signature'> = {
  code: 'signed-by-other-configuration',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The token was signed with the key of another configuration: the two issuers, or their secrets, were mixed up.',
  solution: 'Verify the token under the configuration it belongs to, or give this one the same key.',
  detect({ explanation, configuration }) {
    if (explanation?.kind !== 'other-configuration') return undefined;
    const { name, isEnabled, encoding } = explanation;
    const reveal = `jwtadm show ${shellWord(name)} --reveal`;
    const words = encoding === 'utf8' ? [] : ['--secret-encoding', encoding];
    return {
      cause: `The token was signed with the key of ${name}${isEnabled ? '' : ', which is not enabled'}, not with that of ${configuration.name}.`,
      solution: `If the token comes from the issuer of ${name}, it must be sent under the Token Name of that configuration; if ${configuration.name} is to have the same key, copy it.`,
      proved: true,
      evidence: { signedBy: name, isEnabled },
      commands: [`${reveal} | ${editCommand(configuration, '--secret-stdin', ...words)}`],
      forIssuer: `Your token is signed with the key that was agreed for ${name}; please sign with the one for ${configuration.name}.`,
    };
  },
};
