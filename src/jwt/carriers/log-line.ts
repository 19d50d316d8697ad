import { isCompleteToken } from '../complete-token.ts';
import {
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  message,
  splitOnce,
} from './carried-field.ts';
import { headerFields } from './header-fields.ts';

/** More words than these of a text are not looked at. */
const MAX_WORDS = 10_000;

/**
 * A line of a log, a mail or another text with blanks in it that holds a URL with a token, `token=…`
 * or `Authorization: Bearer …`. Only whole tokens count: a URL that was wrapped is read as a URL.
 */
export const readLogLine: CarrierReader = (text, context) => {
  if (!/\s/.test(text)) return undefined;
  const words = text.split(/[\s"'<>()`]+/, MAX_WORDS).filter((word) => /=(?:eyJ|Bearer)/i.test(word));
  const fields = [
    ...words.flatMap((word) => wordFields(word, context)),
    ...[...text.matchAll(credentials)].flatMap(([, name = '', value = '']) =>
      headerFields(name, `Bearer ${value}`, context),
    ),
  ];
  const isWhole = ({ value }: CarriedField) => isCompleteToken(value.replace(/^Bearer\s+/i, ''));
  // A second value of the requested field counts even if it is not a token.
  const relevant = fields.filter((field) => field.isAsked || isWhole(field));
  return relevant.some(isWhole) ? message('log line', relevant, true) : undefined;
};

const credentials = /(?<![\w-])(authorization)["']?\s{0,9}[:=]\s{0,9}["']?Bearer\s{1,9}([\w.-]+)/gi;

function wordFields(given: string, context: CarrierContext): readonly CarriedField[] {
  const word = given.replace(/[.,;:!?\]}]{1,9}$/, '');
  if (/[?#/&]/.test(word)) return context.nested(word);
  const [name, value] = splitOnce(word, '=');
  const isAsked = name === context.tokenName;
  return isAsked ? [{ carrier: 'log line', name, value, isAsked }] : [];
}
