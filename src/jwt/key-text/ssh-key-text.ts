import type { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { decodeBase64, jwkKey, rsaKey } from './der-key.ts';
import type { KeyText, ReadKey } from './key-text.ts';

const keyTypes = /(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-[\w.@-]+)/;
const publicLine = new RegExp(
  `(?:^|[\\s"'])${keyTypes.source}(?:-cert-v01@openssh\\.com)?\\s+(AAAA[\\w+/=-]*)`,
  'g',
);
const ssh2Begin = /BEGIN SSH2 PUBLIC KEY[ -]*\n/i;
/** How the wire form of each key begins in base64: the length and the name of its type (RFC 4253 §6.6). */
const bareBody = /^AAAA(?:B3NzaC1yc2E|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTItbmlzdH)[\w+/\s=-]*$/;

/** Public keys of OpenSSH: lines of `authorized_keys`, the SSH2 form, or the base64 alone. */
export function readSshPublicText(normal: string): KeyText | undefined {
  if (!/AAAA|SSH2/i.test(normal)) return undefined;
  const lines = [...normal.matchAll(publicLine)].map((match) => match[1] ?? '');
  const bodies = lines.length > 0 ? lines : otherBodies(normal);
  if (bodies.length === 0) return undefined;
  const keys = bodies.flatMap((body): ReadKey[] => {
    const bytes = decodeBase64(body.replaceAll(/\s/g, ''));
    const key = bytes && readWireKey(bytes);
    return key ? [{ key, holdsPrivateKey: false }] : [];
  });
  return { kind: 'ssh-public', keys };
}

function otherBodies(text: string): string[] {
  const begin = ssh2Begin.exec(text);
  if (begin) {
    const [block = ''] = text.slice(begin.index + begin[0].length).split(/-+ ?END SSH2/i, 1);
    // Headers such as Comment end with their line, or go on behind a backslash (RFC 4716 §3.3).
    return [block.replaceAll(/^[\w-]+:(?:[^\n]*\\\n)*[^\n]*$/gm, '')];
  }
  return bareBody.test(text) ? [text] : [];
}

/** The public key in SSH's wire form (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
function readWireKey(bytes: Buffer): KeyObject | undefined {
  const [type, first, second, ...more] = wireStrings(bytes) ?? [];
  if (!type || !first || more.length > 0) return undefined;
  switch (type.toString('latin1')) {
    case 'ssh-rsa':
      return second && rsaKey(withoutSign(second), withoutSign(first));
    case 'ssh-ed25519':
      return jwkKey({ kty: 'OKP', crv: 'Ed25519', x: first.toString('base64url') });
    default:
      return second && ecKey(first.toString('latin1'), second);
  }
}

function ecKey(curve: string, point: Buffer): KeyObject | undefined {
  const crv = `P-${curve.replace('nistp', '')}`;
  const half = (point.length - 1) / 2;
  if (point[0] !== 4) return undefined;
  const [x, y] = [point.subarray(1, 1 + half), point.subarray(1 + half)];
  return jwkKey({ kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') });
}

/** The strings of a wire form, each behind its length; undefined when they do not fill it. */
function wireStrings(bytes: Buffer): Buffer[] | undefined {
  const strings: Buffer[] = [];
  let from = 0;
  while (from + 4 <= bytes.length && strings.length < 8) {
    const to = from + 4 + bytes.readUInt32BE(from);
    if (to > bytes.length) return undefined;
    strings.push(bytes.subarray(from + 4, to));
    from = to;
  }
  return from === bytes.length ? strings : undefined;
}

function withoutSign(number: Buffer): Buffer {
  return number[0] === 0 ? number.subarray(1) : number;
}
