import type { KeyEvidence } from './evidence.ts';
import { unreachable } from './unreachable.ts';

/** What keeps a secret from being used as a key, as a clause after "the secret"; undefined when nothing does. */
export function keyTrouble(evidence: KeyEvidence): string | undefined {
  switch (evidence.state) {
    case 'usable':
      return undefined;
    case 'unavailable':
      return evidence.reason;
    case 'unreadable':
      return evidence.repair === undefined ? evidence.reason : `${evidence.reason}; ${evidence.repair}`;
    case 'unfit':
      return `is ${evidence.found}; needed is ${evidence.needed}`;
    case 'weak':
      return evidence.weakness;
    case 'key-as-secret':
      return `is ${evidence.found}, which is no shared secret`;
    case 'forgeable':
      return `is a key for which anyone can sign: ${evidence.how}`;
    default:
      return unreachable(evidence);
  }
}
