import type { Carrier } from '../../domain/evidence.ts';
import {
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  isFieldName,
  message,
} from './carried-field.ts';
import { headerFields, isCredentialHeader } from './header-fields.ts';
import { type StringLiteral, stringLiterals } from './string-literals.ts';

const isFetch =
  /^(?:await\s+|return\s+|(?:const|let|var)\s+\w+\s*=\s*(?:await\s+)?)?(?:fetch|axios(?:\.\w+)?)\s*\(/;
const isPowerShell = /^\$session\b|\b(?:Invoke-(?:RestMethod|WebRequest)|irm|iwr)\s/i;
/** One member of an object, or some, as they are copied out of a source or a JSON document. */
const isMembers = /^(?:@?\{\s*)?(?:"[\w.$[\]-]{1,64}"|'[\w.$[\]-]{1,64}')\s*(?:=>|[=:])\s*["']/;

/** The source of a request: a call of fetch or of PowerShell as browsers copy it, or members of an object. */
export const readRequestCode: CarrierReader = (text, context) => {
  const carrier = carrierOf(text);
  if (carrier === undefined) return undefined;
  return message(carrier, literalFields(stringLiterals(text), carrier, context), carrier === 'source code');
};

function carrierOf(text: string): Carrier | undefined {
  if (isFetch.test(text)) return 'fetch call';
  if (isPowerShell.test(text)) return 'PowerShell command';
  return isMembers.test(text) ? 'source code' : undefined;
}

function literalFields(
  literals: readonly StringLiteral[],
  carrier: Carrier,
  context: CarrierContext,
): CarriedField[] {
  const pairs = pairsIn(literals);
  return literals
    .flatMap((literal) => {
      const own = namedFields(literal, carrier, context);
      const isCarrier = /eyJ|ZXlK/.test(literal.text) && !literal.text.startsWith('eyJ');
      const nested = isCarrier ? context.nested(literal.text.trim()) : [];
      return [...own, ...nested];
    })
    .concat(pairs.flatMap((pair) => namedFields(pair, carrier, context)));
}

/** The rows of a HAR: `"name": "token", "value": "eyJ…"`. */
function pairsIn(literals: readonly StringLiteral[]): StringLiteral[] {
  return literals.flatMap((literal, index) => {
    const label = literals[index - 2];
    const isPair = literal.name === 'value' && (label?.name === 'name' || label?.name === 'key');
    return isPair && label ? [{ text: literal.text, name: label.text, call: undefined }] : [];
  });
}

function namedFields(
  { text, name, call }: StringLiteral,
  carrier: Carrier,
  context: CarrierContext,
): CarriedField[] {
  if (call !== undefined) {
    if (/cookie$/i.test(call.callee)) return [plainField(carrier, call.name, text, context)];
    return /header|add|append|set/i.test(call.callee) ? headerFields(call.name, text, context) : [];
  }
  if (name === undefined) return [];
  if (isCredentialHeader(name)) return headerFields(name, text, context);
  return isFieldName(name) ? [plainField(carrier, name, text, context)] : [];
}

function plainField(
  carrier: Carrier,
  name: string,
  value: string,
  { tokenName }: CarrierContext,
): CarriedField {
  return { carrier, name, value, isAsked: name === tokenName };
}
