import type { JsonPart, MalformedJson } from '../domain/evidence.ts';
import type { Symptom } from './check.ts';
import { describePartFault } from './part-fault.ts';

/** What a segment's text is, in words that follow on "the header" or "the payload", and how to fix it. */
interface MalformedText {
  /** Undefined where the fault says all that is known. */
  readonly what: string | undefined;
  readonly solution: string;
  /** The request to the issuer's developer, to follow on "Please". */
  readonly request: string;
}

const USE_A_LIBRARY = 'Build the token with a JWT library; the text was changed or put together by hand.';
const useLibrary = 'build the token with a JWT library';

const texts: Readonly<Record<MalformedJson, MalformedText>> = {
  'base64-twice': {
    what: 'is base64-encoded twice: decoded one more time, it is JSON',
    solution: 'Give the JSON itself to the function that builds the token; it does the encoding.',
    request: 'encode each part of the token as base64url only once',
  },
  'json-in-json': {
    what: 'is JSON inside a JSON string: it was serialized twice',
    solution: 'Give the object itself to the function that builds the token, not its JSON text.',
    request: 'serialize the JSON only once, so that it begins with "{" and not with a quote',
  },
  'single-quotes': {
    what: 'has single quotes where JSON requires double quotes, as when a Python dictionary is printed',
    solution: 'Serialize it with a JSON function such as `json.dumps`, not with `str`.',
    request: 'write it with a JSON serializer: JSON requires double quotes',
  },
  'form-encoded': {
    what: 'is form-encoded (`name=value&name=value`), not JSON',
    solution: 'Serialize the claims as JSON before they are encoded as base64url.',
    request: 'write it as a JSON object instead of form fields',
  },
  xml: {
    what: 'is XML, not JSON',
    solution: 'Send a JWT: the issuing system seems to send a SAML assertion or another XML document.',
    request: 'send a JWT with JSON in it instead of XML',
  },
  compressed: {
    what: 'is compressed; a signed token must not be (`zip` is for encrypted tokens, RFC 7516 §4.1.3)',
    solution: 'Turn off compression where the token is built, and remove `zip` from its header.',
    request: 'turn off the compression of the token',
  },
  empty: {
    what: 'is empty',
    solution:
      'Find out why the issuing system has nothing to put there: often a variable that was never set.',
    request: 'find out why this part of the token is empty',
  },
  bom: {
    what: 'begins with a byte order mark, which JSON does not allow (RFC 8259 §8.1)',
    solution: 'Write the JSON as UTF-8 without a byte order mark.',
    request: 'write the JSON as UTF-8 without a byte order mark',
  },
  'utf-16': {
    what: 'is UTF-16; a token requires UTF-8 (RFC 7515 §5.2)',
    solution: 'Turn the JSON into UTF-8 bytes before they are encoded as base64url.',
    request: 'turn the JSON into UTF-8 bytes: in .NET, Encoding.UTF8 instead of Encoding.Unicode',
  },
  'trailing-comma': {
    what: 'has a comma before a closing bracket, which JSON does not allow',
    solution: 'Write the JSON with a serializer instead of a template.',
    request: 'remove the comma behind the last member of the JSON',
  },
  truncated: {
    what: 'is cut off: its JSON ends in the middle',
    solution: 'Look for a limit of length where the issuing system builds or stores this part of the token.',
    request: 'find out what cuts this part of the token off',
  },
  'not-an-object': {
    what: undefined,
    solution: 'Put the claims into a JSON object: `{"name": "value"}`.',
    request: 'put a JSON object there, not a single value or a list',
  },
  'duplicate-name': {
    what: undefined,
    solution: 'Write each name only once: build the token with a JWT library.',
    request: 'write each name only once',
  },
  unknown: { what: undefined, solution: USE_A_LIBRARY, request: useLibrary },
};

/** What is wrong with a header or payload that is not a JSON object; undefined for one that is. */
export function malformedPart(segment: 'header' | 'payload', part: JsonPart): Symptom | undefined {
  if (part.ok) return undefined;
  const { what, solution, request } = texts[part.looksLike];
  const description = what ?? describePartFault(part.fault);
  return {
    cause: `The ${segment} ${description}.`,
    solution,
    evidence: { fault: part.fault, looksLike: part.looksLike },
    forIssuer: `The ${segment} of your token ${description}. Please ${request}.`,
  };
}
