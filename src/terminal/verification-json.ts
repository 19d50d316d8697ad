import type { ReportedFinding, Stage, StageResult } from '../domain/finding.ts';
import { stages } from '../domain/finding.ts';
import { type EpochSeconds, isCalendarSecond, toIso } from '../domain/instant.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import type { ReportedVerification } from '../domain/verification.ts';

/** The document of `verify --json`: keys and order are a contract; times are ISO 8601 UTC with milliseconds. */
export function verificationDocument(verification: ReportedVerification): object {
  const { accepted, configuration, user, evaluatedAt, signedWith, token, diagnosis } = verification;
  return {
    accepted,
    configuration: headingDocument(configuration),
    user: user && userDocument(user),
    evaluatedAt: evaluationMoment(evaluatedAt),
    signedWith,
    token: {
      header: token.header,
      claims: token.claims,
      issuedAt: moment(token.issuedAt),
      notBefore: moment(token.notBefore),
      expiresAt: endMoment(token.expiresAt),
      effectiveExpiry: endMoment(token.effectiveExpiry),
    },
    stages: stagesDocument(verification.stages),
    diagnosis: diagnosis.map(findingDocument),
  };
}

// Picked one by one: a whole configuration has a secret.
const headingDocument = memoizeLast(
  ({ name, enabled, signatureAlgorithm }: ReportedVerification['configuration']): object => ({
    name,
    enabled,
    signatureAlgorithm,
  }),
);

const evaluationMoment = memoizeLast(moment);

/** Usually a token ends at its `exp`. */
const endMoment = memoizeLast(moment);

const stagesDocument = memoizeLast((results: ReportedVerification['stages']): object => {
  const document: Partial<Record<Stage, StageResult>> = {};
  for (const stage of stages) document[stage] = results[stage];
  return document;
});

function userDocument({ username, name, email, userType, roles }: MappedUser): object {
  return { username, name, email, userType, roles };
}

/** A finding in a JSON document: keys and order are a contract. */
export function findingDocument(finding: ReportedFinding): object {
  const { code, severity, stage, issue, cause, solution, proved, evidence, commands, forIssuer } = finding;
  return { code, severity, stage, issue, cause, solution, proved, evidence, commands, forIssuer };
}

function moment(at: EpochSeconds | null): string | null {
  return at !== null && isCalendarSecond(at) ? toIso(at) : null;
}
