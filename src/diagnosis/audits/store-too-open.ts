import type { Audit } from '../audit-type.ts';

/** The permission bits of group and others. */
const OPEN_BITS = 0o077;

/** The write bits among them. */
const WRITE_BITS = 0o022;

export const storeTooOpen: Audit<'store'> = {
  code: 'store-too-open',
  scope: 'store',
  stage: 'config',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'Users other than the owner can read a store that holds a secret, or can write a store. Anyone who reads a secret can sign tokens for any user; anyone who writes a store can put in a key of their own. Writing alone, where there is no secret to read, is a warning.',
  solution: 'Close the file to others, or keep the secrets elsewhere and only say in the store where.',
  detect({ path, mode, holdsSecret }) {
    if (mode === undefined) return undefined;
    const evidence = { mode: mode.toString(8).padStart(4, '0'), holdsSecret };
    if (holdsSecret && (mode & OPEN_BITS) !== 0) {
      return {
        cause: `The store holds a secret and is open to others (mode ${evidence.mode}): who has the secret can sign tokens for anyone.`,
        evidence,
        fixes: [{ kind: 'protect-file', path, from: 'everyone else' }],
      };
    }
    if ((mode & WRITE_BITS) === 0) return undefined;
    return {
      cause: `Others than its owner may write the store (mode ${evidence.mode}): they can put a key of their own into it, and sign tokens for anyone.`,
      solution: 'Let only the owner write the file.',
      severity: 'warning',
      evidence,
      fixes: [{ kind: 'protect-file', path, from: 'writing by others' }],
    };
  },
};
