import { type Configuration, type FieldName, fieldFault } from './configuration.ts';
import type { SecretEncoding } from './secret-key.ts';
import { hasUnseen } from './unprintable.ts';

/** A secret to be stored, as it is entered at a prompt or read from a file. It is never shown. */
export interface SecretReplacement {
  readonly text: string;
  readonly encoding: SecretEncoding;
}

/**
 * What would fix a finding, as a change that can be rehearsed: fields of the configuration to set,
 * another encoding of its secret, another secret, or the token as it is once what does not belong to it is
 * taken off.
 */
export interface Fix {
  readonly fields?: Partial<Omit<Configuration, 'secretKey' | 'previousSecret' | 'name'>>;
  readonly encoding?: SecretEncoding;
  readonly secret?: SecretReplacement;
  readonly takesFixedToken?: boolean;
}

/**
 * One thing to do about a finding, as data. A front end renders it: the command line as a command, a page as a button.
 * `configuration` is the name of the configuration that it concerns.
 */
export type FixStep =
  /** Change fields or the encoding to values that are known. */
  | {
      readonly kind: 'edit';
      readonly configuration: string;
      readonly change: Pick<Fix, 'fields' | 'encoding'>;
    }
  /** Set fields to values that only the user knows. */
  | {
      readonly kind: 'set';
      readonly configuration: string;
      readonly fields: readonly ('issuer' | 'audience')[];
    }
  /** Remove a field. */
  | {
      readonly kind: 'unset';
      readonly configuration: string;
      readonly field: 'nameField' | 'emailField' | 'previousSecret';
    }
  | {
      readonly kind: 'replace-secret';
      readonly configuration: string;
      readonly by: ReplacementSource;
      /** How the new secret must be read; as text when absent. */
      readonly encoding?: SecretEncoding;
    }
  | { readonly kind: 'enable'; readonly configuration: string }
  /** Verify the token under another configuration. */
  | { readonly kind: 'verify'; readonly configuration: string }
  /** Encrypt the secrets of the store that are in plain text. */
  | { readonly kind: 'encrypt' }
  | {
      readonly kind: 'protect-file';
      readonly path: string;
      readonly from: 'everyone else' | 'writing by others';
    }
  /** A command, ready for a shell. */
  | { readonly kind: 'command'; readonly command: string };

/** What replaces a secret. */
export type ReplacementSource = 'generated secret' | 'typed secret' | 'key file' | 'public key file';

/** Whether a configuration can be given the fields of a fix: each value is allowed, and all of it can be seen. */
export function isSettable({ fields = {} }: Pick<Fix, 'fields'>): boolean {
  return Object.entries(fields).every(
    ([field, value]) => fieldFault(field as FieldName, value) === undefined && !hasUnseen(String(value)),
  );
}

/** What to do in the configuration of that name to make a fix; nothing when the token alone would change. */
export function stepsOf({ fields = {}, encoding, secret }: Fix, configuration: string): FixStep[] {
  if (!isSettable({ fields })) return [];
  const change = { fields, ...(encoding !== undefined && { encoding }) };
  const isChange = Object.keys(fields).length > 0 || encoding !== undefined;
  return [
    ...(isChange ? [{ kind: 'edit', configuration, change } as const] : []),
    // The text of the secret is asked for: no front end shows it.
    ...(secret
      ? [{ kind: 'replace-secret', configuration, by: 'typed secret', encoding: secret.encoding } as const]
      : []),
  ];
}
