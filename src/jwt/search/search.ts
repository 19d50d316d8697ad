import type { KeyObject } from 'node:crypto';
import type { OtherConfiguration } from '../other-configuration.ts';
import type { CandidateKey } from './candidate-key.ts';
import { keyOfOther, readingsOfOther } from './other-keys.ts';
import { damagedKeys, guessedKeys, keysInToken, ownKey, previousKey, publicKeys } from './own-keys.ts';
import type { SearchedToken } from './searched-token.ts';
import { asSent, type SignedBytes, signedBytes } from './signed-bytes.ts';
import { type FoundSignature, Trials } from './trials.ts';

/** The keys that a signature is searched for. */
export interface SearchedKeys extends OtherConfiguration {
  /** The key that the configuration makes under its own algorithm, or else under the header's. */
  readonly key: KeyObject;
  /** Whether the key fits the configuration's own algorithm. */
  readonly isUsable: boolean;
  /** Asked only where the configured key itself has not made the signature. */
  previous(): KeyObject | undefined;
  /** The store's other configurations, asked only where nothing about the configured key explains the signature. */
  others(): Iterable<OtherConfiguration>;
}

/** What the last search under a secret found: an issuer that makes many wrong signatures makes them alike. */
export interface SearchMemory {
  found?: FoundSignature | undefined;
  /** The algorithm that its token claimed: its key may be of no kind for another one. */
  claimed?: SearchedToken['claimed'];
}

/**
 * The budget for trials beyond the exact keys of the other configurations, in units of about a microsecond. All
 * other lists are short, regardless of the size of the store.
 */
const BUDGET = 9000;

/** What it takes to make a reading of another configuration's secret, in the same unit. */
const READING_COST = 4;

/** What an attempt is: a key, and what it may have signed. */
type Attempt = readonly [CandidateKey, SignedBytes];

/**
 * Searches how a signature was made: (what was signed) × (which bytes are the key) × (how the signature was
 * written) × (algorithm), by the number of steps from what is right, the configured key before another's. What
 * the last search found is tried first: a signature has one explanation, and of a million tokens that are wrong
 * for the same reason only the first takes the whole search. Every answer is an exact match. It explains; it
 * never accepts.
 */
export function searchSignature(
  token: SearchedToken,
  keys: SearchedKeys,
  memory: SearchMemory,
): FoundSignature | undefined {
  const trials = new Trials(token);
  const last = memory.claimed === token.claimed ? memory.found : undefined;
  const found = again(token, last, trials) ?? search(token, keys, trials);
  if (found) {
    memory.found = found;
    memory.claimed = token.claimed;
  }
  return found;
}

function again(
  token: SearchedToken,
  last: FoundSignature | undefined,
  trials: Trials,
): FoundSignature | undefined {
  if (!last) return undefined;
  const key = last.key.inToken ? last.key.inToken(token) && last.key : last.key;
  return key && trials.try(key, last.signed);
}

function search(token: SearchedToken, keys: SearchedKeys, trials: Trials): FoundSignature | undefined {
  for (const [key, signed] of attempts(token, keys)) {
    const found = trials.try(key, signed);
    if (found) return found;
  }
  return keys.isUsable ? searchOthers(token, [...keys.others()], trials) : undefined;
}

function* attempts(token: SearchedToken, keys: SearchedKeys): Generator<Attempt> {
  const { configuration, secret, key } = keys;
  const own = ownKey(key);
  const [sent, onceRemoved, twiceRemoved] = signedBytes(token);
  yield* pairs([own], sent);
  // With a key that fits only the header's algorithm, there is nothing else to say of the signature.
  if (!keys.isUsable) return;
  const previous = keys.previous();
  if (previous) yield* pairs([previousKey(previous)], sent);
  // One step from what is right.
  const { combined, single, double } = damagedKeys(configuration, secret);
  yield* pairs(combined, sent);
  yield* pairs([own], onceRemoved);
  yield* pairs(single, sent);
  yield* pairs(publicKeys(key, secret), sent);
  yield* pairs(guessedKeys(configuration), sent);
  yield* pairs(keysInToken(token), sent);
  // Two steps.
  yield* pairs([own], twiceRemoved);
  yield* pairs(double, sent);
  yield* pairs(combined, onceRemoved);
}

function* pairs(keys: Iterable<CandidateKey>, signed: readonly SignedBytes[]): Generator<Attempt> {
  for (const key of keys) for (const each of signed) yield [key, each];
}

/** Every other configuration's key as it is, then a reading of each in turn while the budget lasts. */
function searchOthers(
  token: SearchedToken,
  others: readonly OtherConfiguration[],
  trials: Trials,
): FoundSignature | undefined {
  const exact: CandidateKey[] = [];
  for (const other of others) {
    const key = keyOfOther(other, token);
    const found = key && trials.try(key, asSent);
    if (found) return found;
    if (key) exact.push(key);
  }
  const turns = [
    ...others.map((other) => pairs(readingsOfOther(other, token), [asSent])),
    pairs(exact, signedBytes(token)[1]),
  ];
  return searchInTurns(turns, trials);
}

function searchInTurns(turns: readonly Generator<Attempt>[], trials: Trials): FoundSignature | undefined {
  let waiting = turns;
  const limit = trials.spent + BUDGET;
  while (waiting.length > 0) {
    const next: Generator<Attempt>[] = [];
    for (const turn of waiting) {
      const { value, done } = turn.next();
      if (done) continue;
      const found = trials.try(...value);
      if (found) return found;
      trials.spent += READING_COST;
      if (trials.spent > limit) return undefined;
      next.push(turn);
    }
    waiting = next;
  }
  return undefined;
}
