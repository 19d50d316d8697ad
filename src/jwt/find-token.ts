import type { Carrier, Surroundings, Wrapping } from '../domain/evidence.ts';
import { onlyTokenIn } from './only-token.ts';
import { withoutEncodingMarks, withoutMailMarks, withoutQuotedPrintable } from './pasted-text.ts';
import { trimBlanks } from './trim-ends.ts';
import { type Unpacked, unpackCarrier } from './unpack-carrier.ts';
import { unwrapToken } from './unwrap-token.ts';

/** Where the token is in a text, and what was removed around it. */
export interface FoundToken {
  readonly value: string;
  readonly carrier: Carrier | undefined;
  readonly otherField: string | undefined;
  readonly wrappings: readonly Wrapping[];
  readonly surroundings: Surroundings | undefined;
}

/** Finds the token of the field `tokenName` in a text of any kind, or else the only token that the text holds. */
export function findToken(given: string, tokenName: string): FoundToken {
  const plain = withoutEncodingMarks(given);
  const trimmed = trimBlanks(plain.text);
  const unfolded = withoutQuotedPrintable(trimmed);
  const { unpacked, marks, text } = unpackQuoted(unfolded.text, tokenName);
  const inner = trimBlanks(unpacked.value);
  const { bare, wrappings } = unwrapToken(inner.replace(/^Bearer(?:[ \t]+|$)/i, ''));
  // Around a carrier of several lines there may be blank ones, which are not around the token.
  const isOneLine = unpacked.carrier === undefined || !trimmed.includes('\n');
  const hasBlanksAround = (trimmed !== plain.text && isOneLine) || inner !== unpacked.value;
  const around = [...plain.wrappings, ...unfolded.wrappings, ...marks];
  const blanks: Wrapping[] = hasBlanksAround ? ['blanks'] : [];
  const isSomewhereElse = unpacked.carrier === undefined || (unpacked.value === '' && !unpacked.isAsked);
  const only = isSomewhereElse && onlyTokenIn(unpacked.carrier ? text : bare) ? onlyTokenIn(text) : undefined;
  if (only) {
    const { token, ...surroundings } = only;
    return {
      value: token,
      carrier: undefined,
      otherField: undefined,
      wrappings: [...blanks, ...around, 'other text'],
      surroundings,
    };
  }
  return {
    value: bare,
    carrier: unpacked.carrier,
    otherField: unpacked.otherField,
    wrappings: [...blanks, ...around, ...fieldWrappings(unpacked, inner), ...wrappings],
    surroundings: undefined,
  };
}

/** Unpacks a text, without the marks of a mail that quotes it where it is no carrier as it is. */
function unpackQuoted(
  text: string,
  tokenName: string,
): { readonly unpacked: Unpacked; readonly marks: readonly Wrapping[]; readonly text: string } {
  const unpacked = unpackCarrier(text, tokenName);
  if (unpacked.carrier !== undefined) return { unpacked, marks: [], text };
  const quoted = withoutMailMarks(text);
  if (quoted.wrappings.length === 0) return { unpacked, marks: [], text };
  return {
    unpacked: unpackCarrier(quoted.text, tokenName),
    marks: quoted.wrappings,
    text: quoted.text,
  };
}

/** What is odd about the field that the token was taken from. */
function fieldWrappings({ carrier, conflict, isHtmlEscaped }: Unpacked, value: string): Wrapping[] {
  const wrappings: Wrapping[] = [];
  if (conflict === 'in one request') wrappings.push('a second value of the same field');
  if (conflict === 'in several requests') wrappings.push('several requests with different tokens');
  if (isHtmlEscaped) wrappings.push('HTML escapes');
  const isBearer = /^Bearer[ \t]/i.test(value);
  // "Bearer" belongs to the Authorization header; people also paste it before a bare token.
  if (isBearer && carrier === 'header') wrappings.push('"Bearer" in another header');
  else if (isBearer && carrier !== undefined && carrier !== 'Authorization header') {
    wrappings.push('"Bearer" in a field');
  }
  return wrappings;
}
