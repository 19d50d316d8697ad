import type { TokenEvidence, Wrapping } from '../../../domain/evidence.ts';
import type { Check, Symptom } from '../../check.ts';

export const tokenHasWrapping: Check<'token'> = {
  code: 'token-has-wrapping',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'Something stands around the token that does not belong to it: quotes, a second "Bearer", punctuation, blanks, or the text that it was copied from.',
  solution: 'Send the bare token: three parts of letters, digits, "-" and "_", with two dots between them.',
  detect(known) {
    const { wrappings, shape, configuration } = known;
    if (wrappings.length === 0 || shape.kind === 'empty') return undefined;
    const { tokenName } = configuration;
    if (wrappings.includes('a second value of the same field')) {
      return {
        cause: `The field ${tokenName} stands there more than once with different values, and servers disagree which one counts.`,
        solution: 'Send the field once.',
        evidence: { field: tokenName },
        forIssuer: `Please send the field ${tokenName} once only.`,
      };
    }
    if (wrappings.includes('several requests with different tokens')) {
      return {
        cause: 'The text holds several requests with different tokens.',
        solution: 'Give one of them only.',
        evidence: { field: tokenName },
      };
    }
    const harmful = wrappings.filter((wrapping) => !(wrapping in mild));
    return harmful.length === 0 ? mildSymptom(wrappings) : harmfulSymptom(harmful, known);
  },
};

/** What a server may cope with, and what to say of it. */
const mild: Partial<Record<Wrapping, readonly [cause: string, solution: string]>> = {
  blanks: [
    'Blanks or line breaks stand around the token; they were taken off.',
    'Send the bare token: a server may not take them off.',
  ],
  '"Bearer" in another header': [
    'The word "Bearer" stands before the token; it belongs to the header Authorization.',
    'Send the token alone in this header: a server may not take the word off.',
  ],
  'HTML escapes': [
    'The URL has "&amp;" instead of "&", as it is written in the source of a page; it was read as a browser reads that source.',
    'Check the address bar of the browser: if it shows "&amp;" too, the server does not see the token.',
  ],
};

function mildSymptom(wrappings: readonly Wrapping[]): Symptom {
  const texts = wrappings.flatMap((wrapping) => [mild[wrapping] ?? []]);
  return {
    severity: 'warning',
    cause: texts.map(([cause]) => cause).join(' '),
    solution: texts.map(([, solution]) => solution).join(' '),
    evidence: { removed: wrappings },
  };
}

/** What the program did in which the text was copied or saved, not the issuing system. */
const ofPaste: ReadonlySet<Wrapping> = new Set([
  'a byte order mark',
  'UTF-16',
  'line ends of quoted-printable',
  'quotation marks of a mail',
  'other text',
]);

function harmfulSymptom(
  harmful: readonly Wrapping[],
  {
    surroundings,
    verifiesOnceFixed,
    configuration,
  }: TokenEvidence & Parameters<typeof tokenHasWrapping.detect>[0],
): Symptom {
  const fromIssuer = harmful.filter((wrapping) => !ofPaste.has(wrapping));
  const isPasteAlone = fromIssuer.length === 0;
  const isInField = harmful.includes('"Bearer" in a field');
  return {
    cause: surroundings
      ? `More than the token was given: ${characters(surroundings.before)} before it and ${characters(surroundings.behind)} behind it.`
      : isInField && harmful.length === 1
        ? `The word "Bearer" stands before the token in the field ${configuration.tokenName}; it belongs to the header Authorization alone.`
        : `Around the token there is something that does not belong to it: ${harmful.join(', ')}.`,
    ...(isPasteAlone && { solution: 'Give the token alone, as plain text on one line.' }),
    evidence: {
      removed: harmful,
      ...(surroundings && { before: surroundings.before, behind: surroundings.behind }),
    },
    proved: verifiesOnceFixed,
    fix: { takesFixedToken: true },
    ...(!isPasteAlone && {
      forIssuer: `Please send the bare token: around it your system sends ${fromIssuer.map(sentWord).join(', ')}.`,
    }),
  };
}

function sentWord(wrapping: Wrapping): string {
  return wrapping === '"Bearer" in a field' ? 'the word "Bearer"' : wrapping;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}
