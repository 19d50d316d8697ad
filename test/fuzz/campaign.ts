import { type Comparison, compare, type Failure } from './compare.ts';
import { fuzzConfigurations } from './fuzz-configurations.ts';
import { generateToken } from './generate-token.ts';
import { type Library, libraries } from './oracles.ts';
import { rules } from './rules.ts';

/** Which of the tokens of a seed to compare: from `first` on, each `step`-th, below `end`. */
export interface Share {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
}

/** What came of all tokens that were compared. */
export interface Tally {
  tokens: number;
  accepted: number;
  acceptedByAll: number;
  refusedByAll: number;
  signaturesAccepted: number;
  /** By rule and library. */
  differences: Record<string, Record<Library, number>>;
  failures: Failure[];
}

/** More failures than these tell no more. */
const MAX_FAILURES = 20;

/** How many tokens are compared at the same time: jose answers later. */
const CHUNK = 100;

function emptyTally(): Tally {
  return {
    tokens: 0,
    accepted: 0,
    acceptedByAll: 0,
    refusedByAll: 0,
    signaturesAccepted: 0,
    differences: {},
    failures: [],
  };
}

function countDifference(tally: Tally, rule: string, library: Library, count: number): void {
  const counts = tally.differences[rule] ?? { jsonwebtoken: 0, jose: 0, 'fast-jwt': 0 };
  counts[library] += count;
  tally.differences[rule] = counts;
}

function add(tally: Tally, comparison: Comparison): void {
  tally.tokens += 1;
  tally.accepted += Number(comparison.accepted);
  tally.acceptedByAll += Number(comparison.isAcceptedByAll);
  tally.refusedByAll += Number(comparison.isRefusedByAll);
  tally.signaturesAccepted += Number(comparison.isSignatureAccepted);
  for (const { rule, library } of comparison.differences) countDifference(tally, rule, library, 1);
  tally.failures.push(...comparison.failures);
}

/** Adds up what several workers counted. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) {
    sum.tokens += tally.tokens;
    sum.accepted += tally.accepted;
    sum.acceptedByAll += tally.acceptedByAll;
    sum.refusedByAll += tally.refusedByAll;
    sum.signaturesAccepted += tally.signaturesAccepted;
    for (const [rule, counts] of Object.entries(tally.differences)) {
      for (const library of libraries) countDifference(sum, rule, library, counts[library]);
    }
    sum.failures.push(...tally.failures);
  }
  return sum;
}

/** Compares a share of the tokens of a seed; ends early when too much fails. */
export async function runShare({ seed, first, step, end }: Share): Promise<Tally> {
  const { stackTraceLimit } = Error;
  // The libraries refuse by throwing, and stack traces would take longer than anything else they do.
  Error.stackTraceLimit = 0;
  try {
    const configurations = fuzzConfigurations();
    const tally = emptyTally();
    for (let start = first; start < end && tally.failures.length < MAX_FAILURES; start += step * CHUNK) {
      const indexes = Array.from({ length: CHUNK }, (_, at) => start + at * step).filter(
        (index) => index < end,
      );
      const compared = indexes.map((index) => compare(generateToken(configurations, seed, index)));
      for (const comparison of await Promise.all(compared)) add(tally, comparison);
    }
    return tally;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Writes the table of differences: each rule with its count for each library. */
export function describeTally(tally: Tally): string {
  const row = (cells: readonly (string | number)[], name: string) =>
    `${cells.map((cell) => String(cell).padStart(13)).join('')}  ${name}\n`;
  const section = (title: string, isStricter: boolean) => {
    const rows = rules
      .filter(({ stage }) => (stage !== undefined) === isStricter)
      .map(({ name }) =>
        row(
          libraries.map((library) => tally.differences[name]?.[library] ?? 0),
          name,
        ),
      );
    return `\n${row([...libraries], title)}${rows.join('')}`;
  };
  return [
    `${tally.tokens} tokens: jwtadm accepts ${tally.accepted}, and the signatures of ${tally.signaturesAccepted}\n`,
    `all accept ${tally.acceptedByAll}, all refuse ${tally.refusedByAll}\n`,
    section('jwtadm refuses, the library accepts: by the rule that …', true),
    section('jwtadm accepts, the library refuses: by the rule that …', false),
  ].join('');
}

/** Writes what must never happen, with all that is needed to repeat it. */
export function describeFailures(seed: number, failures: readonly Failure[]): string {
  return failures
    .slice(0, MAX_FAILURES)
    .map(({ index, what, token, configuration, key, codes }) =>
      [
        `seed ${seed}, token ${index}: ${what}`,
        `  configuration: ${configuration.name}; codes: ${codes.join(', ') || 'none'}`,
        `  key: ${JSON.stringify(key)}`,
        `  token: ${JSON.stringify(token.length > 2000 ? `${token.slice(0, 2000)}…` : token)}\n`,
      ].join('\n'),
    )
    .join('\n');
}
