import { unreachable } from '../domain/unreachable.ts';
import type { SecretView } from './configuration-view.ts';

/** What may be said of a secret, in a line: kind, size, fingerprint, where it is kept. Not yet escaped. */
export function secretText({ source, reference, encoding, facts, trouble }: SecretView): string {
  const parts = [
    facts && `${facts.kind} of ${facts.bits} bits`,
    facts?.fingerprint !== undefined && `fingerprint ${facts.fingerprint}`,
    placeText(source, reference),
    // Of the armour of a public key nobody asks how its text becomes bytes.
    (facts === undefined || facts.kind === 'HMAC secret') && `read as ${encoding}`,
  ];
  const text = parts.filter((part) => typeof part === 'string').join(', ');
  return trouble === undefined ? text : `${text}; ${trouble}`;
}

function placeText(source: SecretView['source'], reference: string | undefined): string {
  switch (source) {
    case 'literal':
      return 'kept in the store';
    case 'env':
      return `from the variable ${reference}`;
    case 'file':
      return `from the file ${reference}`;
    default:
      return unreachable(source);
  }
}
