import { type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import { keyTextNoun } from '../domain/key-text.ts';
import { algorithmsOf, factsOf, unfitKey } from './key-facts.ts';
import { publisherOf } from './key-strength/published-keys.ts';
import { keyWeakness } from './key-strength/weak-key.ts';
import type { KeyText } from './key-text/key-text.ts';
import { mayBeRawKey } from './key-text/raw-key.ts';
import { convertibleKey, neededKey, readPublicKey } from './read-public-key.ts';
import { type ResolvedKey, unfit, unreadable, unusableKey } from './resolved-key.ts';

/** The public key that a text gives under an algorithm, or why it gives none. */
export function resolvePublicKey(text: string, algorithm: SignatureAlgorithm): ResolvedKey {
  const reading = readPublicKey(text, algorithm);
  if (!reading.ok) return unreadableKey(text, reading.keyText, algorithm);
  const { key, fault, holdsPrivateKey } = reading;
  const found = fault ?? unfitKey(key, algorithm);
  if (found !== undefined) return unfit(found, algorithm, fault === undefined ? algorithmsOf(key) : []);
  const facts = factsOf(key);
  const weakness = keyWeakness(key);
  if (weakness !== undefined) return unusableKey({ state: 'weak', weakness, facts });
  const publishedIn = facts.fingerprint === undefined ? undefined : publisherOf(facts.fingerprint);
  return { evidence: { state: 'usable', facts, isPlaceholder: false, holdsPrivateKey, publishedIn }, key };
}

function unreadableKey(
  text: string,
  keyText: KeyText | undefined,
  algorithm: SignatureAlgorithm,
): ResolvedKey {
  if (keyText) {
    const { kind, noun = keyTextNoun(kind) } = keyText;
    return unreadable(`is ${noun}`, kind, convertibleKey(keyText, algorithm) !== undefined);
  }
  // A text without any sign of a key is a shared secret in the wrong place, unless it may be the bytes of a key.
  return mayBeRawKey(text, traitsOf(algorithm).family)
    ? unreadable(`is ${keyTextNoun('unknown')}`)
    : unusableKey({
        state: 'unfit',
        found: 'a shared secret',
        needed: neededKey(algorithm),
        isSharedSecret: true,
      });
}
