import type { Verification } from '../../src/domain/verification.ts';
import { verifyToken } from '../../src/usecases/verify/verify-token.ts';
import { NOW } from '../support/mint-token.ts';
import type { FuzzToken } from './generate-token.ts';
import { askLibraries, type Library, libraries, type Opinion } from './oracles.ts';
import { rules } from './rules.ts';
import { factsOf, type TokenFacts } from './token-facts.ts';

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

/** A token with everything that was found out about it. */
interface Verdicts {
  readonly token: FuzzToken;
  readonly facts: TokenFacts;
  readonly verification: Verification;
  /** Those of the libraries that have the algorithm. */
  readonly opinions: readonly LibraryOpinion[];
  /** The same of the bare token, because jwtadm takes off blanks and a scheme around it. */
  readonly bareOpinions: readonly LibraryOpinion[];
}

interface LibraryOpinion extends Opinion {
  readonly library: Library;
}

async function opinionsOf(token: FuzzToken, text: string): Promise<LibraryOpinion[]> {
  const opinions = await askLibraries(token.fuzzed, text);
  return libraries.flatMap((library) => {
    const opinion = opinions[library];
    return opinion ? [{ library, ...opinion }] : [];
  });
}

function isSignatureAccepted({ stages }: Verification): boolean {
  return signatureStages.every((stage) => stages[stage] === 'passed');
}

/** The first rule that explains why jwtadm and a library differ; undefined where none does. */
function ruleFor({ token, facts, verification }: Verdicts, opinion: LibraryOpinion): string | undefined {
  const { oddities, fuzzed } = token;
  const { configuration } = fuzzed;
  return rules.find(({ stage, explains }) => {
    const isOfSide = stage === undefined ? verification.accepted : verification.stages[stage] === 'failed';
    return isOfSide && explains({ library: opinion.library, opinion, facts, oddities, configuration });
  })?.name;
}

/** What must not be, whatever the rules say. */
function breachesOf({ token, facts, verification, opinions, bareOpinions }: Verdicts): string[] {
  const breaches: string[] = [];
  if (verification.accepted && verification.user?.username !== facts.login) {
    breaches.push('jwtadm logs in another user than the claim names');
  }
  if (isSignatureAccepted(verification)) {
    for (const { library, reached, reason } of bareOpinions) {
      if (reached !== 'signature') continue;
      breaches.push(`jwtadm accepts a signature that is refused by ${library}: ${reason}`);
    }
  }
  if (token.mutations > 0) return breaches;
  if (!verification.accepted) breaches.push('jwtadm refuses a token without mutation');
  for (const { library, reached, reason } of opinions) {
    if (reached !== 'accepted') breaches.push(`a token without mutation is refused by ${library}: ${reason}`);
  }
  return breaches;
}

/** Explains each difference by a rule, and complains of those that no rule explains. */
function explainDifferences(verdicts: Verdicts) {
  const differences: { library: Library; rule: string }[] = [];
  const unexplained: string[] = [];
  const { accepted } = verdicts.verification;
  for (const opinion of verdicts.opinions) {
    if ((opinion.reached === 'accepted') === accepted) continue;
    const { library, reason } = opinion;
    const rule = ruleFor(verdicts, opinion);
    if (rule !== undefined) differences.push({ library, rule });
    else if (accepted) unexplained.push(`no rule says why jwtadm accepts, but ${library} refuses: ${reason}`);
    else unexplained.push(`no rule says why jwtadm refuses, but ${library} accepts`);
  }
  return { differences, unexplained };
}

/** Holds a token against jwtadm and the libraries, and explains each difference by a rule. */
export async function compare(token: FuzzToken): Promise<Comparison> {
  const verification = verify(token);
  const facts = factsOf(token);
  const opinions = await opinionsOf(token, token.text);
  const bareOpinions = facts.bare === token.text ? opinions : await opinionsOf(token, facts.bare);
  const verdicts: Verdicts = { token, facts, verification, opinions, bareOpinions };
  const { differences, unexplained } = explainDifferences(verdicts);
  const isAcceptedBy = opinions.map(({ reached }) => reached === 'accepted');
  return {
    accepted: verification.accepted,
    isAcceptedByAll: verification.accepted && isAcceptedBy.every(Boolean),
    isRefusedByAll: !verification.accepted && !isAcceptedBy.some(Boolean),
    isSignatureAccepted: isSignatureAccepted(verification),
    differences,
    failures: [...breachesOf(verdicts), ...unexplained].map((what) => ({
      index: token.index,
      what,
      token: token.text,
      configuration: verification.configuration,
      key: String(token.fuzzed.configuration.secretKey),
      codes: verification.diagnosis.map(({ code }) => code),
    })),
  };
}
