import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';
import type { Carrier } from '../../domain/evidence.ts';
import { readJson } from '../../domain/json-text.ts';
import {
  type Carried,
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  fieldChunks,
  message,
  oneList,
} from './carried-field.ts';
import { headerFields, isCredentialHeader } from './header-fields.ts';
import { secretDataFields } from './kubernetes-secret.ts';

/** A JSON document: a body, a HAR or Postman export or a row of one, a Kubernetes Secret, or a log with an object a line. */
export const readJsonDocument: CarrierReader = (text, context) => {
  if (!/^[{[]/.test(text)) return undefined;
  // A row that was copied out of a longer list ends in a comma.
  const whole = readJson(text.replace(/,$/, ''));
  if (!whole.ok) return readJsonLines(text, context);
  const { value } = whole;
  if (isJsonObject(value)) return readDocument(value, context);
  const fields = Array.isArray(value) ? valueFields(value, 'JSON body', context) : [];
  return fields.length === 0 ? undefined : message('JSON body', fields, true);
};

/** The log line of a service: an object in JSON, with other text before it or behind it. */
export const readJsonInLine: CarrierReader = (text, context) => {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end < start) return undefined;
  const object = readJson(text.slice(start, end + 1));
  if (!object.ok || !isJsonObject(object.value)) return undefined;
  const fields = valueFields(object.value, 'log line', context).filter(({ isAsked }) => isAsked);
  return fields.length === 0 ? undefined : message('log line', fields, true);
};

function readJsonLines(text: string, context: CarrierContext): Carried | undefined {
  const lines = fieldChunks(text, '\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length < 2 || !lines.every((line) => line.startsWith('{'))) return undefined;
  const objects = lines.map((line) => readJson(line.replace(/,$/, '')));
  const fields = objects.flatMap((each) => (each.ok ? valueFields(each.value, 'log line', context) : []));
  return message('log line', fields, true);
}

function readDocument(document: JsonObject, context: CarrierContext): Carried {
  const carrier = kindOf(document);
  const fields = valueFields(document, carrier, context);
  return carrier === 'JSON body' ? oneList(carrier, fields) : message(carrier, fields, true);
}

function kindOf(document: JsonObject): Carrier {
  const { log, info, kind } = document;
  if (isJsonObject(log) && Array.isArray(log.entries)) return 'HAR';
  if (isJsonObject(info) && typeof info.schema === 'string') return 'Postman export';
  if (Object.hasOwn(document, '_postman_variable_scope')) return 'Postman export';
  return kind === 'Secret' ? 'Kubernetes Secret' : 'JSON body';
}

/** A member of a document, or an item of a list, and what the name above it says of it. */
interface Place {
  readonly value: unknown;
  /** What the values inside are: headers, the credentials of an Authorization header, or fields. */
  readonly role: 'headers' | 'bearer' | 'fields';
}

/** The fields of a JSON value that are text, those nearest to its top first. */
function valueFields(root: unknown, carrier: Carrier, context: CarrierContext): CarriedField[] {
  const fields: CarriedField[] = [];
  let level: Place[] = [{ value: root, role: 'fields' }];
  while (level.length > 0) {
    for (const place of level) for (const field of fieldsAt(place, carrier, context)) fields.push(field);
    level = level.flatMap(placesIn);
  }
  return fields;
}

function placesIn({ value, role }: Place): Place[] {
  if (Array.isArray(value)) return value.map((item: unknown) => ({ value: item, role }));
  if (!isJsonObject(value)) return [];
  const isSecret = value.kind === 'Secret';
  return Object.entries(value)
    .filter(
      ([name, member]) => typeof member === 'object' && member !== null && !(isSecret && name === 'data'),
    )
    .map(([name, member]) => ({ value: member as unknown, role: roleOf(name) }));
}

function roleOf(name: string): Place['role'] {
  if (/headers?$/i.test(name)) return 'headers';
  return name === 'bearer' ? 'bearer' : 'fields';
}

function fieldsAt({ value, role }: Place, carrier: Carrier, context: CarrierContext): CarriedField[] {
  if (!isJsonObject(value)) return [];
  const pair = pairOf(value);
  const members = Object.entries(value).flatMap(([name, member]): [string, string][] => {
    // Servers that keep every header as a list of values log it so.
    const text: unknown = role === 'headers' && Array.isArray(member) ? member[0] : member;
    return typeof text === 'string' ? [[name, text]] : [];
  });
  const named = pair ? [pair, ...members.filter(([, text]) => text !== pair[1])] : members;
  const own = named.flatMap(([name, text]) => namedFields(name, text, { carrier, role, context }));
  // A text inside the document may carry the token itself: the URL of a request, its body, a line of a log.
  const inner = members.flatMap(([, text]) => (/eyJ|ZXlK/.test(text) ? context.nested(text.trim()) : []));
  const secrets = value.kind === 'Secret' ? secretDataFields(value.data, context) : [];
  return [...secrets, ...own, ...inner];
}

/** How HAR (`name`) and Postman (`key`) write a field; undefined for one that is switched off. */
function pairOf({ name, key, value, disabled }: JsonObject): [string, string] | undefined {
  const label = name ?? key;
  const isPair = typeof label === 'string' && typeof value === 'string' && disabled !== true;
  return isPair ? [label, value] : undefined;
}

interface FieldSetting {
  readonly carrier: Carrier;
  readonly role: Place['role'];
  readonly context: CarrierContext;
}

function namedFields(name: string, value: string, { carrier, role, context }: FieldSetting): CarriedField[] {
  if (role === 'bearer') {
    return name === 'token' ? headerFields('Authorization', `Bearer ${value}`, context) : [];
  }
  const isHeader = role === 'headers' || (carrier !== 'JSON body' && isCredentialHeader(name));
  if (isHeader) return headerFields(name, value, context);
  return [{ carrier, name, value, isAsked: name === context.tokenName }];
}
