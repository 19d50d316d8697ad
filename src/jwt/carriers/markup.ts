import { isCompleteToken } from '../complete-token.ts';
import { type CarriedField, type CarrierContext, type CarrierReader, message } from './carried-field.ts';

/** The start of an element, its attributes, and an element that holds nothing but one word. */
const tags = /<([A-Za-z][^<>]*)>/g;
const attributes = /(?<![\w:-])([\w:-]{1,64})[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;
const elements = /<([A-Za-z][\w:.-]{0,63})(?:\s[^<>]*)?>([^<>]+)<\//g;

/** HTML or XML: links, the fields of a form, other attributes, and elements that are named for the token. */
export const readMarkup: CarrierReader = (text, context) => {
  if (!/<[A-Za-z]/.test(text)) return undefined;
  const inTags = [...text.matchAll(tags)].flatMap(([, tag = '']) => tagFields(tag, context));
  const inElements = [...text.matchAll(elements)].map(([, name = '', content = '']) =>
    markupField(name, content, context),
  );
  const isWhole = ({ value }: CarriedField) => isCompleteToken(value);
  // A second value of the requested field counts even if it is not a token.
  const relevant = [...inTags, ...inElements].filter((field) => field.isAsked || isWhole(field));
  return relevant.some(isWhole) ? message('markup', relevant, true) : undefined;
};

function tagFields(tag: string, context: CarrierContext): CarriedField[] {
  const found = [...tag.matchAll(attributes)].map(([, name = '', double, single, plain]) => ({
    name,
    value: unescapeMarkup(double ?? single ?? plain ?? ''),
  }));
  const attributeCalled = (name: string) => found.find((each) => each.name.toLowerCase() === name)?.value;
  // <input name="token" value="…"> and <meta name="token" content="…">.
  const label = attributeCalled('name') ?? attributeCalled('id');
  const content = attributeCalled('value') ?? attributeCalled('content');
  const pair = label !== undefined && content !== undefined ? [markupField(label, content, context)] : [];
  const others = found.filter(({ value }) => value !== content || pair.length === 0);
  return [
    ...pair,
    ...others.flatMap(({ name, value }) => [
      ...(/=(?:eyJ|ZXlK)/.test(value) ? context.nested(value) : []),
      markupField(name, value, context),
    ]),
  ];
}

function markupField(name: string, value: string, { tokenName }: CarrierContext): CarriedField {
  return { carrier: 'markup', name, value: value.trim(), isAsked: name === tokenName };
}

/** Decodes the HTML escapes that occur in a URL or a token. */
function unescapeMarkup(text: string): string {
  return text
    .replaceAll(/&(?:#x2e|#46|period);/gi, '.')
    .replaceAll(/&(?:#x3d|#61|equals);/gi, '=')
    .replaceAll(/&(?:amp|#38|#x26);/gi, '&');
}
