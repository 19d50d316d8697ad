import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt } from './issue-token.ts';
import { auth0, keycloak, nodeJsonwebtoken } from './issuer-sites.ts';

/** What is wrong with a configuration's state. */
export const configurationIssuerCases: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'configuration-disabled', 'under a configuration that is new', {
    changes: { enabled: false },
  }),
  caseAt(keycloak, 'configuration-disabled', 'under a configuration that was switched off', {
    changes: { enabled: false },
  }),
  caseAt(auth0, 'configuration-disabled', 'in an Authorization line, under a configuration not yet enabled', {
    changes: { enabled: false },
    carry: (token) => `Authorization: Bearer ${token}`,
  }),
];
