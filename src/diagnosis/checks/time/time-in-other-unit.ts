import { toIsoSeconds } from '../../../domain/instant.ts';
import { misreadTimeCheck } from '../../misread-time-check.ts';

export const timeInOtherUnit = misreadTimeCheck(
  {
    code: 'time-in-other-unit',
    cause:
      'A time in the token counts microseconds, nanoseconds, .NET ticks, FILETIME intervals or days; JWT counts seconds since 1970 (RFC 7519 §2).',
    solution: 'The issuing system must convert its times to seconds since 1970-01-01T00:00:00Z.',
  },
  {
    kind: 'unit',
    describe: ({ value, unit, at }) => `is ${value}, in ${unit} (${toIsoSeconds(at)})`,
    forIssuer: (names) => `Please write ${names} in seconds since 1970, not in another unit.`,
  },
);
