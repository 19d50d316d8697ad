import type { TokenEncoding } from '../domain/evidence.ts';
import { decodeBase64Text, decodeHexText } from './base64-text.ts';

/** A token that was encoded as a whole, and in what. */
export interface EncodedAgain {
  readonly token: string;
  /** The encodings from the outermost to the innermost. */
  readonly encodings: readonly TokenEncoding[];
}

/** Nothing on a token's way encodes it more often. */
const MAX_LAYERS = 3;

/** The token that a text is the base64, base64url or hexadecimal form of; undefined for every other text. */
export function decodeToken(text: string): EncodedAgain | undefined {
  // Most texts are tokens already.
  if (text.includes('.')) return undefined;
  const encodings: TokenEncoding[] = [];
  let inner = text;
  while (encodings.length < MAX_LAYERS) {
    const layer = decodeLayer(inner);
    if (!layer) return undefined;
    encodings.push(layer.encoding);
    inner = layer.text.trim().replace(/^Bearer\s+/i, '');
    if (/^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(inner)) return { token: inner, encodings };
  }
  return undefined;
}

function decodeLayer(text: string): { text: string; encoding: TokenEncoding } | undefined {
  // The hexadecimal form of a text in base64 is itself a text in base64, and of nothing.
  const fromHex = decodeHexText(text);
  if (fromHex !== undefined) return { text: fromHex, encoding: 'hex' };
  const decoded = decodeBase64Text(text);
  if (decoded === undefined || decoded === '') return undefined;
  // Without padding, "-" and "_" only the alphabets' common characters are left: then base64 has whole quartets.
  const isBase64url = /[-_]/.test(text) || (!text.endsWith('=') && text.length % 4 !== 0);
  return { text: decoded, encoding: isBase64url ? 'base64url' : 'base64' };
}
