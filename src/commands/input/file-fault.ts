import { describeSystemCode, namedCode } from '../../files/system-fault.ts';

/** Why a file cannot be read, in words, from the system's error; its path is not told. Rethrows a bug. */
export function describeFileFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? namedCode(String(error.code)) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === '') throw error;
  return describeSystemCode(code);
}
