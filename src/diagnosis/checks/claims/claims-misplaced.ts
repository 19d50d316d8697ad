import type { MisplacedClaim } from '../../../domain/evidence.ts';
import type { Check } from '../../check.ts';
import { showText } from '../../show-claim.ts';

export const claimsMisplaced: Check<'claims'> = {
  code: 'claims-misplaced',
  stage: 'claims',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'A registered claim ("exp", "iat", "nbf", "iss", "aud") is inside another claim, or inside a claim that is JSON text. Servers read it only at the top of the payload (RFC 7519 §4.1).',
  solution: 'The issuing system must put these claims at the top of the payload.',
  detect({ misplaced }) {
    if (misplaced.length === 0) return undefined;
    const isFailing = misplaced.some(({ explains }) => explains !== undefined);
    // An end that is not enforced is worth a warning; other claims may well belong where they are.
    if (!isFailing && misplaced.every(({ name }) => name !== 'exp')) return undefined;
    const names = misplaced.map(({ name }) => `"${name}"`).join(', ');
    return {
      severity: isFailing ? 'error' : 'warning',
      cause: `Not at the top of the payload, where servers read them: ${misplaced.map(describe).join(', ')}.`,
      evidence: { claims: misplaced.map(({ name }) => name), paths: misplaced.map(({ path }) => path) },
      forIssuer: `Please put ${names} at the top of the payload, not inside another claim.`,
    };
  },
};

function describe({ name, path, textClaim }: MisplacedClaim): string {
  const text = textClaim === undefined ? '' : `, inside the JSON text of ${showText(textClaim)}`;
  return `"${name}" is ${showText(path)}${text}`;
}
