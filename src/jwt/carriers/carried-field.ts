import type { Carrier } from '../../domain/evidence.ts';

/** A named value in a carrier. */
export interface CarriedField {
  /** What carries the value itself: the URL of a curl command, say, not the command. */
  readonly carrier: Carrier;
  readonly name: string;
  readonly value: string;
  /** Whether a server with this Token Name takes the value as the token, regardless of its content. */
  readonly isAsked: boolean;
  /** Whether the value is reported even where it is not a token: it belongs to an Authorization header. */
  readonly isCredential?: boolean;
  /** Whether its name was read after an HTML escape, `&amp;name=`. */
  readonly isHtmlEscaped?: boolean;
}

/** A carrier and everything in it that may be the token. */
export interface Carried {
  readonly carrier: Carrier;
  readonly fields: readonly CarriedField[];
  /** Whether it has several places for a token, so that a useless value in one does not hide the token in another. */
  readonly isMessage: boolean;
  /** Whether it can hold several requests: then two values are not two values of one request. */
  readonly holdsSeveralRequests: boolean;
}

/** What a reader of carriers knows beside the text. */
export interface CarrierContext {
  readonly tokenName: string;
  /** The fields of a text inside the carrier, such as a URL in a log line or a form body in a curl command. */
  nested(text: string): readonly CarriedField[];
}

/** Reads one kind of carrier; undefined when the text is not of that kind. `text` has no blanks around it. */
export type CarrierReader = (text: string, context: CarrierContext) => Carried | undefined;

/** Servers take no more fields of one request, nor is a token looked for among more. */
const MAX_FIELDS = 1000;

/** The chunks of a text between separators; none where there are more than a request has fields. */
export function fieldChunks(text: string, separator: string): string[] {
  const found = text.split(separator, MAX_FIELDS + 1);
  return found.length > MAX_FIELDS ? [] : found;
}

/** Splits at the first separator only. */
export function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** A carrier of one request with one list of fields. */
export function oneList(carrier: Carrier, fields: readonly CarriedField[]): Carried {
  return { carrier, fields, isMessage: false, holdsSeveralRequests: false };
}

/** A carrier in which a token has several places. */
export function message(
  carrier: Carrier,
  fields: readonly CarriedField[],
  holdsSeveralRequests = false,
): Carried {
  return { carrier, fields, isMessage: true, holdsSeveralRequests };
}

/**
 * Whether a field's value begins as a JWT does: with the base64url form of {" and a dot behind it, or
 * with the base64 or hexadecimal form of such a token.
 */
export function looksLikeToken(value: string): boolean {
  return /^["']?(?:Bearer\s+)?(?:eyJ[\w-]*\.|ZXlK[\w+/-]{24}|65794[aA][\da-fA-F]{24})/i.test(value);
}

/** A name that may be a field's where nothing but its place says so. */
export function isFieldName(text: string): boolean {
  return /^[A-Za-z_][\w.$[\]-]{0,63}$/.test(text) && !text.startsWith('eyJ');
}
