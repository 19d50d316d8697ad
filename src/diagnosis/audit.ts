import type { ConfigurationAuditEvidence, StoreAuditEvidence } from '../domain/audit-evidence.ts';
import type { CodeInfo, Finding } from '../domain/finding.ts';
import { auditCatalogue } from './audit-catalogue.ts';
import { catalogue } from './catalogue.ts';
import { toFinding } from './to-finding.ts';

/** Every code that an audit can say, with its text. */
export const auditedCodes: readonly CodeInfo[] = [
  ...auditCatalogue.store,
  ...auditCatalogue.configuration,
  ...catalogue.key,
];

/** Everything that can be said of a store's file. */
export function auditFile(known: StoreAuditEvidence): Finding[] {
  return errorsFirst(
    auditCatalogue.store.flatMap((audit) => {
      const symptom = audit.detect(known);
      return symptom ? [toFinding(audit, symptom, undefined)] : [];
    }),
  );
}

/**
 * Everything that can be said of a configuration without a token: what keeps its key from being used
 * or makes it weak, then what only an audit looks at; errors, then warnings.
 */
export function auditConfiguration(known: ConfigurationAuditEvidence): Finding[] {
  const ofKey = catalogue.key.flatMap((check) => {
    const symptom = check.detect(known.key);
    return symptom ? [toFinding(check, symptom, known.configuration.name)] : [];
  });
  const ofAudits = auditCatalogue.configuration.flatMap((audit) => {
    const symptom = audit.detect(known);
    return symptom ? [toFinding(audit, symptom, known.configuration.name)] : [];
  });
  return errorsFirst([...ofKey, ...ofAudits]);
}

function errorsFirst(findings: readonly Finding[]): Finding[] {
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity === 'warning'),
  ];
}
