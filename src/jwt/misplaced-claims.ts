import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type {
  ClaimsEvidence,
  EvaluatedTimes,
  MisplaceableClaim,
  MisplacedClaim,
} from '../domain/evidence.ts';
import { type InnerObject, innerObjects } from '../domain/inner-objects.ts';

/** What the search needs: the claims, the configuration, and what is wrong so far. */
export interface MisplacementNeeds {
  readonly claims: JsonObject;
  readonly configuration: Configuration;
  readonly faults: EvaluatedTimes['faults'];
  readonly parties: Pick<ClaimsEvidence, 'issuer' | 'audience'>;
}

const names: readonly MisplaceableClaim[] = ['exp', 'iat', 'nbf', 'iss', 'aud'];

const NONE: readonly MisplacedClaim[] = [];

/**
 * The registered claims that are absent from the top of the payload, where RFC 7519 §4.1 wants them, and
 * present one or two levels down or inside a claim that is JSON text.
 */
export function misplacedClaims(needs: MisplacementNeeds): readonly MisplacedClaim[] {
  const { claims, configuration } = needs;
  const isWanted =
    !Object.hasOwn(claims, 'exp') ||
    !Object.hasOwn(claims, 'iat') ||
    (configuration.issuer !== undefined && !Object.hasOwn(claims, 'iss')) ||
    (configuration.audience !== undefined && !Object.hasOwn(claims, 'aud'));
  if (!isWanted) return NONE;
  const inner = innerObjects(claims);
  if (inner.length === 0) return NONE;
  return names.flatMap((name) => {
    if (Object.hasOwn(claims, name)) return [];
    const holder = inner.find(
      ({ value }) => Object.hasOwn(value, name) && isFitting(name, value[name], configuration),
    );
    return holder ? [misplacedIn(holder, name, needs)] : [];
  });
}

function misplacedIn(
  { path, textClaim }: InnerObject,
  name: MisplaceableClaim,
  needs: MisplacementNeeds,
): MisplacedClaim {
  return { name, path: [...path, name].join('.'), textClaim, explains: explainedBy(name, needs) };
}

/** Numbers below are no times in any unit: `exp` may also be years of experience. */
const EARLIEST_TIME = 1_000_000_000;

/** Whether a value is what the registered claim of that name would have; a party must be the configured one. */
function isFitting(name: MisplaceableClaim, value: unknown, { issuer, audience }: Configuration): boolean {
  switch (name) {
    case 'iss':
      return issuer === undefined ? typeof value === 'string' : value === issuer;
    case 'aud': {
      const audiences: readonly unknown[] = Array.isArray(value) ? value : [value];
      return audience === undefined
        ? audiences.every((each) => typeof each === 'string')
        : audiences.some((each) => audience.some((configured) => configured === each));
    }
    default:
      return typeof value === 'number' && value >= EARLIEST_TIME;
  }
}

function explainedBy(
  name: MisplaceableClaim,
  { faults, parties }: MisplacementNeeds,
): MisplacedClaim['explains'] {
  const isFault = (kind: 'expiry-missing' | 'lifetime-too-long') =>
    faults.some((fault) => fault.kind === kind);
  switch (name) {
    case 'exp':
      return isFault('expiry-missing') ? 'expiry-missing' : undefined;
    case 'iat':
      if (isFault('expiry-missing')) return 'expiry-missing';
      return isFault('lifetime-too-long') ? 'lifetime-too-long' : undefined;
    case 'iss':
      return parties.issuer ? 'issuer' : undefined;
    case 'aud':
      return parties.audience ? 'audience' : undefined;
    default:
      return undefined;
  }
}
