import { describeSystemError } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';

/** Runs `act`; an error of the system becomes a Problem (exit 4): `what`, a colon, and why. */
export function asStoreProblem<T>(what: string, act: () => T, hint?: string): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('store', `${what}: ${describeSystemError(error)}; nothing was changed`, hint);
  }
}
