import type { Carrier } from '../domain/evidence.ts';
import {
  type Carried,
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  looksLikeToken,
} from './carriers/carried-field.ts';
import { readCurl } from './carriers/curl-command.ts';
import { readForm, readUrl } from './carriers/form-fields.ts';
import { readCookieList, readHeaderLine } from './carriers/header-fields.ts';
import { readHttpMessage } from './carriers/http-message.ts';
import { readJsonDocument, readJsonInLine } from './carriers/json-document.ts';
import { readKubernetesSecret } from './carriers/kubernetes-secret.ts';
import { readLogLine } from './carriers/log-line.ts';
import { readMarkup } from './carriers/markup.ts';
import { readMultipart } from './carriers/multipart.ts';
import { readRequestCode } from './carriers/request-code.ts';
import { readTableRow } from './carriers/table-row.ts';
import { tokensIn } from './only-token.ts';

/** What a pasted text carries. */
export interface Unpacked {
  readonly carrier: Carrier | undefined;
  /** The field the value was taken from, when it is not the one that was asked for. */
  readonly otherField: string | undefined;
  /** The text itself when it is no carrier; empty when the carrier has no token. */
  readonly value: string;
  /** Whether the requested field is present, regardless of its value. */
  readonly isAsked: boolean;
  /** Whether the field has different values: servers disagree which one counts. */
  readonly conflict: 'in one request' | 'in several requests' | undefined;
  /** Whether the field's name followed "&amp;". */
  readonly isHtmlEscaped: boolean;
}

/** The kinds of carriers that a text is from its beginning to its end, in the order in which they are tried. */
const wholeReaders: readonly CarrierReader[] = [
  readJsonDocument,
  readMultipart,
  readCurl,
  readRequestCode,
  readKubernetesSecret,
  readHttpMessage,
  readUrl,
  readHeaderLine,
  readCookieList,
  readForm,
];

/** The kinds found anywhere in a text, tried when no whole-text carrier matches or none has a token. */
const looseReaders: readonly CarrierReader[] = [readMarkup, readTableRow, readLogLine, readJsonInLine];

/** The kinds that occur inside another carrier. */
const innerReaders: readonly CarrierReader[] = [
  readJsonDocument,
  readMultipart,
  readUrl,
  readHeaderLine,
  readCookieList,
  readForm,
];

/** Carriers are nested no deeper than a URL in a body in a HAR. */
const MAX_NESTING = 2;

/** Takes the token out of a text as people paste it. `text` has no blanks around it. */
export function unpackCarrier(text: string, tokenName: string): Unpacked {
  const context = contextAt(0, tokenName);
  const whole = firstCarried(wholeReaders, text, context);
  const unpacked = whole && choose(whole);
  if (unpacked && !isInOtherText(unpacked)) return unpacked;
  const loose = firstCarried(looseReaders, text, context);
  return loose ? choose(loose) : (unpacked ?? { ...NOTHING, value: text });
}

/** Whether a carrier gave no token, or one with blanks and other words: a line of a log, say, that begins like it. */
function isInOtherText({ value, isAsked, conflict }: Unpacked): boolean {
  if (conflict !== undefined) return false;
  return (value === '' && !isAsked) || (/\s/.test(value) && !/^Bearer\s/i.test(value) && hasOneToken(value));
}

function hasOneToken(value: string): boolean {
  return tokensIn(value).length === 1;
}

const NOTHING: Unpacked = {
  carrier: undefined,
  otherField: undefined,
  value: '',
  isAsked: false,
  conflict: undefined,
  isHtmlEscaped: false,
};

function firstCarried(
  candidates: readonly CarrierReader[],
  text: string,
  context: CarrierContext,
): Carried | undefined {
  for (const read of candidates) {
    const carried = read(text, context);
    if (carried) return carried;
  }
  return undefined;
}

function contextAt(depth: number, tokenName: string): CarrierContext {
  return {
    tokenName,
    nested: (text) =>
      depth === MAX_NESTING
        ? []
        : (firstCarried(innerReaders, text, contextAt(depth + 1, tokenName))?.fields ?? []),
  };
}

/** The field that the server takes for the token; without one, the first that holds a JWT. */
function choose({ carrier, fields, isMessage, holdsSeveralRequests }: Carried): Unpacked {
  const isToken = ({ value }: CarriedField) => looksLikeToken(value);
  const asked = fields.filter(({ isAsked }) => isAsked);
  const anywhere = fields.find(isToken);
  const found =
    asked.find(isToken) ??
    (isMessage ? anywhere : undefined) ??
    asked[0] ??
    anywhere ??
    fields.find(({ isCredential, value }) => isCredential && value !== '');
  if (!found) return { ...NOTHING, carrier };
  const { isAsked, isHtmlEscaped = false } = found;
  return {
    carrier: found.carrier,
    otherField: isAsked || !isToken(found) ? undefined : found.name,
    value: found.value,
    isAsked,
    conflict: hasDifferentValues(asked)
      ? holdsSeveralRequests
        ? 'in several requests'
        : 'in one request'
      : undefined,
    isHtmlEscaped,
  };
}

function hasDifferentValues(fields: readonly CarriedField[]): boolean {
  // "Bearer " belongs to the header, not to the token.
  return new Set(fields.map(({ value }) => value.replace(/^Bearer[ \t]+/i, ''))).size > 1;
}
