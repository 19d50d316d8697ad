import type { Page } from '../terminal/page.ts';

export const secretsPage: Page = {
  title: 'Secrets and keys',
  summary: 'how they are given, where they are kept, what is safe',
  parts: [
    "A configuration has one Secret Key: for the HS algorithms a secret that the issuer shares, for RS, PS, ES and EdDSA the issuer's public key as PEM or JWK. It is never taken from the value of a flag, where the process list and the history of the shell show it. `jwtadm create` and `jwtadm edit` take one of these:",
    {
      terms: [
        ['--secret-stdin', 'from a pipe; one line break at the end does not count'],
        ['--secret-file FILE', 'from a file, also one such as <(pass show erp)'],
        ['--secret-env VAR', 'from a variable'],
        ['--generate-secret', 'a new random one of the right size, shown once'],
        [
          '--generate-key FILE',
          'a new key pair: the private key goes into this new file, for the issuer, and the public one into the store',
        ],
        [
          '--secret-ref env:VAR',
          'not stored at all: read from the variable whenever a token is verified; file:PATH is a file in the same way',
        ],
      ],
    },
    'On a terminal `jwtadm create` asks for it, and shows nothing of what is typed.',
    'A secret is text, and its bytes are those of that text unless --secret-encoding says base64, base64url or hex. When issuer and server differ in this, every signature fails; `jwtadm verify` finds out and says which.',
    'A secret that is too short for its algorithm, or well known, is refused unless --allow-weak-secret is given. Of a private key the public half alone is stored.',
    'What stands in the store can be encrypted, for age recipients or with a passphrase: `jwtadm encrypt` does that once, and `jwtadm create` and `jwtadm edit` from then on. Who needs a secret gives the identity or the passphrase with --identity-file, --passphrase-file or a variable (`jwtadm help environment`); `jwtadm rekey` changes who can open the secrets, `jwtadm decrypt` takes the encryption away.',
    'A secret is replaced without a failed login by `jwtadm edit` with --rotate-secret: both are accepted for as long as --grace says. One that has leaked is replaced at once, without it.',
    'No output shows a secret, only `jwtadm show --reveal`. What is shown is a fingerprint: within one store, equal fingerprints are equal secrets. Tokens are secrets, too, for as long as they live: `jwtadm verify` takes them from a pipe, a file or a variable.',
    {
      commands: [
        [
          'From a password manager',
          'pass show erp/jwt | jwtadm create ERP --username-field loginname --secret-stdin',
        ],
        [
          'A new secret; the old one is accepted for two days more',
          'jwtadm edit ERP --rotate-secret --grace 48h --generate-secret',
        ],
        [
          'Encrypt the secrets of this store for a new identity',
          'jwtadm encrypt --generate-identity ~/.jwtadm-identity',
        ],
        ['The secret, to hand it over', 'jwtadm show ERP --reveal'],
        ['Weak, shared or missing secrets', 'jwtadm check'],
      ],
    },
  ],
};
