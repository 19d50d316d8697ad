import type { Carrier } from '../../domain/evidence.ts';
import {
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  fieldChunks,
  oneList,
  splitOnce,
} from './carried-field.ts';

/** A form body: `name=value&name=value`. A bare token has "=" only as padding, and begins with eyJ. */
export const readForm: CarrierReader = (text, context) => {
  const isForm =
    /^(?!eyJ)[\w.~$![\]%+-]+=(?!=|$)/.test(text) || (text.includes('&') && /^[^\s=]+=/.test(text));
  return isForm ? oneList('form body', formFields('form body', text, context)) : undefined;
};

/** A URL with its scheme, or without it as people copy it: from its host, its path or its query on. */
export const readUrl: CarrierReader = (text, context) =>
  urlForm.test(text) ? oneList('URL', urlFields(text, context)) : undefined;

const urlForm = /^[a-z][a-z0-9+.-]*:\/\/|^[/?]\S*=|^[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:\/[^\s?#]*)?[?#]\S*=/i;

function urlFields(text: string, context: CarrierContext): CarriedField[] {
  const [address, fragment] = splitOnce(text, '#');
  const [, query] = splitOnce(address, '?');
  // A browser keeps the fragment to itself: the server never sees a token in it.
  const hidden = formFields('URL', fragment, context).map((field) => ({
    ...field,
    name: `#${field.name}`,
    isAsked: false,
  }));
  return [...formFields('URL', query, context), ...hidden];
}

/** The fields of a text in application/x-www-form-urlencoded. */
export function formFields(carrier: Carrier, text: string, { tokenName }: CarrierContext): CarriedField[] {
  const fields = fieldChunks(text, '&').flatMap((pair) => {
    const [name, value] = splitOnce(pair, '=');
    return name === '' ? [] : [{ name: decodeForm(name), value: decodeForm(value) }];
  });
  const isThere = fields.some(({ name }) => name === tokenName);
  return fields.map(({ name, value }) => {
    // A URL that was copied from the source of a page has "&amp;" between its fields.
    const unescaped = isThere ? name : name.replace(/^amp;/, '');
    const isAsked = unescaped === tokenName;
    return { carrier, name: unescaped, value, isAsked, isHtmlEscaped: isAsked && unescaped !== name };
  });
}

/** application/x-www-form-urlencoded, read as a server reads it; broken sequences are left alone. */
function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
