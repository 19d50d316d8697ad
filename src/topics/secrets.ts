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
          '--secret-ref env:VAR',
          'not stored at all: read from the variable whenever a token is verified; also file:PATH, where a relative path starts at the folder of the store',
        ],
      ],
    },
    'On a terminal `jwtadm create` asks for it, and shows nothing of what is typed.',
    'A secret is text, and its bytes are those of that text unless --secret-encoding says base64, base64url or hex. When issuer and server differ in this, every signature fails; `jwtadm verify` finds out and says which.',
    'A secret that is too short for its algorithm, or well known, is refused unless --allow-weak-secret is given. Of a private key the public half alone is stored.',
    'No output shows a secret, only `jwtadm show --reveal`. What is shown is a fingerprint: within one store, equal fingerprints are equal secrets. Tokens are secrets, too, for as long as they live: `jwtadm verify` takes them from a pipe, a file or a variable.',
    {
      commands: [
        [
          'From a password manager',
          'pass show erp/jwt | jwtadm create ERP --username-field loginname --secret-stdin',
        ],
        ['A new secret for an issuer that has agreed to it', 'jwtadm edit ERP --generate-secret'],
        ['The secret, to hand it over', 'jwtadm show ERP --reveal'],
        ['Weak, shared or missing secrets', 'jwtadm check'],
      ],
    },
  ],
};
