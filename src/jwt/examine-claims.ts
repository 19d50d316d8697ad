import { findClaim, findHiddenClaim, type JsonObject } from '../domain/claim-path.ts';
import type {
  ConfigEvidence,
  EvaluatedTimes,
  Evidence,
  JsonPart,
  MisplacedClaim,
  StageFacts,
} from '../domain/evidence.ts';
import { wrongClaimTypes } from './claim-types.ts';
import { evaluateTimes } from './evaluate-times.ts';
import { matchIssuer } from './match-issuer.ts';
import { misplacedClaims } from './misplaced-claims.ts';
import { isPlaceholderUsername } from './placeholder-username.ts';
import { misreadTimes } from './time-units.ts';

/** What the payload gives: the stages time, claims and mapping. */
type ClaimsStages = Pick<Evidence, 'time' | 'claims' | 'mapping'>;

/** Gathers the facts of the stages that read the payload; all are absent without a payload. */
export function examineClaims(config: ConfigEvidence, payload: JsonPart | undefined): ClaimsStages {
  if (!payload?.ok) {
    return { time: undefined, claims: payload && unreadClaims(config, payload), mapping: undefined };
  }
  const { configuration, now, usernameOnceEnabled } = config;
  const claims = payload.value;
  const parties = matchIssuer(claims, configuration);
  const evaluated = evaluateTimes(claims, configuration, now);
  const misplaced = misplacedClaims({ claims, configuration, faults: evaluated.faults, parties });
  return {
    time: examineTimes(config, evaluated, misplaced),
    claims: {
      configuration,
      now,
      usernameOnceEnabled,
      payload,
      issuer: parties.issuer,
      audience: parties.audience,
      misplaced,
      wrongTypes: wrongClaimTypes(claims, configuration.usernameField),
    },
    mapping: examineMapping(config, claims),
  };
}

function unreadClaims(config: ConfigEvidence, payload: JsonPart): StageFacts['claims'] {
  return { ...config, payload, issuer: undefined, audience: undefined, misplaced: [], wrongTypes: [] };
}

// The evidence of each token by itself names each fact: spreading an object costs V8 more than the rest.

function examineTimes(
  { configuration, now, usernameOnceEnabled }: ConfigEvidence,
  { times, effectiveExpiry, faults, excessLifetimeSeconds }: EvaluatedTimes,
  misplaced: readonly MisplacedClaim[],
): StageFacts['time'] {
  const misread = misreadTimes(times, now);
  const { iat, exp } = times;
  const isLifetimeKnown =
    iat.state === 'usable' &&
    exp.state === 'usable' &&
    misread.every(({ name }) => name !== 'iat' && name !== 'exp');
  return {
    configuration,
    now,
    usernameOnceEnabled,
    times,
    effectiveExpiry,
    faults,
    excessLifetimeSeconds,
    misread,
    lifetimeSeconds: isLifetimeKnown ? exp.at - iat.at : undefined,
    misplaced,
  };
}

function examineMapping(
  { configuration, now, usernameOnceEnabled }: ConfigEvidence,
  claims: JsonObject,
): StageFacts['mapping'] {
  const optional = (field: string | undefined) =>
    field === undefined ? undefined : { field, found: findClaim(claims, field) };
  const username = findClaim(claims, configuration.usernameField);
  return {
    configuration,
    now,
    usernameOnceEnabled,
    claims,
    username,
    hiddenUsername: findHiddenClaim(claims, configuration.usernameField),
    isPlaceholderUsername: typeof username?.value === 'string' && isPlaceholderUsername(username.value),
    name: optional(configuration.nameField),
    email: optional(configuration.emailField),
  };
}
