import { Buffer } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import type { Configuration } from '../domain/configuration.ts';
import { toIso } from '../domain/instant.ts';
import {
  EXAMPLE_NOW,
  type Example,
  exampleConfiguration,
  exampleIssuance,
  exampleOf,
  literalSecret,
} from './example.ts';
import {
  EXAMPLE_PREVIOUS_SECRET,
  EXAMPLE_SECRET,
  exampleEcKey,
  exampleEdKey,
  publicPem,
} from './example-keys.ts';
import { goodToken } from './forge-token.ts';

/** Examples of codes for which no token has to be broken: the configuration is at fault, or there is no token. */
export const configurationExamples: Readonly<Record<string, () => Example>> = {
  'configuration-disabled': () => signedUnder(exampleConfiguration({ enabled: false })),
  'token-empty': () => exampleOf(exampleConfiguration(), 'undefined'),
  'token-is-the-secret': () => exampleOf(exampleConfiguration(), EXAMPLE_SECRET),
  'secret-unavailable': () => {
    const reason = 'the environment variable ERP_JWT_SECRET is not set';
    return exampleOf(exampleConfiguration({ secretKey: { env: 'ERP_JWT_SECRET' } }), goodExampleToken(), {
      secret: { ok: false, kind: 'missing', reason },
    });
  },
  'key-unreadable': () => edSignedUnder(edPublicPem().trimEnd().replaceAll('\n', '\\n')),
  'key-not-for-algorithm': () => edSignedUnder(EXAMPLE_SECRET),
  'key-too-weak': () => exampleOf(exampleConfiguration({ secretKey: '' }), goodExampleToken()),
  'secret-too-short': () => signedUnder(exampleConfiguration({ secretKey: 'sixteen letters!' })),
  'secret-is-placeholder': () => signedUnder(exampleConfiguration({ secretKey: 'your-256-bit-secret' })),
  'private-key-stored': () =>
    edSignedUnder(exampleEdKey().export({ type: 'pkcs8', format: 'pem' }).toString()),
  'signed-with-previous-secret': () => {
    const acceptedUntil = toIso(EXAMPLE_NOW + 7200);
    const before = exampleConfiguration({ secretKey: EXAMPLE_PREVIOUS_SECRET });
    const { secretKey } = before;
    return exampleOf(
      exampleConfiguration({ previousSecret: { secretKey, acceptedUntil } }),
      goodToken(exampleIssuance(before)),
    );
  },
  'signed-by-other-configuration': () => {
    const text = `${EXAMPLE_SECRET} but the CRM's`;
    const other = exampleConfiguration({ name: 'CRM', secretKey: text });
    const configuration = exampleConfiguration();
    return exampleOf(
      configuration,
      goodToken({ ...exampleIssuance(configuration), signingKey: keyOf(other) }),
      {
        others: [{ configuration: other, secret: literalSecret(other) }],
      },
    );
  },
};

function keyOf(configuration: Configuration) {
  return () => exampleIssuance(configuration).signingKey();
}

function goodExampleToken(): string {
  return goodToken(exampleIssuance(exampleConfiguration()));
}

function signedUnder(configuration: Configuration): Example {
  return exampleOf(configuration, goodToken(exampleIssuance(configuration)));
}

/** A token that is signed well with Ed25519, under a configuration with that Secret Key. */
function edSignedUnder(secretKey: string): Example {
  return signedUnder(exampleConfiguration({ signatureAlgorithm: 'EdDSA', secretKey }));
}

function edPublicPem(): string {
  return publicPem(exampleEdKey());
}

/** The example's public key as a JWK with an id. */
function edPublicJwk(): string {
  const { kty, crv, x } = createPublicKey(exampleEdKey()).export({ format: 'jwk' });
  return JSON.stringify({ kty, crv, x, kid: '2026-01' });
}

/** Where a token has to be broken under a configuration of its own: what is changed in it. */
export const brokenUnder: Readonly<Record<string, () => Partial<Configuration>>> = {
  'secret-is-base64': () => ({ secretKey: Buffer.from(EXAMPLE_SECRET).toString('base64') }),
  'secret-is-not-base64': () => ({
    secretKey: { value: Buffer.from(EXAMPLE_SECRET).toString('base64'), encoding: 'base64' },
  }),
  'secret-is-hex': () => ({ secretKey: Buffer.from(EXAMPLE_SECRET).toString('hex') }),
  'secret-is-not-hex': () => ({
    secretKey: { value: Buffer.from(EXAMPLE_SECRET).toString('hex'), encoding: 'hex' },
  }),
  'signature-not-padded': () => ({ signatureAlgorithm: 'ES256', secretKey: publicPem(exampleEcKey()) }),
  'token-for-microsoft-graph': () => ({ signatureAlgorithm: 'EdDSA', secretKey: edPublicPem() }),
  'key-id-mismatch': () => ({ signatureAlgorithm: 'EdDSA', secretKey: edPublicJwk() }),
  'secret-is-wrapped': () => ({ secretKey: `JWT_SECRET=${EXAMPLE_SECRET}` }),
  'secret-was-cut': () => ({ secretKey: `${EXAMPLE_SECRET};and-what-is-behind-its-semicolon` }),
  'secret-was-expanded': () => ({ secretKey: 'the-$ecret-of-the-examples-is-public-0001' }),
  'signature-der-encoded': () => ({ signatureAlgorithm: 'ES256', secretKey: publicPem(exampleEcKey()) }),
  'username-ambiguous': () => ({ usernameField: 'user.login' }),
  'algorithm-confusion': () => ({ signatureAlgorithm: 'EdDSA', secretKey: edPublicPem() }),
};
