import type { Check } from '../../check.ts';

export const keyUnreadable: Check<'key'> = {
  code: 'key-unreadable',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'The Secret Key is not a usable PEM document or JWK, or not in its encoding: it is in another form, its line breaks were lost, or part of it is missing. `evidence.looksLike` names what the text is.',
  solution:
    "Store the issuer's public key in PEM or as a JWK. `jwtadm edit --secret-file` converts what can be read without loss.",
  detect(key) {
    if (key.state !== 'unreadable') return undefined;
    const { reason, repair, looksLike, isRepairable, configuration } = key;
    const by = isRepairable ? 'key file' : 'public key file';
    return {
      cause: `The Secret Key ${reason}.`,
      solution: isRepairable ? CONVERT : sentence(repair ?? STORE),
      evidence: { reason, looksLike, repairable: isRepairable },
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by }],
    };
  },
};

const STORE = "store the issuer's public key or secret again, straight from its file";
const CONVERT = 'Give the same text again from a file: jwtadm converts it and stores the key.';

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
