import type { TimeEvidence, TimeFault } from '../domain/evidence.ts';

/** The fault of that kind, if the times have it. */
export function timeFault<K extends TimeFault['kind']>(
  { faults }: TimeEvidence,
  kind: K,
): Extract<TimeFault, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<TimeFault, { kind: K }> => fault.kind === kind);
}

/** By how many seconds the clocks would have to differ to explain the fault; undefined without one. */
export function clockDifference(times: TimeEvidence): number | undefined {
  const fault =
    timeFault(times, 'expired') ?? timeFault(times, 'not-yet-valid') ?? timeFault(times, 'issued-in-future');
  return fault?.bySeconds;
}
