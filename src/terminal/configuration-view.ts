import type { Configuration } from '../domain/configuration.ts';
import type { SecretField } from '../domain/configuration-secrets.ts';
import type { KeyFacts } from '../domain/evidence.ts';
import { type SecretEncoding, type SecretKey, secretSource } from '../domain/secret-key.ts';
import { unreachable } from '../domain/unreachable.ts';

/** A secret as it is shown: where it comes from and what is known of it, never its text. */
export interface SecretView {
  readonly source: 'literal' | 'env' | 'file' | 'encrypted';
  /** The variable or the path; undefined for a secret that is in the store. */
  readonly reference: string | undefined;
  readonly encoding: SecretEncoding;
  readonly facts: KeyFacts | undefined;
  /** Why it cannot be used, where that is known; a clause after "the secret". */
  readonly trouble: string | undefined;
}

/** A previous secret as it is shown, and until when it is accepted (ISO 8601). */
export interface PreviousSecretView extends SecretView {
  readonly acceptedUntil: string;
}

/** A configuration as it is shown: it never contains a secret from the store. */
export interface ConfigurationView extends Omit<Configuration, SecretField | 'datafor'> {
  readonly secretKey: SecretView;
  readonly previousSecret: PreviousSecretView | undefined;
  readonly initialPassword: SecretView | undefined;
}

/** What is known of a secret beyond its place. */
export type KnownOfSecret = Partial<Pick<SecretView, 'facts' | 'trouble'>>;

/** The view of a configuration, with what is known of its secret and of its previous one. */
export function configurationView(
  configuration: Configuration,
  known: KnownOfSecret = {},
  knownOfPrevious: KnownOfSecret = {},
): ConfigurationView {
  const { secretKey, previousSecret, initialPassword, datafor: _, ...fields } = configuration;
  return {
    ...fields,
    secretKey: { ...secretViewOf(secretKey), ...known },
    previousSecret: previousSecret && {
      ...secretViewOf(previousSecret.secretKey),
      ...knownOfPrevious,
      acceptedUntil: previousSecret.acceptedUntil,
    },
    initialPassword: initialPassword === undefined ? undefined : secretViewOf(initialPassword),
  };
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
    case 'encrypted':
      return undefined;
    case 'env':
      return source.variable;
    case 'file':
      return source.path;
    default:
      return unreachable(source);
  }
}
