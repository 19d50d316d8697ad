import { systemCode } from '../../src/domain/system-error.ts';

/** The system's code of the error that an act ends with; undefined when it ends well. */
export function systemCodeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return systemCode(error);
  }
}
