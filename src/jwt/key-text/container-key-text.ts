import { Buffer } from 'node:buffer';
import type { KeyTextKind } from '../../domain/key-text.ts';
import { decodeBase64, derSize } from './der-key.ts';
import type { KeyText } from './key-text.ts';

const marks: readonly (readonly [KeyTextKind, RegExp])[] = [
  ['putty', /PuTTY-User-Key-File-\d/i],
  ['openssh-private', /begin openssh private key|^b3BlbnNzaC1rZXktdjE/i],
  ['pgp', /begin pgp /i],
  ['pkcs12', /begin pkcs ?#?12|begin pfx/i],
  ['csr', /begin (?:new )?certificate request/i],
];

/** Containers of keys in text: PuTTY, OpenSSH, PGP, PKCS #12, keystores, signing requests. Nothing in them is converted. */
export function readContainerText(normal: string): KeyText | undefined {
  const marked = marks.find(([, mark]) => mark.test(normal));
  if (marked) return { kind: marked[0], keys: [] };
  const bytes = normal.length < 80 ? undefined : decodeBase64(normal.replaceAll(/\s/g, ''));
  const kind = bytes && containerKind(bytes);
  return kind && { kind, keys: [] };
}

/** JKS and JCEKS, with their versions. */
const keystoreHeads = ['feedfeed00000001', 'feedfeed00000002', 'cececece00000001', 'cececece00000002'];

/** Object identifiers of PKCS #7 data, in which PKCS #12 begins (RFC 7292 §4). */
const pkcs7Data = Buffer.from('06092a864886f70d0107', 'hex');

/** Which container of keys some bytes are; undefined for other bytes. */
export function containerKind(bytes: Buffer): KeyTextKind | undefined {
  if (keystoreHeads.includes(bytes.subarray(0, 8).toString('hex'))) return 'java-keystore';
  if (derSize(bytes) !== bytes.length) return undefined;
  const head = bytes.subarray(0, 24).toString('hex');
  if (/^30(?:8[123](?:..){1,3}|..)020103/.test(head) && bytes.subarray(0, 48).includes(pkcs7Data))
    return 'pkcs12';
  // A sequence in a sequence, that begins with version 0 (RFC 2986 §4): private keys have it one level up.
  return /^30(?:82....|81..|[0-7].)30(?:82....|81..|[0-7].)020100/.test(head) ? 'csr' : undefined;
}
