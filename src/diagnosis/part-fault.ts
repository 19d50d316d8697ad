import type { PartFault } from '../domain/evidence.ts';
import { unreachable } from '../domain/unreachable.ts';

/** What is wrong with a segment's content, to follow on "the header" or "the payload". */
export function describePartFault(fault: PartFault): string {
  switch (fault) {
    case 'not UTF-8':
      return 'is not UTF-8 text';
    case 'not JSON':
      return 'is not JSON';
    case 'not a JSON object':
      return 'is JSON, but not an object';
    case 'a duplicate name':
      return 'has a name twice, so that readers would disagree about its value (RFC 7519 §4)';
    case 'nested too deeply':
      return 'is nested more than 100 levels deep';
    default:
      return unreachable(fault);
  }
}
