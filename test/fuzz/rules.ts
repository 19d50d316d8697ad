import type { Configuration } from '../../src/domain/configuration.ts';
import type { Stage } from '../../src/domain/finding.ts';
import { NOW } from '../support/mint-token.ts';
import type { Oddity } from './draft.ts';
import type { Library, Opinion } from './oracles.ts';
import type { TokenFacts } from './token-facts.ts';

/** What a rule looks at. */
export interface Difference {
  readonly library: Library;
  readonly opinion: Opinion;
  readonly facts: TokenFacts;
  readonly oddities: ReadonlySet<Oddity>;
  readonly configuration: Configuration;
}

/** A documented reason for which jwtadm and another library decide differently. */
export interface Rule {
  /** What jwtadm does, and under which specification or decision. */
  readonly name: string;
  /** The stage at which jwtadm must have refused the token; undefined where jwtadm accepts and the library refuses. */
  readonly stage: Stage | undefined;
  explains(difference: Difference): boolean;
}

/** RFC 8725 §3.11: the types of tokens that are not made for a login. */
const foreignType = /^(?:application\/)?(?:logout|secevent|dpop)\+jwt(?:;|$)/i;

/** A number beyond every date in seconds: milliseconds or a smaller unit. */
const SMALLEST_OTHER_UNIT = 1e12;

const isNumber = (value: unknown): value is number => typeof value === 'number';

const isRefusal =
  (stage: Stage) =>
  (name: string, explains: Rule['explains']): Rule => ({ name, stage, explains });

const inToken = isRefusal('token');
const inHeader = isRefusal('header');
const inClaims = isRefusal('claims');
const inTimes = isRefusal('time');
const inMapping = isRefusal('mapping');

/** jwtadm refuses what another library accepts. */
const stricter: readonly Rule[] = [
  inToken(
    'base64url must be canonical, without padding or blanks (RFC 7515 §2)',
    ({ facts }) => !facts.isCanonical,
  ),
  inToken('a token has at most 64 KiB', ({ facts }) => facts.sizeBytes > 65_536),
  inHeader('the header must be strict JSON without duplicate names (RFC 7515 §4)', ({ oddities }) =>
    oddities.has('header JSON'),
  ),
  inHeader('no critical extension is known (RFC 7515 §4.1.11)', ({ facts }) =>
    Object.hasOwn(facts.header, 'crit'),
  ),
  inHeader(
    'the payload must be encoded (RFC 7797 §7)',
    ({ facts }) => Object.hasOwn(facts.header, 'b64') && facts.header.b64 !== true,
  ),
  inHeader('a token made for another purpose is no login (RFC 8725 §3.11)', ({ facts, oddities }) => {
    const { typ } = facts.header;
    return (
      (typeof typ === 'string' && (foreignType.test(typ) || /\p{Cf}/u.test(typ))) || oddities.has('token use')
    );
  }),
  inHeader('typ must be text (RFC 7515 §4.1.9)', ({ facts }) => {
    return Object.hasOwn(facts.header, 'typ') && typeof facts.header.typ !== 'string';
  }),
  inClaims('claims must be strict JSON without duplicate names (RFC 7519 §4)', ({ oddities }) =>
    oddities.has('payload JSON'),
  ),
  inClaims('a configured iss and aud must be there (RFC 7519 §4.1.1, §4.1.3)', ({ facts, configuration }) => {
    const isAbsent = (name: string) => !Object.hasOwn(facts.claims, name);
    return (
      (configuration.issuer !== undefined && isAbsent('iss')) ||
      (configuration.audience !== undefined && isAbsent('aud'))
    );
  }),
  inClaims('a configured claim must have the type that RFC 7519 §4.1 gives it', ({ oddities }) =>
    oddities.has('claim type'),
  ),
  inTimes('a time must be a finite number (RFC 7519 §2)', ({ facts }) =>
    [facts.exp, facts.iat, facts.nbf].some((time) => time !== undefined && !Number.isFinite(time)),
  ),
  inTimes('a time must be in seconds (RFC 7519 §2)', ({ facts }) =>
    [facts.exp, facts.iat, facts.nbf].some((time) => isNumber(time) && time >= SMALLEST_OTHER_UNIT),
  ),
  inTimes('a token is expired at exp itself (RFC 7519 §4.1.4)', ({ facts, configuration }) => {
    return isNumber(facts.exp) && NOW === facts.exp + (configuration.clockTolerance ?? 0);
  }),
  inTimes('iat must not lie ahead', ({ facts, configuration }) => {
    return isNumber(facts.iat) && NOW < facts.iat - (configuration.clockTolerance ?? 0);
  }),
  inTimes('a token ends at iat plus Expiration Time itself', ({ facts, configuration }) => {
    const { expirationTime, clockTolerance = 0 } = configuration;
    return isNumber(facts.iat) && NOW === facts.iat + expirationTime + clockTolerance;
  }),
  // jsonwebtoken counts from the real time instead.
  inTimes(
    'iat 0 is a time like any other',
    ({ facts, library }) => facts.iat === 0 && library === 'jsonwebtoken',
  ),
  inTimes(
    'a token must end: exp or iat is needed',
    ({ facts }) => facts.exp === undefined && facts.iat === undefined,
  ),
  inTimes('without iat a token ends within Expiration Time', ({ facts, configuration }) => {
    const { expirationTime, clockTolerance = 0 } = configuration;
    return (
      facts.iat === undefined && isNumber(facts.exp) && facts.exp - NOW > expirationTime + clockTolerance
    );
  }),
  inMapping('the login name must be visible text that names one user', ({ facts, oddities }) => {
    return typeof facts.login !== 'string' || oddities.has('login name');
  }),
];

const isAccepted =
  (libraries: readonly Library[]) =>
  (name: string, reason: RegExp, explains: Rule['explains']): Rule => ({
    name,
    stage: undefined,
    explains: (difference) =>
      libraries.includes(difference.library) &&
      reason.test(difference.opinion.reason) &&
      explains(difference),
  });

/** jwtadm accepts what another library refuses after its signature, or before it. */
const laxer: readonly Rule[] = [
  isAccepted(['jsonwebtoken', 'jose', 'fast-jwt'])(
    'blanks around a token are taken off (token-has-wrapping)',
    /./,
    ({ facts }) => facts.hasBlanksAround,
  ),
  isAccepted(['jsonwebtoken', 'jose', 'fast-jwt'])(
    'one Bearer before a token is taken off (RFC 6750 §2.1)',
    /./,
    ({ facts }) => facts.hasScheme,
  ),
  isAccepted(['jsonwebtoken', 'jose'])(
    'without iat, Expiration Time counts from now',
    /iat required|missing required "iat"/,
    ({ facts }) => facts.iat === undefined && isNumber(facts.exp),
  ),
  isAccepted(['fast-jwt'])(
    'Clock tolerance widens Expiration Time, too',
    /EXPIRED/,
    ({ facts, configuration }) =>
      isNumber(facts.iat) &&
      NOW > facts.iat + configuration.expirationTime &&
      (configuration.clockTolerance ?? 0) > 0,
  ),
];

/** The documented rules, in the order in which a difference is tried against them. */
export const rules: readonly Rule[] = [...stricter, ...laxer];
