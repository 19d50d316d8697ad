import type { TokenEvidence, Wrapping } from '../../../domain/evidence.ts';
import type { Check, Symptom } from '../../check.ts';

export const tokenHasWrapping: Check<'token'> = {
  code: 'token-has-wrapping',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'There is something around the token that does not belong to it: quotes, a second "Bearer", punctuation, blanks, or the text that it was copied from.',
  solution: 'Send the bare token: three parts of letters, digits, "-" and "_", with two dots between them.',
  detect(known) {
    const { wrappings, shape, configuration } = known;
    if (wrappings.length === 0 || shape.kind === 'empty') return undefined;
    const { tokenName } = configuration;
    if (wrappings.includes('a second value of the same field')) {
      return {
        cause: `The field ${tokenName} occurs more than once with different values, and servers disagree which one counts.`,
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
    'There are blanks or line breaks around the token; they were removed.',
    'Send the bare token: a server may not remove them.',
  ],
  '"Bearer" in another header': [
    'The word "Bearer" precedes the token; it belongs only to the header Authorization.',
    'Send the token alone in this header: a server may not remove the word.',
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

/** What the program did in which the text was copied or saved, and not the issuing system. */
const ofPaste: Partial<Record<Wrapping, string>> = {
  'a byte order mark': 'The text begins with a byte order mark, as some editors of Windows write it.',
  'UTF-16': 'The text is UTF-16, as Windows PowerShell writes files, and not UTF-8.',
  'line ends of quoted-printable':
    'The text is quoted-printable: it was copied from the source of a mail, with "=" at the ends of its lines.',
  'quotation marks of a mail': 'The lines begin with ">": they were copied from a mail that quotes them.',
  'other text': 'More than the token was given.',
};

/** What the issuing system may have sent, in words. */
const sent: Partial<Record<Wrapping, string>> = { '"Bearer" in a field': 'the word "Bearer"' };

function harmfulSymptom(harmful: readonly Wrapping[], evidence: TokenEvidence): Symptom {
  const { surroundings, verifiesOnceFixed } = evidence;
  const fromIssuer = harmful.filter((wrapping) => !(wrapping in ofPaste));
  const words = fromIssuer.map((wrapping) => sent[wrapping] ?? wrapping).join(', ');
  return {
    cause: harmfulCause(harmful, words, surroundings),
    ...(words === '' && { solution: 'Give the token alone, as plain text on one line.' }),
    evidence: { removed: harmful, ...(surroundings && { ...surroundings }) },
    proved: verifiesOnceFixed,
    fix: { takesFixedToken: true },
    ...(words !== '' && {
      forIssuer: `Please send the bare token: around it your system sends ${words}.`,
    }),
  };
}

function harmfulCause(
  harmful: readonly Wrapping[],
  words: string,
  surroundings: TokenEvidence['surroundings'],
): string {
  const ofThePaste = harmful.flatMap((wrapping) => {
    if (wrapping !== 'other text' || !surroundings) return [ofPaste[wrapping] ?? []].flat();
    const { before, behind } = surroundings;
    return `More than the token was given: ${characters(before)} before it and ${characters(behind)} behind it.`;
  });
  const around =
    words === '' ? [] : [`There is something around the token that does not belong to it: ${words}.`];
  return [...ofThePaste, ...around].join(' ');
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}
