import { expect } from 'vitest';

/** The only configuration of a store. */
export function onlyOne(store: unknown): unknown {
  const { configurations } = store as { configurations: unknown[] };
  expect(configurations).toHaveLength(1);
  return configurations[0];
}
