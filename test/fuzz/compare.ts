import type { Verification } from '../../src/domain/verification.ts';
import { verifyToken } from '../../src/usecases/verify/verify-token.ts';
import { NOW } from '../support/mint-token.ts';
import type { FuzzToken } from './generate-token.ts';
import { askLibraries, type Library, libraries, type Opinion } from './oracles.ts';
import { rules } from './rules.ts';
import { factsOf } from './token-facts.ts';

/** Something that must never happen, with all that is needed to repeat it. Every key is a test key. */
export interface Failure {
  readonly index: number;
  readonly what: string;
  readonly token: string;
  readonly configuration: Verification['configuration'];
  readonly key: string;
  readonly codes: readonly string[];
}

/** What became of one token. */
export interface Comparison {
  readonly accepted: boolean;
  /** Whether jwtadm and every library that has the algorithm accept the token. */
  readonly isAcceptedByAll: boolean;
  readonly isRefusedByAll: boolean;
  readonly isSignatureAccepted: boolean;
  /** The rule behind each difference. */
  readonly differences: readonly { readonly library: Library; readonly rule: string }[];
  readonly failures: readonly Failure[];
}

/** The stages that end with the signature. */
const signatureStages = ['config', 'token', 'header', 'key', 'signature'] as const;

function verify({ text, fuzzed }: FuzzToken): Verification {
  return verifyToken({
    text,
    configuration: fuzzed.configuration,
    secret: fuzzed.secret,
    previousSecret: () => undefined,
    fingerprintKey: undefined,
    now: NOW,
    ignoresDisabled: false,
    others: () => [],
  });
}

/** The first rule that explains why jwtadm and a library differ; undefined where none does. */
function ruleFor(token: FuzzToken, verification: Verification, library: Library, opinion: Opinion) {
  const difference = {
    library,
    opinion,
    facts: factsOf(token),
    oddities: token.oddities,
    configuration: token.fuzzed.configuration,
  };
  return rules.find(({ stage, explains }) => {
    const isOfSide = stage === undefined ? verification.accepted : verification.stages[stage] === 'failed';
    return isOfSide && explains(difference);
  })?.name;
}

/** What must not be, whatever the rules say. */
function breachesOf(token: FuzzToken, isSignatureAccepted: boolean, opinion: Opinion) {
  const isRefusedHere = isSignatureAccepted && opinion.reached === 'signature';
  return [
    // Blanks and a scheme around a token are no part of it: the libraries refuse these as a form, mostly.
    isRefusedHere && !/\s/.test(token.text) ? 'accepts a signature that is refused by' : undefined,
    token.mutations === 0 && opinion.reached !== 'accepted'
      ? 'disagrees on a token without mutation with'
      : undefined,
  ].filter((breach) => breach !== undefined);
}

/** Holds a token against jwtadm and the libraries, and explains each difference by a rule. */
export async function compare(token: FuzzToken): Promise<Comparison> {
  const verification = verify(token);
  const opinions = await askLibraries(token.fuzzed, token.text);
  const isSignatureAccepted = signatureStages.every((stage) => verification.stages[stage] === 'passed');
  const differences: { library: Library; rule: string }[] = [];
  const complaints: string[] = [];
  if (token.mutations === 0 && !verification.accepted)
    complaints.push('jwtadm refuses a token without mutation');
  if (verification.accepted && verification.user?.username !== factsOf(token).login) {
    complaints.push('jwtadm logs in another user than the claim names');
  }
  const asked = libraries.flatMap((library) => {
    const opinion = opinions[library];
    return opinion ? [{ library, opinion }] : [];
  });
  for (const { library, opinion } of asked) {
    for (const breach of breachesOf(token, isSignatureAccepted, opinion)) {
      complaints.push(`jwtadm ${breach} ${library}: ${opinion.reason}`);
    }
    if ((opinion.reached === 'accepted') === verification.accepted) continue;
    const rule = ruleFor(token, verification, library, opinion);
    if (rule === undefined) {
      const verdict = verification.accepted
        ? `jwtadm accepts, refused by ${library}`
        : `jwtadm refuses, accepted by ${library}`;
      complaints.push(`${verdict}, and no rule explains it: ${opinion.reason}`);
    } else {
      differences.push({ library, rule });
    }
  }
  const isAcceptedBy = asked.map(({ opinion }) => opinion.reached === 'accepted');
  return {
    accepted: verification.accepted,
    isAcceptedByAll: verification.accepted && isAcceptedBy.every(Boolean),
    isRefusedByAll: !verification.accepted && !isAcceptedBy.some(Boolean),
    isSignatureAccepted,
    differences,
    failures: complaints.map((what) => ({
      index: token.index,
      what,
      token: token.text,
      configuration: verification.configuration,
      key: token.fuzzed.configuration.secretKey as string,
      codes: verification.diagnosis.map(({ code }) => code),
    })),
  };
}
