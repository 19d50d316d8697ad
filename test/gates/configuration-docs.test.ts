import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  configurationDefaults,
  configurationSchema,
  type FieldName,
  fieldSchemas,
} from '../../src/domain/configuration.ts';
import { holdsLiteralSecret } from '../../src/domain/configuration-secrets.ts';
import { readJson } from '../../src/domain/json-text.ts';
import { readStoreFile } from '../../src/domain/store-file.ts';
import { expectGenerated, repository } from '../support/generated-file.ts';

const fields = Object.keys(fieldSchemas) as FieldName[];

describe('docs/configuration.md', () => {
  it('describes every field of the schema', () => {
    expectGenerated('docs/configuration.md', document());
  });
});

describe('config.example.json', () => {
  const text = readFileSync(new URL('config.example.json', repository), 'utf8');
  const json = readJson(text);
  const reading = readStoreFile(json.ok ? json.value : undefined);
  const configurations = reading.ok ? reading.store.configurations : [];

  it('is a valid store of three configurations at least', () => {
    expect(reading.ok && configurations.map(({ name }) => name)).toEqual(['ERP', 'CRM', 'Portal']);
  });

  it('holds no literal secret', () => {
    expect(configurations.filter(holdsLiteralSecret)).toEqual([]);
  });
});

function document(): string {
  return `# The store and its configurations

A store is a JSON file in UTF-8:

\`\`\`json
{ "$schema": "…", "version": 1, "fingerprintKey": "…", "encryption": { … }, "configurations": [ … ] }
\`\`\`

\`fingerprintKey\` is made by jwtadm, and so is \`encryption\`, in stores whose secrets are encrypted ([secrets.md](secrets.md)). Keys that jwtadm does not know are kept as they are, here and in every
configuration. \`jwtadm.schema.json\` tells editors all of this; \`config.example.json\` is an example.

A configuration has these keys:

| key | label | required | default | meaning |
|---|---|---|---|---|
${fields.map(row).join('\n')}

## secretKey

The secret's text itself, or an object with exactly one source and, where needed, the encoding of that text:

| form | the secret is |
|---|---|
| \`"text"\` | this text |
| \`{ "value": "text", "encoding": "base64" }\` | this text, decoded |
| \`{ "env": "ERP_JWT_SECRET" }\` | in an environment variable |
| \`{ "encrypted": "…" }\` | this ciphertext, which \`jwtadm encrypt\` made |
| \`{ "file": "/run/secrets/erp" }\` | in a file; a relative path starts at the store's folder, and one line break at the end does not count |

\`encoding\` is \`utf8\` (the default), \`base64\`, \`base64url\` or \`hex\`. For RS, PS, ES and EdDSA the text is the public key: PEM
(SPKI, PKCS#1 or an X.509 certificate) or a JWK. For HS it may be a JWK of type \`oct\`. No secret or key has more than 64 KiB.

## previousSecret

The Secret Key before it was rotated: \`{ "secretKey": …, "acceptedUntil": "2026-03-02T12:00:00Z" }\`, the former in any of the
forms above. Until that moment, which no clock tolerance moves, tokens that are signed with either are accepted, if they have the
one Signature Algorithm. [rotation.md](rotation.md) tells how to rotate a secret.

## initialPassword, datafor

\`jwtadm import\` keeps what the analytics server's own format says and the settings page has no field for, so that
\`jwtadm export --format datafor --reveal\` writes just what was read: \`initpwd\` as \`initialPassword\`, a secret in any of the
forms above, which is hidden and encrypted like one; all else, such as \`inituser\` and \`creatorId\`, as it stands in \`datafor\`.
What is edited in between takes precedence.

## Fields that name claims

\`usernameField\`, \`nameField\` and \`emailField\` name the claim of exactly that name if there is one
(\`https://example.com/login\` works), else a nested claim with dots (\`user.loginname\`); with a leading \`/\` they are JSON
Pointers (\`/user/loginname\`, \`/users/0/name\`).
`;
}

function row(field: FieldName): string {
  const schema = fieldSchemas[field];
  const isRequired = configurationSchema.entries[field].type !== 'optional';
  const defaults: Partial<Record<FieldName, unknown>> = configurationDefaults;
  const value = defaults[field];
  return `| \`${field}\` | ${v.getTitle(schema)} | ${isRequired ? 'yes' : '–'} | ${value === undefined ? '–' : `\`${value}\``} | ${v.getDescription(schema)} |`;
}
