import { decodeBase64url } from './base64url.ts';
import { readJsonPart } from './parse-token.ts';

/** The sizes of whole signatures in bytes, by the first two letters of the algorithm (RFC 7518 §3.1, RFC 8037 §3.1). */
const sizes: Readonly<Record<string, readonly number[]>> = {
  HS: [32, 48, 64],
  RS: [128, 192, 256, 384, 512, 768, 1024],
  PS: [128, 192, 256, 384, 512, 768, 1024],
  ES: [64, 96, 132],
  Ed: [64, 114],
};

/**
 * Whether a text is a JWS in compact form from its first character to its last: of what was wrapped or
 * cut, the header reads as well, but the signature lacks its end.
 */
export function isCompleteToken(text: string): boolean {
  if (!/^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(text)) return false;
  const [headerText = '', , signatureText = ''] = text.split('.');
  const headerBytes = decodeBase64url(headerText);
  const signature = decodeBase64url(signatureText);
  const header = headerBytes && readJsonPart(headerBytes);
  if (!header?.ok || !signature) return false;
  const { alg } = header.value;
  const expected = typeof alg === 'string' ? sizes[alg.slice(0, 2)] : undefined;
  return expected?.includes(signature.length) ?? false;
}
