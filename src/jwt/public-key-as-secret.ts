import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';

/** The forms of a public key in which an attacker would use it as the secret of an HMAC. */
export function publicKeyAsSecrets(text: string, key: KeyObject): Buffer[] {
  const pems = [
    text,
    exportPem(key, 'spki'),
    ...(key.asymmetricKeyType === 'rsa' ? [exportPem(key, 'pkcs1')] : []),
  ];
  const texts = pems.flatMap((pem) => {
    const trimmed = pem.trim();
    const lines = [trimmed, trimmed.replaceAll(/\r?\n/g, '\r\n'), trimmed.replaceAll(/\r?\n/g, '')];
    return [pem, ...lines.flatMap((each) => [each, `${each}\n`, `${each}\r\n`]), bodyOf(trimmed)];
  });
  const der = key.export({ type: 'spki', format: 'der' });
  return [...[...new Set(texts)].map((each) => Buffer.from(each, 'utf8')), der];
}

function exportPem(key: KeyObject, type: 'spki' | 'pkcs1'): string {
  return key.export({ type, format: 'pem' }).toString();
}

/** The base64 between the BEGIN and END lines. */
function bodyOf(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----/g, '').replaceAll(/\s/g, '');
}
