import { unreachable } from '../domain/unreachable.ts';
import type { SecretView } from './configuration-view.ts';

/** What may be shown of a secret, in one line: kind, size, fingerprint, where it is kept. Not yet escaped. */
export function secretText(view: SecretView): string {
  const { encoding, facts, trouble } = view;
  const parts = [
    facts && `${facts.kind} of ${facts.bits} bits`,
    facts?.fingerprint !== undefined && `fingerprint ${facts.fingerprint}`,
    placeText(view),
    // The encoding does not matter for the text of a public key.
    (facts === undefined || facts.kind === 'HMAC secret') && `read as ${encoding}`,
  ];
  const text = parts.filter((part) => typeof part === 'string').join(', ');
  return trouble === undefined ? text : `${text}; ${trouble}`;
}

/** Where a secret is kept. Not yet escaped. */
export function placeText({ source, reference }: Pick<SecretView, 'source' | 'reference'>): string {
  switch (source) {
    case 'literal':
      return 'kept in the store';
    case 'encrypted':
      return 'encrypted in the store';
    case 'env':
      return `from the variable ${reference}`;
    case 'file':
      return `from the file ${reference}`;
    default:
      return unreachable(source);
  }
}
