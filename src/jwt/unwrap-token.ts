import type { Wrapping } from '../domain/evidence.ts';
import { hasUnprintable } from '../domain/unprintable.ts';
import { isPlaceholderToken } from './placeholder-token.ts';
import { trimBlanks, trimWhere } from './trim-ends.ts';

const quotePairs = /^b?(["'`])(.*)\1$|^[“”„«‘’](.*)[“”»‘’]$|^<(.*)>$|^\((.*)\)$|^\[(.*)\]$/s;

/** No pasted token has more layers around it. */
const MAX_LAYERS = 16;

/** Takes off quotes, punctuation and the like, a layer at a time. */
export function unwrapToken(value: string): { bare: string; wrappings: Wrapping[] } {
  const wrappings = new Set<Wrapping>();
  let bare = value;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const [wrapping, inner] = peel(bare);
    if (wrapping === undefined) break;
    wrappings.add(wrapping);
    bare = trimBlanks(inner);
  }
  return { bare, wrappings: [...wrappings] };
}

/** Takes the outermost thing off that does not belong to a token. */
function peel(value: string): [Wrapping | undefined, string] {
  if (isPlaceholderToken(value)) return [undefined, value];
  const visible = trimWhere(value, (character) => /\s/.test(character) || hasUnprintable(character));
  if (visible !== value) return ['invisible characters', visible];
  if (/^Bearer\s/i.test(value)) return ['a second "Bearer"', value.slice('Bearer '.length)];
  const quoted = quotePairs.exec(value);
  if (quoted) return ['quotes', quoted.slice(2).find((inner) => inner !== undefined) ?? ''];
  // A lone quote at either end is what is left of a pair; a last dot belongs to an unsigned token.
  const trimmed = value.replace(/^["'`“”‘’]|["'`“”‘’]$/, '');
  if (trimmed !== value) return ['quotes', trimmed];
  // Three dots are what is left of a token that was shortened for display.
  if (value.endsWith('...')) return [undefined, value];
  const isSentenceEnd = /[,;:!]$/.test(value) || (value.endsWith('.') && value.split('.').length > 3);
  return isSentenceEnd ? ['punctuation', value.slice(0, -1)] : [undefined, value];
}
