import type { Audit } from '../audit-type.ts';

export const secretLooksEncoded: Audit<'configuration'> = {
  code: 'secret-looks-encoded',
  scope: 'configuration',
  stage: 'key',
  severity: 'warning',
  issue: 'JWT authentication fails',
  cause:
    'The secret is read as text (utf8), but looks like random bytes written in base64 or hex. If the issuing system decodes it, no token of it is ever accepted.',
  solution:
    'Ask whether the issuing system signs with the text or with the decoded bytes, or verify one of its tokens; set the encoding if it decodes.',
  detect({ apparentEncoding }) {
    if (apparentEncoding === undefined) return undefined;
    return {
      cause: `The secret is read as text (utf8), but looks like random bytes written in ${apparentEncoding}. If the issuing system decodes it, no token of it is ever accepted.`,
      evidence: { encoding: 'utf8', apparentEncoding },
      fix: { encoding: apparentEncoding },
    };
  },
};
