import type { Page } from '../terminal/page.ts';

/** `jwtadm help secrets`. */
export const secretsPage: Page = {
  title: 'Secrets and keys',
  summary: 'how to give them, where they are kept, what is safe',
  parts: [
    "A configuration has one Secret Key. For the HS algorithms it is a secret shared with the issuer; for RS, PS, ES and EdDSA it is the issuer's public key as PEM or JWK. It is never a flag's value, because the process list and the shell history would show it. `jwtadm create` and `jwtadm edit` accept:",
    {
      terms: [
        ['--secret-stdin', 'read it from a pipe; one line break at the end is ignored'],
        ['--secret-file FILE', 'read it from a file, also one such as <(pass show erp)'],
        ['--secret-env VAR', 'read it from a variable'],
        ['--generate-secret', 'generate a random secret of the right size'],
        [
          '--generate-key FILE',
          'generate a key pair: the private key goes to this new file, for the issuer; the public key goes into the store',
        ],
        [
          '--secret-ref env:VAR',
          'store only the reference and read the variable each time a token is verified; file:PATH does the same with a file',
        ],
      ],
    },
    'On a terminal `jwtadm create` asks for the secret and does not show what you type.',
    'A secret is text. Its bytes are the UTF-8 bytes of that text, unless --secret-encoding says base64, base64url or hex. If issuer and server differ here, every signature fails; `jwtadm verify` detects this and says which encoding is right.',
    'A secret that is well known, or too short for its algorithm, is refused unless you give --allow-weak-secret. If you give a private key, only its public half is stored.',
    'Secrets in the store can be encrypted, for age recipients or with a passphrase. Run `jwtadm encrypt` once; from then on `jwtadm create` and `jwtadm edit` encrypt new secrets. To read one, give the identity or the passphrase with --identity-file, --passphrase-file or a variable (`jwtadm help environment`). `jwtadm rekey` changes who can decrypt the secrets; `jwtadm decrypt` removes the encryption.',
    'To replace a secret without a failed login, use `jwtadm edit` with --rotate-secret: both secrets are accepted for the time that --grace gives. If a secret has leaked, replace it at once, without --rotate-secret.',
    'Only `jwtadm show --reveal` shows a secret. Other output shows a fingerprint: within one store, equal fingerprints mean equal secrets. A token is also a secret until it expires: give it to `jwtadm verify` through a pipe, a file or a variable.',
    {
      commands: [
        [
          'From a password manager',
          'pass show erp/jwt | jwtadm create ERP --username-field loginname --secret-stdin',
        ],
        [
          'A new secret; the old one is accepted for two more days',
          'jwtadm edit ERP --rotate-secret --grace 48h --generate-secret',
        ],
        [
          'Encrypt the secrets of this store for a new identity',
          'jwtadm encrypt --generate-identity ~/.jwtadm-identity',
        ],
        ['Print the secret, to give it to the issuer', 'jwtadm show ERP --reveal'],
        ['Find weak, shared or missing secrets', 'jwtadm check'],
      ],
    },
  ],
};
