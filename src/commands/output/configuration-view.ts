import type { Configuration } from '../../domain/configuration.ts';
import { type ConfigurationView, configurationView } from '../../terminal/configuration-view.ts';
import { type FactsNeeds, factsInStore } from '../../usecases/configurations/configuration-facts.ts';

/** A configuration as shown, with what the store alone reveals about its secrets. */
export function viewWithFacts(needs: FactsNeeds, configuration: Configuration): ConfigurationView {
  const { secretKey, previousSecret } = factsInStore(needs, configuration);
  return configurationView(configuration, secretKey, previousSecret);
}
