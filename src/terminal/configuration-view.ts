import type { Configuration } from '../domain/configuration.ts';
import type { KeyFacts } from '../domain/evidence.ts';
import { type SecretEncoding, type SecretKey, secretSource } from '../domain/secret-key.ts';
import { unreachable } from '../domain/unreachable.ts';

/** A secret as it is shown: where it comes from and what is known of it, never its text. */
export interface SecretView {
  readonly source: 'literal' | 'env' | 'file';
  /** The variable or the path; undefined for a literal. */
  readonly reference: string | undefined;
  readonly encoding: SecretEncoding;
  readonly facts: KeyFacts | undefined;
  /** Why it cannot be used, where that is known; a clause after "the secret". */
  readonly trouble: string | undefined;
}

/** A configuration as it is shown: a literal secret cannot be reached from it. */
export interface ConfigurationView extends Omit<Configuration, 'secretKey'> {
  readonly secretKey: SecretView;
}

/** The view of a configuration, with what is known of its secret beyond where it stands. */
export function configurationView(
  configuration: Configuration,
  known: Partial<Pick<SecretView, 'facts' | 'trouble'>> = {},
): ConfigurationView {
  const { secretKey, ...fields } = configuration;
  return { ...fields, secretKey: { ...secretViewOf(secretKey), ...known } };
}

/** The view of a Secret Key in any of the store's forms, with nothing known of the key itself. */
export function secretViewOf(secretKey: SecretKey): SecretView {
  const source = secretSource(secretKey);
  return {
    source: source.kind,
    reference: referenceOf(source),
    encoding: source.encoding,
    facts: undefined,
    trouble: undefined,
  };
}

function referenceOf(source: ReturnType<typeof secretSource>): string | undefined {
  switch (source.kind) {
    case 'literal':
      return undefined;
    case 'env':
      return source.variable;
    case 'file':
      return source.path;
    default:
      return unreachable(source);
  }
}
