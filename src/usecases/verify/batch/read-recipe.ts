import { auditCodes } from '../../../diagnosis/audit-code.ts';
import { diagnosisCodes } from '../../../diagnosis/diagnosis-code.ts';
import { isJsonObject } from '../../../domain/claim-path.ts';
import { parseDuration } from '../../../domain/duration.ts';
import { type EpochSeconds, readMoment } from '../../../domain/instant.ts';
import { MAX_LIFETIME_SECONDS } from '../../../issuer/issue-login.ts';

/** A token that is to be made, as `jwtadm generate` makes it. */
export interface Recipe {
  /** The configuration that the token is made for; the line's configuration when undefined. */
  readonly configuration: string | undefined;
  readonly username: string;
  /** Further claims, in order; they replace those that are made otherwise. */
  readonly claims: readonly (readonly [name: string, value: unknown])[];
  readonly lifetimeSeconds: number | undefined;
  /** The time of issue; the line's time when undefined. */
  readonly at: EpochSeconds | undefined;
  readonly usesPreviousSecret: boolean;
  /** The diagnosis code that it is to give. */
  readonly broken: string | undefined;
}

/** A recipe, or why it cannot be read, in a sentence that quotes nothing. */
export type RecipeResult =
  | { readonly ok: true; readonly recipe: Recipe }
  | { readonly ok: false; readonly message: string };

const KEYS = ['configuration', 'username', 'claims', 'lifetime', 'at', 'previousSecret', 'broken'];

/** Reads `"generate"`: what the flags of `jwtadm generate` say, as JSON. */
export function readRecipe(value: unknown): RecipeResult {
  if (!isJsonObject(value)) return fault('must be an object');
  const { configuration, username, claims = {}, at, previousSecret = false, broken } = value;
  // A typo in a key would make a different token than intended.
  if (Object.keys(value).some((key) => !KEYS.includes(key))) return fault(`may have ${KEYS.join(', ')} only`);
  if (configuration !== undefined && typeof configuration !== 'string') {
    return fault('has a "configuration" that is not text');
  }
  if (typeof username !== 'string' || username.trim() === '') return fault('has no text in "username"');
  if (!isJsonObject(claims)) return fault('has "claims" that are not an object');
  const lifetimeSeconds = value.lifetime === undefined ? undefined : readSeconds(value.lifetime);
  if (value.lifetime !== undefined && lifetimeSeconds === undefined) {
    return fault('has a "lifetime" that is no number of seconds or duration');
  }
  const moment = readMoment(at);
  if (at !== undefined && moment === undefined) {
    return fault('has an "at" that is neither ISO 8601 text nor a number of epoch seconds');
  }
  if (typeof previousSecret !== 'boolean')
    return fault('has a "previousSecret" that is neither true nor false');
  if (broken !== undefined && !codes.includes(broken))
    return fault('has a "broken" that is no diagnosis code');
  return {
    ok: true,
    recipe: {
      configuration,
      username,
      claims: Object.entries(claims),
      lifetimeSeconds,
      at: moment,
      usesPreviousSecret: previousSecret,
      broken: broken as string | undefined,
    },
  };
}

const codes: readonly unknown[] = [...diagnosisCodes, ...auditCodes];

function readSeconds(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? parseDuration(value) : value;
  const isLifetime =
    typeof seconds === 'number' &&
    Number.isInteger(seconds) &&
    seconds >= 1 &&
    seconds <= MAX_LIFETIME_SECONDS;
  return isLifetime ? seconds : undefined;
}

function fault(what: string): RecipeResult {
  return { ok: false, message: `"generate" ${what}` };
}
