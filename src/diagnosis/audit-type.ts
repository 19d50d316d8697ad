import type { AuditKnown, AuditScope } from '../domain/audit-evidence.ts';
import type { CodeInfo } from '../domain/finding.ts';
import type { AuditCode } from './audit-code.ts';
import type { Symptom } from './check.ts';

/** What is always true of a code that needs no token. */
interface AuditInfo<S extends AuditScope> extends CodeInfo<AuditCode, 'config' | 'key'> {
  readonly scope: S;
}

/** One code that needs no token: its text, and how it is found. */
export interface Audit<S extends AuditScope = AuditScope> extends AuditInfo<S> {
  /** What is amiss, or undefined when nothing is. */
  detect(known: AuditKnown[S]): Symptom | undefined;
}
