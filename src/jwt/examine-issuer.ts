import { isJsonObject } from '../domain/claim-path.ts';
import type { HeaderEvidence, KeyIdEvidence, SignatureEvidence } from '../domain/evidence.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import type { Examination } from './examination.ts';
import { readJwk } from './read-public-key.ts';
import type { Segments } from './read-segments.ts';

/** The ids of the configured key and of the one that the token names (RFC 7515 §4.1.4), where they differ. */
export function examineKeyId(
  { secret }: Examination,
  { header }: Segments,
  signature: SignatureEvidence | undefined,
): KeyIdEvidence | undefined {
  const configured = keyIdOf(secret);
  const found: unknown = header?.ok && Object.hasOwn(header.value, 'kid') ? header.value.kid : undefined;
  if (configured === undefined || typeof found !== 'string' || found === configured) return undefined;
  return differing(configured, found, signature?.state === 'wrong' && isOfOtherKey(signature));
}

const differing = memoizeLast(
  (configured: string, found: string, isOfOtherKey: boolean): KeyIdEvidence => ({
    configured,
    found,
    isOfOtherKey,
  }),
);

/** Whether nothing shows that the configured key has made the signature. */
function isOfOtherKey({ explanation }: SignatureEvidence): boolean {
  return explanation === undefined || !['own', 'damaged'].includes(explanation.key.kind);
}

const keyIdOf = memoizeLast((secret: SecretResult): string | undefined => {
  const jwk = secret.ok ? readJwk(secret.text) : undefined;
  return typeof jwk?.kid === 'string' ? jwk.kid : undefined;
});

/** Microsoft Graph by its two names, as `aud` has them. */
const graphAudiences = ['00000003-0000-0000-c000-000000000000', 'https://graph.microsoft.com'];

/** Whether the token is one that Microsoft Graph alone can verify: proved, or by what it says of itself. */
export function examineGraphToken(
  { header, payload }: Segments,
  signature: SignatureEvidence | undefined,
  isProved: boolean,
): HeaderEvidence['graphToken'] {
  if (isProved) return 'proved';
  const isUnexplained = signature?.state === 'wrong' && signature.explanation === undefined;
  if (!isUnexplained || !header?.ok || !payload?.ok || !isJsonObject(payload.value)) return undefined;
  const hasNonce = Object.hasOwn(header.value, 'nonce') && typeof header.value.nonce === 'string';
  const { aud } = payload.value;
  return hasNonce && typeof aud === 'string' && graphAudiences.includes(aud.replace(/\/$/, ''))
    ? 'likely'
    : undefined;
}
