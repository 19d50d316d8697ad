import type { EpochSeconds } from '../../../domain/instant.ts';
import { issueLogin, sentText } from '../../../issuer/issue-login.ts';
import { storedSigningKey } from '../../../issuer/stored-signing-key.ts';
import { Problem } from '../../../problem.ts';
import type { BatchConfiguration } from './batch.ts';
import type { Recipe } from './read-recipe.ts';

/** A token that was made by a recipe, or a sentence that says why it could not be made. */
export type MadeToken =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Makes the token of a recipe, as the issuer of that configuration would at that time. */
export function makeToken(recipe: Recipe, held: BatchConfiguration, now: EpochSeconds): MadeToken {
  const { configuration } = held;
  const secret = recipe.usesPreviousSecret ? held.previousSecret : held.secret;
  if (!secret)
    return { ok: false, message: '"generate" asks for a previous secret, but the configuration has none' };
  if (!secret.ok) return { ok: false, message: `the secret to sign with cannot be read: ${secret.reason}` };
  const { username, claims: more, lifetimeSeconds, broken } = recipe;
  const signingKey = () => {
    const key = storedSigningKey(configuration, secret);
    if (key) return key;
    const { signatureAlgorithm } = configuration;
    throw new Problem('usage', `the store has no key that signs with ${signatureAlgorithm}`);
  };
  try {
    const issued = issueLogin(
      { configuration, secret, now, signingKey },
      { username, more, lifetimeSeconds, broken },
    );
    return issued.ok
      ? { ok: true, text: sentText(issued) }
      : { ok: false, message: `no token can be broken so that it gives the code: ${issued.reason}` };
  } catch (error) {
    // Not every broken token is signed, so that only those that are ask for the key.
    if (error instanceof Problem) return { ok: false, message: error.message };
    throw error;
  }
}
