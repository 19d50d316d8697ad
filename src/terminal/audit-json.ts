import type { ReportedFinding } from '../domain/finding.ts';
import type { StoreAudit } from '../domain/store-audit.ts';
import { findingDocument } from './verification-json.ts';

/** The document of `check --json`; findings have the keys that `verify --json` gives them. */
export function auditDocument({ ok, store, configurations, findings }: StoreAudit<ReportedFinding>): object {
  return {
    ok,
    store,
    configurations: configurations.map((each) => ({
      name: each.name,
      findings: each.findings.map(findingDocument),
    })),
    findings: findings.map(findingDocument),
  };
}
