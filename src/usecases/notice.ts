/**
 * What a front end shows beside the result of a use case: facts, without words. Clauses such as `fault` follow
 * "the secret"; they quote nothing secret.
 */
export type Notice = SecretNotice | StoredSecretNotice | RotationNotice | ChangeNotice;

/** About a secret that is about to be stored. */
type SecretNotice =
  | { readonly kind: 'line-break-left-out'; readonly place: string }
  | { readonly kind: 'secret-generated'; readonly bits: number; readonly characters: number | undefined }
  /** The text of a key in another form; `name` is the configuration, where there are several. */
  | {
      readonly kind: 'key-converted';
      readonly noun: string;
      readonly form: 'PEM' | 'JWK';
      readonly name: string | undefined;
    }
  | { readonly kind: 'public-half-stored'; readonly name?: string | undefined }
  | { readonly kind: 'secret-weak'; readonly fault: string }
  | { readonly kind: 'byte-order-mark' };

/** About the secrets of a configuration in the store, or of one that its references name. */
type StoredSecretNotice =
  | { readonly kind: 'reference-unavailable'; readonly reason: string }
  | { readonly kind: 'referenced-secret-faulty'; readonly fault: string }
  | { readonly kind: 'kept-secret-faulty'; readonly name: string; readonly fault: string }
  | { readonly kind: 'secret-unusable'; readonly name: string; readonly fault: string }
  | { readonly kind: 'imported-secret-unavailable'; readonly name: string; readonly reason: string }
  | { readonly kind: 'imported-secret-faulty'; readonly name: string; readonly fault: string }
  | { readonly kind: 'imported-private-key'; readonly name: string }
  | { readonly kind: 'stored-in-plain-text' };

/** About the secret that was in use before. */
type RotationNotice =
  | { readonly kind: 'previous-secret-unusable'; readonly name: string; readonly fault: string }
  | { readonly kind: 'previous-secret-ended' }
  | { readonly kind: 'previous-secret-accepted'; readonly until: string }
  | { readonly kind: 'previous-secret-still-accepted'; readonly name: string; readonly until: string };

/** About a change that was made. */
type ChangeNotice =
  | { readonly kind: 'store-made'; readonly store: string }
  | { readonly kind: 'created'; readonly name: string; readonly isEnabled: boolean }
  | { readonly kind: 'changed'; readonly name: string }
  | { readonly kind: 'private-key-written'; readonly path: string };
