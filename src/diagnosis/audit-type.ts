import type { AuditKnown, AuditScope } from '../domain/audit-evidence.ts';
import type { AuditCode } from './audit-code.ts';
import type { CheckInfo, Symptom } from './check.ts';

/** What is always true of an audit code: its text in `docs/diagnosis.md`. */
export interface AuditInfo<S extends AuditScope = AuditScope>
  extends Omit<CheckInfo<'config' | 'key'>, 'code'> {
  readonly code: AuditCode;
  readonly scope: S;
}

/** One code that needs no token: its text, and how it is found. */
export interface Audit<S extends AuditScope = AuditScope> extends AuditInfo<S> {
  /** What is amiss, or undefined when nothing is. */
  detect(known: AuditKnown[S]): Symptom | undefined;
}
