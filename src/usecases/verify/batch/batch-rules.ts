import type { VerifyNeeds } from '../verify-stored.ts';
import type { BatchRules } from './batch.ts';

/** The rules of a batch against a store; may ask for the passphrase of its secrets, because a line may name any of them. */
export async function batchRules(
  { store, secrets }: VerifyNeeds,
  settings: Pick<BatchRules, 'defaultName' | 'now' | 'ignoresDisabled'>,
): Promise<BatchRules> {
  const { configurations, fingerprintKey } = store;
  await secrets.unlockFor(configurations, 'asks');
  return {
    ...settings,
    fingerprintKey,
    configurations: configurations.map((configuration) => ({
      configuration,
      secret: secrets.of(configuration),
      previousSecret: secrets.previousOf(configuration),
    })),
  };
}
