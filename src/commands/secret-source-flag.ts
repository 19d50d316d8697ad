/** Where the secret comes from, as the flags say; undefined when they name no source. */
export type SecretSourceFlag =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'env'; readonly variable: string }
  | { readonly kind: 'generate' }
  /** A new key pair, whose private half goes into a new file. */
  | { readonly kind: 'generate-key'; readonly path: string }
  | { readonly kind: 'reference'; readonly to: 'env' | 'file'; readonly target: string };
