import type { Check } from '../../check.ts';

export const criticalHeader: Check<'header'> = {
  code: 'critical-header',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'The header asks for an extension that must be understood ("crit", RFC 7515 §4.1.11, or "b64": false, RFC 7797), and the server understands none.',
  solution: 'The issuing system must make a plain JWT without "crit" and "b64".',
  detect({ header }) {
    if (!header.ok) return undefined;
    const { value } = header;
    const isUnencoded = Object.hasOwn(value, 'b64') && value.b64 !== true;
    const members = [Object.hasOwn(value, 'crit') ? 'crit' : '', isUnencoded ? 'b64' : ''].filter(Boolean);
    if (members.length === 0) return undefined;
    const named = members.map((member) => `"${member}"`).join(' and ');
    return {
      cause: `The header has ${named}: an extension that the server must understand and does not.`,
      evidence: { members },
      forIssuer: `Please make a plain JWT: its header must not have ${named}.`,
    };
  },
};
