import { Buffer } from 'node:buffer';
import type { MalformedJson } from '../../src/domain/evidence.ts';
import { base64url, healthyClaims } from '../support/mint-token.ts';

const json = JSON.stringify(healthyClaims);

/** The bytes of a segment that is not a JSON object, and what is said that it is. */
export const malformedParts: readonly (readonly [
  looksLike: MalformedJson,
  title: string,
  bytes: Uint8Array,
])[] = [
  ['base64-twice', 'JSON in base64url', Buffer.from(base64url(json))],
  ['base64-twice', 'JSON in base64 with line breaks', Buffer.from(base64url(json).replace(/.{40}/, '$&\n'))],
  ['base64-twice', 'JSON in base64 as a JSON string', Buffer.from(JSON.stringify(base64url(json)))],
  ['json-in-json', 'JSON as a JSON string', Buffer.from(JSON.stringify(json))],
  ['json-in-json', 'JSON with its quotes escaped', Buffer.from(json.replaceAll('"', '\\"'))],
  ['single-quotes', 'a Python dictionary', Buffer.from(json.replaceAll('"', "'"))],
  ['form-encoded', 'form fields', Buffer.from('loginname=alice&exp=1772370000')],
  ['form-encoded', 'one form field', Buffer.from('loginname=alice')],
  ['xml', 'a SAML assertion', Buffer.from('<saml:Assertion xmlns:saml="urn"/>')],
  ['xml', 'an XML document', Buffer.from('<?xml version="1.0"?><a/>')],
  ['compressed', 'zlib', Buffer.from([0x78, 0x9c, 0xab, 0x56])],
  ['compressed', 'gzip', Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
  ['empty', 'nothing', Buffer.alloc(0)],
  ['empty', 'blanks', Buffer.from(' \n')],
  ['bom', 'a byte order mark before JSON', Buffer.from(`\ufeff${json}`)],
  ['utf-16', 'JSON in UTF-16', Buffer.from(json, 'utf16le')],
  ['utf-16', 'JSON in UTF-16 with its mark', Buffer.from(`\ufeff${json}`, 'utf16le')],
  ['utf-16', 'JSON in big-endian UTF-16', Buffer.from(json, 'utf16le').swap16()],
  ['trailing-comma', 'an object with a comma at its end', Buffer.from(json.replace(/\}$/, ',}'))],
  ['trailing-comma', 'a list with a comma at its end', Buffer.from('{"loginname":["alice, ]" , ]}')],
  ['truncated', 'an object without its end', Buffer.from(json.slice(0, -1))],
  ['truncated', 'a string without its end', Buffer.from('{"loginname":"ali')],
  ['truncated', 'a string that ends in an escaped quote', Buffer.from('{"loginname":"ali\\"')],
  ['not-an-object', 'a list', Buffer.from('[1]')],
  ['not-an-object', 'a word', Buffer.from('"alice"')],
  ['not-an-object', 'null', Buffer.from('null')],
  ['duplicate-name', 'a name twice', Buffer.from('{"loginname":"alice","loginname":"bob"}')],
  ['unknown', 'names without quotes', Buffer.from('{loginname:"alice"}')],
  ['unknown', 'a sentence', Buffer.from('please log me in')],
  ['unknown', 'Latin-1', Buffer.from('{"loginname":"René"}', 'latin1')],
  ['unknown', 'lists in lists', Buffer.from(`{"a":${'['.repeat(200)}${']'.repeat(200)}}`)],
];
