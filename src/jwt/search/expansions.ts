import { type KeyMaterial, type KeyStep, textStep } from './key-material.ts';

/** What shells, .env files and Compose files do to an unquoted text. */
export function expansionEdits({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const damage = 'secret-was-expanded';
  return [
    ...textStep(
      damage,
      'with its $… words lost, as a shell expands them',
      text.replaceAll(/\$(?:\{[^}]*\}|\w+|[$!?#@*-])/g, ''),
    ),
    ...textStep(damage, 'with its $NAME words lost', text.replaceAll(/\$(?:\{[^}]*\}|[A-Za-z_]\w*)/g, '')),
    ...textStep(damage, 'with $$ turned into $', text.replaceAll('$$', '$')),
    ...textStep(damage, 'with $ turned into $$', text.replaceAll('$', '$$$$')),
    ...textStep(damage, 'cut off at its #', text.replace(/#.*$/s, '')),
    ...textStep(damage, 'cut off at the space before its #', text.replace(/(?<!\s)\s+#.*$/s, '')),
    ...textStep(damage, 'cut down to its first line', text.replace(/\r?\n.*$/s, '')),
    ...textStep(damage, 'cut off at its first space', text.replace(/\s.*$/s, '')),
    ...textStep(damage, 'without its backslashes', text.replaceAll(/\\(.?)/gs, '$1')),
    ...textStep(damage, 'with its backslashes doubled', text.replaceAll('\\', '\\\\')),
    ...textStep(
      damage,
      'with \\n turned into line breaks',
      text.replaceAll('\\r', '\r').replaceAll('\\n', '\n').replaceAll('\\t', '\t'),
    ),
    ...textStep(
      damage,
      'with line breaks turned into \\n',
      text.replaceAll('\r\n', '\\n').replaceAll('\n', '\\n'),
    ),
    ...textStep(damage, 'without its exclamation marks’ words', text.replaceAll(/!\S+/g, '')),
    ...textStep(damage, 'percent-decoded', percentDecoded(text)),
    ...textStep(damage, 'percent-encoded', /\p{Surrogate}/u.test(text) ? text : encodeURIComponent(text)),
    ...textStep(damage, 'with & and quotes turned into XML entities', xmlEscaped(text)),
    ...textStep(damage, 'with XML entities turned into characters', xmlUnescaped(text)),
  ];
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const entities = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
] as const;

function xmlEscaped(text: string): string {
  return entities.reduce((escaped, [character, entity]) => escaped.replaceAll(character, entity), text);
}

function xmlUnescaped(text: string): string {
  return entities
    .toReversed()
    .reduce((plain, [character, entity]) => plain.replaceAll(entity, character), text);
}
