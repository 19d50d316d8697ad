import { Document, isScalar, visit } from 'yaml';
import { hasUnprintable } from '../domain/unprintable.ts';

/** A value as YAML 1.2, its end of line included; nothing in it can control a terminal. */
export function yamlDocument(value: unknown): string {
  // Readers of YAML 1.1 would read a configuration called NO as false.
  const document = new Document(value, { compat: 'yaml-1.1' });
  visit(document, {
    Scalar(_, scalar) {
      // Only between double quotes does YAML have escapes.
      if (isScalar(scalar) && typeof scalar.value === 'string' && hasUnprintable(scalar.value)) {
        scalar.type = 'QUOTE_DOUBLE';
      }
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
  return text.split('\n').map(escapeQuoted).join('\n');
}

/** Unprintable characters that remain are inside double quotes, where `\U0000200b` is the same character. */
function escapeQuoted(line: string): string {
  return [...line]
    .map((character) => (hasUnprintable(character) ? yamlEscape(character) : character))
    .join('');
}

function yamlEscape(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
