import type { Buffer } from 'node:buffer';
import type { SecretDamage } from '../../domain/evidence.ts';
import type { SecretEncoding } from '../../domain/secret-key.ts';
import { effectiveLength, secretBytes } from '../secret-bytes.ts';
import { expansionEdits } from './expansions.ts';
import { charsets, invisibleEdits } from './invisible-edits.ts';
import {
  bytesStep,
  type ConfiguredSecret,
  type KeyMaterial,
  type KeyStep,
  type KeySteps,
  materialOf,
  materialOfText,
  textStep,
} from './key-material.ts';
import { cuts, restorations } from './secret-cuts.ts';
import { decodings, encodings, lenientDecodings } from './secret-decodings.ts';
import { unwrappings, wrappings } from './secret-wrappers.ts';
import { quoteEdits, whitespaceEdits } from './whitespace-and-quotes.ts';

/** Another way in which a secret may have become a key, of one step or two. */
export interface KeyReading {
  /** The code of the step that is nearest to the configured text. */
  readonly damage: SecretDamage;
  /** All steps, to follow on "the token was signed with the secret": never the text itself. */
  readonly how: string;
  readonly steps: 1 | 2;
  /** Whether it is simple enough for something else to be wrong as well. */
  readonly isCombined: boolean;
  readonly material: KeyMaterial;
  /** The encoding under which the configured text itself gives this key, if there is one. */
  readonly encoding: SecretEncoding | undefined;
}

/** A shorter key is easy to guess, so that a match proves nothing; in bytes. */
export const SHORTEST_PROOF = 8;

/** A longer text is no secret that was typed or pasted; in characters. */
const LONGEST_READ = 4096;

/** More keys of one secret are not tried. */
const MOST_READINGS = 1500;

/** What happens to a secret, the simplest first. */
const usualSteps: readonly KeySteps[] = [
  decodings,
  whitespaceEdits,
  quoteEdits,
  unwrappings,
  expansionEdits,
  invisibleEdits,
  cuts,
  restorations,
];

/** What happens to it seldom, and never together with something else. */
const seldomSteps: readonly KeySteps[] = [lenientDecodings, charsets, encodings];

/** What may happen on top of another step. */
const secondSteps: readonly KeySteps[] = [
  decodings,
  lenientDecodings,
  unwrappings,
  (from) => [...whitespaceEdits(from), ...quoteEdits(from)].filter(({ how }) => /^without|\(LF\)/.test(how)),
  cuts,
  encodings,
];

/**
 * Every other way in which a secret may have been turned into a key, the simplest first, each key once. The
 * configured reading itself is not among them. `variable` is the environment variable that the secret is in.
 */
export function* keyReadings(secret: ConfiguredSecret, variable: string | undefined): Generator<KeyReading> {
  if (secret.text.length > LONGEST_READ || secret.bytes.length > LONGEST_READ) return;
  const own = keyIdentity(secret.bytes);
  const seen = new Set([own]);
  const isNew = ({ material }: KeyStep) => {
    const identity = keyIdentity(material.bytes);
    if (identity.length < Math.max(1, Math.min(SHORTEST_PROOF, own.length)) || seen.has(identity))
      return false;
    if (identity.length > LONGEST_READ || seen.size > MOST_READINGS) return false;
    seen.add(identity);
    return true;
  };
  const first: KeyStep[] = [];
  for (const { step, isCombined } of firstSteps(secret, variable)) {
    if (!isNew(step)) continue;
    if (isCombined) first.push(step);
    const encoding = secret.around === undefined ? step.encoding : undefined;
    yield { ...step, steps: 1, isCombined, encoding };
  }
  for (const one of first) {
    for (const other of secondSteps.flatMap((steps) => steps(one.material))) {
      if (!isNew(other)) continue;
      const how = `${one.how}, then ${other.how}`;
      yield { ...other, damage: one.damage, how, steps: 2, isCombined: false, encoding: undefined };
    }
  }
}

/** Keys that differ by NUL bytes at their end only are one key to HMAC (RFC 2104 §2). */
function keyIdentity(bytes: Buffer): string {
  return bytes.toString('latin1', 0, effectiveLength(bytes));
}

function* firstSteps(secret: ConfiguredSecret, variable: string | undefined) {
  const own = materialOf(secret.bytes);
  if (secret.encoding !== 'utf8') for (const step of asConfigured(secret)) yield { step, isCombined: true };
  for (const steps of usualSteps) for (const step of steps(own)) yield { step, isCombined: true };
  for (const steps of seldomSteps) for (const step of steps(own)) yield { step, isCombined: false };
  for (const step of wrappings(own, variable)) yield { step, isCombined: false };
}

/** What becomes of the text of a secret that is decoded here, where it is read in another way. */
function asConfigured({ text, encoding, around }: ConfiguredSecret): KeyStep[] {
  const damage = encoding === 'hex' ? 'secret-is-not-hex' : 'secret-is-not-base64';
  const material = materialOfText(text);
  if (!material) return [];
  const asText: KeyStep = { damage, how: 'taken as text', material, encoding: 'utf8' };
  return [
    asText,
    ...decodings(material).filter((step) => step.encoding !== encoding),
    ...cuts(material).flatMap(({ how, material: { text: left = '' } }) =>
      bytesStep('secret-was-cut', how, secretBytes(left, encoding)),
    ),
    ...(around === undefined ? [] : textStep('secret-is-wrapped', 'inside its JWK', around)),
  ];
}
