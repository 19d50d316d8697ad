import {
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  message,
  splitOnce,
} from './carried-field.ts';
import { formFields } from './form-fields.ts';
import { headerFields } from './header-fields.ts';
import { shellWords } from './shell-words.ts';

/** What an option of curl carries. */
type OptionKind = 'header' | 'cookie' | 'body' | 'encoded body' | 'form' | 'bearer' | 'url' | 'other';

const kinds: Readonly<Record<string, OptionKind>> = {
  '-H': 'header',
  '--header': 'header',
  '-b': 'cookie',
  '--cookie': 'cookie',
  '-d': 'body',
  '--data': 'body',
  '--data-ascii': 'body',
  '--data-binary': 'body',
  '--data-raw': 'body',
  '--json': 'body',
  '--data-urlencode': 'encoded body',
  '--url-query': 'encoded body',
  '-F': 'form',
  '--form': 'form',
  '--form-string': 'form',
  '--oauth2-bearer': 'bearer',
  '--url': 'url',
};

/** The options whose value is neither a URL nor a token. */
const others =
  /^(?:-[AcCDeEhKmoPQrtTuUwxXyYz]|--(?:user-agent|referer|output|request|user|proxy|max-time|cert|key|cacert|connect-timeout|resolve|write-out|cookie-jar|retry))$/;

/** A curl command, as browsers copy it for bash and cmd and as people type it. */
export const readCurl: CarrierReader = (text, context) => {
  const command = /^(?:[$%#>]\s+)?curl(?:\.exe)?\s/i.exec(text);
  if (!command) return undefined;
  const words = shellWords(text.slice(command[0].length));
  return message('curl command', fieldsOfWords(words, context));
};

function fieldsOfWords(words: readonly string[], context: CarrierContext): CarriedField[] {
  const fields: CarriedField[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const { kind, glued } = optionOf(word);
    if (kind === undefined) {
      // An option without a value, or the URL.
      if (!word.startsWith('-')) fields.push(...fieldsOf('url', word, context));
      continue;
    }
    if (glued === undefined) at += 1;
    fields.push(...fieldsOf(kind, glued ?? words[at] ?? '', context));
  }
  return fields;
}

/** What an option carries, and its value where both are one word, as in `-dtoken=…`. */
function optionOf(word: string): { kind?: OptionKind; glued?: string } {
  if (others.test(word)) return { kind: 'other' };
  if (Object.hasOwn(kinds, word)) return { kind: kinds[word] ?? 'other' };
  const short = word.slice(0, 2);
  const isGlued = /^-[A-Za-z]./s.test(word) && Object.hasOwn(kinds, short);
  return isGlued ? { kind: kinds[short] ?? 'other', glued: word.slice(2) } : {};
}

function fieldsOf(kind: OptionKind, value: string, context: CarrierContext): readonly CarriedField[] {
  switch (kind) {
    case 'header': {
      const [name, content] = splitOnce(value, ':');
      return headerFields(name.trim(), content.trim(), context);
    }
    case 'cookie':
      return headerFields('Cookie', value, context);
    case 'bearer':
      return headerFields('Authorization', `Bearer ${value}`, context);
    case 'body': {
      const nested = context.nested(value.trim());
      return nested.length > 0 ? nested : formFields('form body', value, context);
    }
    case 'encoded body': {
      // curl encodes what follows the first "=", and the server decodes it to the same text.
      const [name, content] = splitOnce(value, '=');
      return [plainField('form body', name, content, context)];
    }
    case 'form': {
      const [name, content] = splitOnce(value, '=');
      return [plainField('multipart body', name, content.replace(/;(?:type|filename)=.*$/s, ''), context)];
    }
    case 'url':
      return context.nested(value);
    case 'other':
      return [];
  }
}

function plainField(
  carrier: 'form body' | 'multipart body',
  name: string,
  value: string,
  { tokenName }: CarrierContext,
): CarriedField {
  return { carrier, name, value, isAsked: name === tokenName };
}
