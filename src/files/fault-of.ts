import { systemCode } from '../domain/system-error.ts';
import { Problem } from '../problem.ts';

/** Runs `act` and returns the Problem or the system's error that it ended with, if any; anything else is thrown. */
export function faultOf(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Problem || systemCode(error) !== undefined) return error;
    throw error;
  }
}
