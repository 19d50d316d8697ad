import { trimBlanks } from '../trim-ends.ts';
import {
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  fieldChunks,
  looksLikeToken,
  oneList,
  splitOnce,
} from './carried-field.ts';

/** A header line, such as `Authorization: Bearer …`. A path that begins with a Windows drive is not one. */
export const readHeaderLine: CarrierReader = (text, context) => {
  const header = /^([\w-]+)[ \t]*:[ \t]*(.*)$/s.exec(text);
  if (!header || /^[A-Za-z]:[\\/]/.test(text)) return undefined;
  const [, name = '', value = ''] = header;
  const carrier = isCookieName(name)
    ? 'Cookie header'
    : isAuthorizationName(name)
      ? 'Authorization header'
      : 'header';
  return oneList(carrier, headerFields(name, value, context));
};

/** A list of cookies without the name of its header, as `document.cookie` gives it. */
export const readCookieList: CarrierReader = (text, context) => {
  const cookies = fieldChunks(text, ';').map(trimBlanks);
  const named = cookies.filter((cookie) => /^[^\s=;,&"]+=/.test(cookie));
  const rest = cookies.filter((cookie) => !named.includes(cookie));
  const isList =
    named.length + rest.length > 1 &&
    named[0] === cookies[0] &&
    !text.startsWith('eyJ') &&
    rest.every((cookie) => /^(?:Secure|HttpOnly|Partitioned|)$/i.test(cookie)) &&
    (named.length > 1 || rest.some((cookie) => cookie !== ''));
  return isList ? oneList('Cookie header', cookieFields(text, context)) : undefined;
};

/** What a header carries: cookies, credentials, or one value. */
export function headerFields(name: string, value: string, context: CarrierContext): CarriedField[] {
  if (isCookieName(name)) return cookieFields(value, context);
  const isCredential = isAuthorizationName(name);
  // RFC 6750 §2.1; header names have no case (RFC 9110 §5.1).
  const isBearer = /^authorization$/i.test(name) && /^Bearer(?:[ \t]|$)/i.test(value);
  const isAsked = isBearer || name.toLowerCase() === context.tokenName.toLowerCase();
  // Other schemes than Bearer (JWT, Token, DPoP) precede a token as it does.
  const bare = isCredential && !isBearer ? value.replace(/^[A-Za-z]+\s+(?=["']?eyJ)/, '') : value;
  if (!isAsked && !isCredential && !looksLikeToken(bare)) return [];
  return [
    { carrier: isCredential ? 'Authorization header' : 'header', name, value: bare, isAsked, isCredential },
  ];
}

/** Whether a header of that name carries cookies or credentials, so that its name is never Token Name. */
export function isCredentialHeader(name: string): boolean {
  return isCookieName(name) || isAuthorizationName(name);
}

function isCookieName(name: string): boolean {
  return /^(?:set-)?cookie$/i.test(name);
}

function isAuthorizationName(name: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(name);
}

function cookieFields(text: string, { tokenName }: CarrierContext): CarriedField[] {
  return fieldChunks(text, ';').map((pair) => {
    const [rawName, value] = splitOnce(pair, '=');
    const name = trimBlanks(rawName);
    // RFC 6265 §4.1.1: a cookie's value may be quoted.
    const bare = trimBlanks(value).replace(/^"(.*)"$/, '$1');
    return { carrier: 'Cookie header', name, value: bare, isAsked: name === tokenName };
  });
}
