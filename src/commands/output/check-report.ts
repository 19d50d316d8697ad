import type { Context } from '../../context.ts';
import { auditedCodes } from '../../diagnosis/audit.ts';
import type { ReportedFinding } from '../../domain/finding.ts';
import type { StoreAudit } from '../../domain/store-audit.ts';
import { auditCases } from '../../reports/audit-cases.ts';
import { auditClosing } from '../../terminal/audit-report.ts';
import type { ConfigurationStore } from '../../usecases/ports.ts';
import type { ReportOptions } from '../flags/report-flags.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { writeReports } from './open-reports.ts';
import { placeInCheckout } from './place-in-checkout.ts';

/** Writes the reports on an audit of a store that were asked for; throws a usage Problem. */
export async function writeAuditReports(
  context: Context,
  options: GlobalOptions & ReportOptions,
  store: ConfigurationStore,
  audit: StoreAudit<ReportedFinding>,
): Promise<void> {
  const lines = store.file?.lines() ?? [];
  const lineOf = new Map(store.configurations.map(({ name }, index) => [name, lines[index]]));
  await writeReports(
    context,
    options,
    { command: 'check', file: placeInCheckout(context, audit.store), rules: auditedCodes },
    { cases: auditCases(audit, (name) => lineOf.get(name)), closing: auditClosing(audit) },
  );
}
