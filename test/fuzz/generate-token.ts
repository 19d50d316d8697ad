import { NOW } from '../support/mint-token.ts';
import { claimMutations, placeLoginName } from './claim-mutations.ts';
import { type Draft, finish, type Members, type Oddity } from './draft.ts';
import type { FuzzConfiguration } from './fuzz-configurations.ts';
import { headerMutations, type Mutation } from './header-mutations.ts';
import { Random } from './random.ts';
import { textMutations } from './text-mutations.ts';

/** A token and the configuration that it is held against. */
export interface FuzzToken {
  readonly index: number;
  readonly fuzzed: FuzzConfiguration;
  readonly text: string;
  readonly mutations: number;
  readonly oddities: ReadonlySet<Oddity>;
}

/** How many mutations a token gets; without any it must be accepted by all. */
const counts = [
  { weight: 20, count: 0 },
  { weight: 50, count: 1 },
  { weight: 22, count: 2 },
  { weight: 8, count: 3 },
];

const kinds: readonly { readonly weight: number; readonly mutations: readonly Mutation[] }[] = [
  { weight: 30, mutations: headerMutations },
  { weight: 55, mutations: claimMutations },
  { weight: 15, mutations: textMutations },
];

/** The claims of a login that the configuration accepts. */
function healthyClaims({ configuration }: FuzzConfiguration, random: Random): Members {
  const { usernameField, issuer, audience, expirationTime } = configuration;
  const iat = NOW - 1 - random.below(Math.min(expirationTime, 86_400) - 2);
  const claims: Members = [
    ...placeLoginName(usernameField, random.pick(['alice', 'bob@example.com', 'Zoë', 'user 7'])),
    ['iat', iat],
    ['exp', NOW + 1 + random.below(expirationTime - (NOW - iat))],
  ];
  if (issuer !== undefined || random.chance(0.5)) claims.push(['iss', issuer ?? 'anyone']);
  if (audience) claims.push(['aud', random.chance(0.5) ? random.pick(audience) : ['other', ...audience]]);
  if (random.chance(0.3)) claims.push(['nbf', iat]);
  if (random.chance(0.3)) claims.push(['name', 'A. Person'], ['email', 'a@example.com']);
  if (random.chance(0.3)) claims.push(['groups', ['a', 'b']], ['jti', String(random.below(1e9))]);
  return random.chance(0.3) ? claims.reverse() : claims;
}

function healthyDraft(fuzzed: FuzzConfiguration, random: Random): Draft {
  const { signatureAlgorithm } = fuzzed.configuration;
  const header: Members = [['alg', signatureAlgorithm]];
  if (random.chance(0.8)) header.push(['typ', 'JWT']);
  return {
    fuzzed,
    header: random.chance(0.3) ? header.reverse() : header,
    claims: healthyClaims(fuzzed, random),
    signedAs: signatureAlgorithm,
    signingKey: fuzzed.signingKey,
    beforeSigning: [],
    onSignature: [],
    onToken: [],
    oddities: new Set(),
  };
}

function hasDuplicateName(members: Members): boolean {
  return new Set(members.map(([name]) => name)).size < members.length;
}

/** Generates one token, determined by the seed and its index but for key pairs and random signatures. */
export function generateToken(
  configurations: readonly FuzzConfiguration[],
  seed: number,
  index: number,
): FuzzToken {
  const random = new Random(seed, index);
  const fuzzed = random.pickWeighted(configurations);
  const draft = healthyDraft(fuzzed, random);
  const { count } = random.pickWeighted(counts);
  for (let done = 0; done < count; done += 1)
    random.pick(random.pickWeighted(kinds).mutations)(draft, random);
  // A mutation may give a member the name that another has got.
  if (hasDuplicateName(draft.header)) draft.oddities.add('header JSON');
  if (hasDuplicateName(draft.claims)) draft.oddities.add('payload JSON');
  return { index, fuzzed, text: finish(draft), mutations: count, oddities: draft.oddities };
}
