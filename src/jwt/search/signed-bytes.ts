import { Buffer } from 'node:buffer';
import { hash as digest } from 'node:crypto';
import type { HashName } from '../../domain/algorithm.ts';
import type { SignedExplanation } from '../../domain/evidence.ts';
import { toBase64url } from '../base64url.ts';
import { LONGEST_REWRITTEN, rewritings } from './reserialisations.ts';
import type { SearchedToken } from './searched-token.ts';

/** One thing that may have been signed. Entries are compared by object identity. */
export interface SignedBytes {
  readonly explanation: SignedExplanation;
  /** The text, or the bytes under a hash function; undefined where this token has no such thing. */
  readonly write: (token: SearchedToken, hash: HashName) => string | Uint8Array | undefined;
}

const inputOf = ({ headerText, payloadText }: SearchedToken) => `${headerText}.${payloadText}`;

/** What a signature must be of (RFC 7515 §5.1): header and payload as they were sent. */
export const asSent: SignedBytes = { explanation: { kind: 'as-sent' }, write: inputOf };

/** With characters of base64 in it, a token may have been signed before or after they got there. */
const respelt: SignedBytes = {
  explanation: { kind: 'as-sent' },
  write: (token) => (token.isCanonical ? undefined : toBase64url(inputOf(token))),
};

function other(how: string, write: SignedBytes['write']): SignedBytes {
  return { explanation: { kind: 'other-bytes', how }, write };
}

const decoded = (text: string) => Buffer.from(text, 'base64url');
const standard = (text: string) => decoded(text).toString('base64');
const asBase64url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');

/** What programs sign instead of `header.payload`. */
const otherBytes: readonly SignedBytes[] = [
  other('the token with a line break (LF) behind it', (token) => `${inputOf(token)}\n`),
  other('the token with a line break (CR LF) behind it', (token) => `${inputOf(token)}\r\n`),
  other('header and payload with their "=" padding', (token) =>
    asBase64url(`${standard(token.headerText)}.${standard(token.payloadText)}`),
  ),
  other(
    'header and payload in base64, with padding',
    (token) => `${standard(token.headerText)}.${standard(token.payloadText)}`,
  ),
  other('header and payload in base64, without padding', (token) =>
    `${standard(token.headerText)}.${standard(token.payloadText)}`.replaceAll('=', ''),
  ),
  other('the JSON of header and payload, before it was encoded', ({ headerText, payloadText }) =>
    Buffer.concat([decoded(headerText), Buffer.from('.'), decoded(payloadText)]),
  ),
  other('the payload alone', ({ payloadText }) => payloadText),
  other('the JSON of the payload alone, before it was encoded', ({ payloadText }) => decoded(payloadText)),
  other('the digest of the token, which was hashed again', (token, hash) =>
    Buffer.from(digest(hash, inputOf(token), 'binary'), 'binary'),
  ),
  other('the digest of the token in hex, which was hashed again', (token, hash) =>
    digest(hash, inputOf(token), 'hex'),
  ),
  other('the token with a dot behind it', (token) => `${inputOf(token)}.`),
  other('header and payload without the dot between them', (token) => token.headerText + token.payloadText),
  other('the JSON of header and payload without a dot between them', ({ headerText, payloadText }) =>
    Buffer.concat([decoded(headerText), decoded(payloadText)]),
  ),
];

/** Microsoft Graph signs the digest of the nonce in the place of the nonce, so that only it can verify its tokens. */
const graphNonces: readonly SignedBytes[] = (['base64url', 'base64', 'hex'] as const).map((encoding) => ({
  explanation: { kind: 'graph-nonce' },
  write: (token) => withHashedNonce(token, encoding),
}));

function withHashedNonce(
  { header, headerText, payloadText }: SearchedToken,
  encoding: 'base64url' | 'base64' | 'hex',
): string | undefined {
  const nonce = header && Object.hasOwn(header, 'nonce') ? header.nonce : undefined;
  if (typeof nonce !== 'string' || nonce.length > LONGEST_REWRITTEN) return undefined;
  const text = decoded(headerText).toString('utf8');
  const hashed = Buffer.from(digest('sha256', nonce, 'binary'), 'binary').toString(encoding);
  const replaced = text.replace(JSON.stringify(nonce), () => JSON.stringify(hashed));
  return `${Buffer.from(replaced, 'utf8').toString('base64url')}.${payloadText}`;
}

/** The payload was parsed and written again on its way, so that other bytes were signed. */
const reserialised: readonly SignedBytes[] = rewritings.map(({ how, write }) => ({
  explanation: { kind: 'reserialised', how },
  write: ({ claims, headerText, payloadText }) => {
    if (!claims || payloadText.length > LONGEST_REWRITTEN) return undefined;
    const text = decoded(payloadText).toString('utf8');
    const rewritten = write(claims, text);
    return rewritten === text
      ? undefined
      : `${headerText}.${Buffer.from(rewritten, 'utf8').toString('base64url')}`;
  },
}));

const onceRemoved = [...otherBytes, ...graphNonces];

/**
 * All that may have been signed, by how many steps it is from what must be. Of a token whose spelling is
 * damaged nothing else is tried: to decode it repairs it, which proves no more than that.
 */
export function signedBytes({
  isCanonical,
}: SearchedToken): readonly [readonly SignedBytes[], readonly SignedBytes[], readonly SignedBytes[]] {
  return isCanonical ? [[asSent], onceRemoved, reserialised] : [[asSent, respelt], [], []];
}
