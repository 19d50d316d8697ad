import { isHmac } from '../../../domain/algorithm.ts';
import { formatDuration } from '../../../domain/duration.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check, Symptom } from '../../check.ts';

export const signedWithPreviousSecret: Check<'signature'> = {
  code: 'signed-with-previous-secret',
  stage: 'signature',
  severity: 'warning',
  issue: 'JWT authentication fails',
  cause:
    'The token was signed with the secret that was replaced by the Secret Key. It is accepted until the time that was set for it; after that it is an error.',
  solution: 'Give the new secret to the issuing system, and let it sign with that.',
  detect({ state, signedWith, previous, configuration, now }) {
    if (signedWith !== 'previous' || !previous) return undefined;
    const { acceptedUntil, key } = previous;
    const what = isHmac(configuration.signatureAlgorithm) ? 'secret' : 'key';
    const moment = toIsoSeconds(acceptedUntil);
    const fingerprint = 'facts' in key ? key.facts?.fingerprint : undefined;
    const common = {
      proved: true,
      evidence: { acceptedUntil: moment, ...(fingerprint !== undefined && { fingerprint }) },
    };
    return state === 'verified'
      ? { ...common, ...stillAccepted(configuration.name, what, moment, acceptedUntil - now) }
      : { ...common, ...refused(configuration.name, what, moment, now - acceptedUntil) };
  },
};

function stillAccepted(name: string, what: string, moment: string, forSeconds: number): Symptom {
  return {
    cause: `The token was signed with the previous ${what} of ${name}, which is accepted until ${moment}, for ${formatDuration(Math.ceil(forSeconds))} more.`,
    solution: `The issuing system must change to the new ${what} before then: after it these tokens are refused.`,
    forIssuer: `Your token is signed with the ${what} that was replaced; please change to the new one before ${moment}, from when on the old one is refused.`,
  };
}

function refused(name: string, what: string, moment: string, sinceSeconds: number): Symptom {
  return {
    severity: 'error',
    cause: `The token was signed with the previous ${what} of ${name}, which has been refused since ${moment}, for ${formatDuration(sinceSeconds)}.`,
    solution: `The issuing system must sign with the new ${what}; if it has not got that, give it to it.`,
    forIssuer: `Your token is signed with the ${what} that was replaced, and which has been refused since ${moment}; please sign with the new one.`,
  };
}
