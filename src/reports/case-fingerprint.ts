import { createHash } from 'node:crypto';

/**
 * Identifies a remark of a report, and stays the same when lines move, so that CI knows what is new:
 * a digest (hexadecimal) of the file, the name of the case and the code.
 */
export function caseFingerprint(file: string, name: string, code: string): string {
  return createHash('sha256').update([file, name, code].join('\0')).digest('hex').slice(0, 32);
}
