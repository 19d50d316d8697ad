import { Buffer } from 'node:buffer';
import { isCurvePoint } from './curve-point.ts';
import { hexDigits } from './encoded-key-text.ts';
import type { KeyText } from './key-text.ts';
import { textOf } from './raw-key.ts';

/** Words that name key material, in letters and digits only, so that damaged PEM markers still match. */
const markWords =
  /(?:begin|end)(?:rsa|ec|dsa|openssh|encrypted|ssh2|new|trusted|x509|pgp){0,2}(?:publickey|privatekey|certificate)/;

/** Names and values that occur in documents about keys. */
const documentWords = [
  /<(?:\w{1,16}:)?(?:X509Certificate|X509Data|KeyValue|Modulus)>/i,
  /kty\W{1,6}(?:rsa|ec|okp)\b/i,
  /\bcrv\W{1,6}(?:P-?(?:256|384|521)|secp256k1|Ed25519|Ed448)\b/i,
  /(?:^|[\s{,"'])n["']?\s{0,4}[:=]\s{0,4}["']?[\w+/-]{160}/i,
  /\bjwks_uri\b/,
  /\bv=DKIM1\b/i,
  /\bminisign public key\b/i,
  /^age1[02-9ac-hj-np-z]{58}$/i,
];

/** What is in the bytes of a key, even when they are cut: object identifiers (DER) and type names (SSH), as hexadecimal. */
const keyBytes = [
  '2a864886f70d0101', // rsaEncryption and its relatives
  '2a8648ce3d0201', // ecPublicKey
  '2a8648ce3d030107', // P-256
  '06052b81040022', // P-384
  '06052b81040023', // P-521
  '06032b65700321', // Ed25519, public
  '06032b65700422', // Ed25519, private
  '06032b6571033a', // Ed448, public
  '06032b6571043b', // Ed448, private
  '000000077373682d727361', // ssh-rsa
  '0000000b7373682d65643235353139', // ssh-ed25519
  '65636473612d736861322d6e69737470', // ecdsa-sha2-nistp
  '6f70656e7373682d6b65792d7631', // openssh-key-v1
];

/** All of them in one pattern over bytes as Latin-1: one pass instead of thirteen. */
const keyPattern = new RegExp(keyBytes.map((hex) => hex.replaceAll(/../g, '\\x$&')).join('|'));

/** The encodings in which a key may be written, one in the other. */
const MOST_LAYERS = 3;

/** Texts in which a key can be recognized but not read: cut, damaged, in another notation. */
export function readKeyTraces(normal: string): KeyText | undefined {
  return hasTraces(normal, MOST_LAYERS) ? { kind: 'unknown', noun: NOUN, keys: [] } : undefined;
}

const NOUN = 'a key or certificate in a form that cannot be read';

function hasTraces(text: string, layers: number): boolean {
  if (/begin|end/i.test(text) && markWords.test(text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))) return true;
  if (/[:<=_1]/.test(text) && documentWords.some((pattern) => pattern.test(text))) return true;
  for (const bytes of decodings(text)) {
    if (isKeyMaterial(bytes)) return true;
    const decoded = layers > 1 && bytes.length >= 40 ? textOf(bytes) : undefined;
    if (decoded !== undefined && hasTraces(decoded, layers - 1)) return true;
  }
  return false;
}

/** Whether bytes are of a key: parts of its DER or SSH form, or a point on a curve. */
function isKeyMaterial(bytes: Buffer): boolean {
  return keyPattern.test(bytes.toString('latin1')) || beginsRsaKey(bytes) || isCurvePoint(bytes);
}

/** Every run of base64 or hexadecimal in a text, as bytes: base64 from each of its four alignments. */
function* decodings(text: string): Generator<Buffer> {
  const compact = text.replaceAll(/[\s"'`,\\.]/g, '');
  for (const candidate of compact === text ? [text] : [text, compact]) {
    for (const [run] of candidate.matchAll(/[\w+/-]{40,}/g)) {
      for (let skipped = 0; skipped < 4; skipped += 1) yield Buffer.from(run.slice(skipped), 'base64');
    }
  }
  const hex = hexDigits(text) ?? /(?:[\da-f]{2}[:\s]?){30,}/i.exec(text)?.[0].replaceAll(/[:\s]/g, '');
  if (hex !== undefined && hex.length >= 64) yield Buffer.from(hex, 'hex');
  // A list of bytes, as JavaScript and Java print them.
  const list = /(?:-?\d{1,3},\s{0,2}){30,}-?\d{1,3}/.exec(text)?.[0];
  if (list !== undefined) yield Buffer.from(list.split(',').map(Number));
}

/** PKCS #1, which has no object identifier: the sizes of a sequence and of the modulus at its beginning agree. */
function beginsRsaKey(bytes: Buffer): boolean {
  const [, whole, version, modulus] =
    /^3082(....)(020100)?0282(....)00/.exec(bytes.subarray(0, 12).toString('hex')) ?? [];
  if (whole === undefined || modulus === undefined) return false;
  const rest = Number.parseInt(whole, 16) - Number.parseInt(modulus, 16);
  return version === undefined ? rest > 4 && rest < 24 : rest > 0;
}
