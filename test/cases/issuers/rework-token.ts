import { Buffer } from 'node:buffer';
import { type KeyObject, sign } from 'node:crypto';
import { signatureOf } from '../../support/mint-token.ts';
import { SHARED_SECRET } from './issue-token.ts';
import { phpJwt } from './issuer-sites.ts';

/** The same signing input with a signature that the key makes in its own way. */
function resigned(token: string, signature: (input: string) => Uint8Array): string {
  const input = token.slice(0, token.lastIndexOf('.'));
  return `${input}.${Buffer.from(signature(input)).toString('base64url')}`;
}

/** ECDSA as java.security.Signature and the openssl command write it. */
export function asDer(hash: string, key: KeyObject) {
  return (token: string) => resigned(token, (input) => sign(hash, Buffer.from(input), key));
}

/** The payload replaced by another text, the signature left as it was. */
export function rewritten(payload: string) {
  return (token: string) => {
    const [header = '', , signature = ''] = token.split('.');
    return [header, Buffer.from(payload).toString('base64url'), signature].join('.');
  };
}

/** The token without its signature, but with its second dot. */
export function unsigned(token: string): string {
  return token.replace(/[^.]*$/, '');
}

/** A token of {@link phpJwt} whose three parts were made with base64_encode() alone. */
export function inBase64(header: string): string {
  const input = [header, JSON.stringify(phpJwt.claims)].map((part) => Buffer.from(part).toString('base64'));
  const signature = signatureOf('HS256', SHARED_SECRET, input.join('.'));
  return [...input, signature.toString('base64')].join('.');
}

/** As RFC 5322 programs break lines. */
export function wrappedAt(columns: number, lineBreak: string) {
  return (token: string) => token.replaceAll(new RegExp(`(.{${columns}})(?=.)`, 'g'), `$1${lineBreak}`);
}

/** What javax.xml.bind.DatatypeConverter makes of a text: it drops what is not base64, then reads whole groups. */
export function asOldJavaDecodes(text: string): Buffer {
  const letters = text.replaceAll(/[^A-Za-z0-9+/]/g, '');
  return Buffer.from(letters.slice(0, letters.length - (letters.length % 4)), 'base64');
}
