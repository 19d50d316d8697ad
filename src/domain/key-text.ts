/** What a kind of key text is called, and how to get from it to a public key that can be stored. */
interface KeyTextWords {
  /** Follows "is". */
  readonly noun: string;
  /** An imperative clause, for a text that cannot be converted here. */
  readonly advice: string;
}

const FROM_FILE = "store the issuer's public key again, straight from its file";

const words = {
  'certificate-map': {
    noun: 'a JSON map of certificates by key id',
    advice: "keep the one certificate that the token's kid names",
  },
  'service-account': {
    noun: 'a Google service account file, which holds a private key',
    advice: 'store the certificate from its client_x509_cert_url, and keep this file with the issuer alone',
  },
  'pem-in-base64': {
    noun: 'a PEM document that was encoded again in base64',
    advice: 'decode it with `base64 -d`, and store the public key alone',
  },
  'pem-in-json': {
    noun: 'a JSON document with a key inside',
    advice: 'keep the text of the public key alone',
  },
  'pem-on-one-line': {
    noun: 'a PEM document on one line, without its line breaks',
    advice: FROM_FILE,
  },
  'pem-damaged': { noun: 'a damaged PEM document', advice: FROM_FILE },
  'pem-wrong-label': {
    noun: 'a PEM document whose BEGIN line names another kind of content',
    advice: FROM_FILE,
  },
  'pem-with-lost-plus': {
    noun: 'a PEM document in which blanks replace its "+" characters',
    advice: FROM_FILE,
  },
  'der-in-base64': {
    noun: 'a key in DER without the BEGIN and END lines of PEM',
    advice: FROM_FILE,
  },
  'rsa-key-value-xml': {
    noun: 'an RSA key in XML (RSAKeyValue)',
    advice: 'export the public key as PEM: ExportSubjectPublicKeyInfoPem() in .NET',
  },
  'modulus-and-exponent': {
    noun: 'the modulus of an RSA key',
    advice: 'export the public key as PEM with `openssl rsa -in KEY -pubout`',
  },
  'jwk-set': {
    noun: 'a JWK Set ("keys")',
    advice: "keep the one JWK that the token's kid names",
  },
  'ssh-public': {
    noun: 'an OpenSSH public key',
    advice: 'convert it with `ssh-keygen -e -m PKCS8 -f KEY.pub`',
  },
  'openssh-private': {
    noun: 'an OpenSSH private key',
    advice: 'keep it with the issuer alone; `ssh-keygen -y -f KEY > KEY.pub` writes its public half',
  },
  putty: {
    noun: 'a PuTTY key file, which holds a private key',
    advice: 'keep it with the issuer alone; `puttygen KEY.ppk -L -o KEY.pub` writes its public half',
  },
  pgp: {
    noun: 'a PGP key, with which no JWT is signed',
    advice: 'ask the issuer for the public key of its tokens, in PEM or as a JWK',
  },
  pkcs12: {
    noun: 'a PKCS #12 container, which holds a private key',
    advice:
      'keep it with the issuer alone; `openssl pkcs12 -in FILE -clcerts -nokeys -out CERTIFICATE.pem` writes its certificate',
  },
  'java-keystore': {
    noun: 'a Java keystore, which holds a private key',
    advice:
      'keep it with the issuer alone; `keytool -exportcert -rfc -keystore FILE -alias NAME -file CERTIFICATE.pem` writes its certificate',
  },
  csr: {
    noun: 'a certificate signing request',
    advice: 'write its public key with `openssl req -in FILE -noout -pubkey`',
  },
  path: {
    noun: 'the path of a file',
    advice: 'give the file itself with --secret-file, or refer to it with --secret-ref file:PATH',
  },
  url: {
    noun: 'a URL or a document with URLs',
    advice: 'fetch the key from there and store it: jwtadm never fetches keys',
  },
  unknown: {
    noun: 'neither a PEM document ("-----BEGIN …") nor a JWK ("{…}") that can be read',
    advice: "store the issuer's public key in PEM or as a JWK",
  },
} as const satisfies Readonly<Record<string, KeyTextWords>>;

/** What a text looks like that was given as a key or a secret, and is no well-formed PEM or JWK. */
export type KeyTextKind = keyof typeof words;

/** Every kind of key text. */
export const keyTextKinds = Object.keys(words) as readonly KeyTextKind[];

/** What a kind of key text is; follows "is". */
export function keyTextNoun(kind: KeyTextKind): string {
  return words[kind].noun;
}

/** How to get from a kind of key text to a public key that can be stored; an imperative clause. */
export function keyTextAdvice(kind: KeyTextKind): string {
  return words[kind].advice;
}

/** Whether a kind of text only says where a key is. */
export function isPlaceOfKey(kind: KeyTextKind): boolean {
  return kind === 'path' || kind === 'url';
}
