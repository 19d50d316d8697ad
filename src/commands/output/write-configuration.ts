import type { Context } from '../../context.ts';
import { configurationDocument } from '../../terminal/configuration-json.ts';
import type { ConfigurationView } from '../../terminal/configuration-view.ts';
import { jsonDocument } from '../../terminal/json.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { note } from './notes.ts';

/**
 * Writes what create and edit give to stdout: with `--json` the configuration, else nothing but a
 * secret that was made up, which is shown this once.
 */
export function writeConfiguration(
  context: Context,
  options: GlobalOptions & { readonly json: boolean },
  view: ConfigurationView,
  generatedSecret: string | undefined,
): void {
  if (options.json) {
    const document = configurationDocument(view);
    const whole = generatedSecret === undefined ? document : { ...document, generatedSecret };
    context.stdout.write(jsonDocument(whole));
  } else if (generatedSecret !== undefined) {
    note(context, options, 'The new secret follows; it is shown this once. Give it to the issuer.');
    context.stdout.write(`${generatedSecret}\n`);
  }
}

/** Writes the JSON of configurations to stdout: one object for one name, else an array. */
export function writeConfigurations(
  context: Context,
  views: readonly ConfigurationView[],
  nameCount: number,
): void {
  const documents = views.map((view) => configurationDocument(view));
  context.stdout.write(jsonDocument(nameCount === 1 ? documents[0] : documents));
}
