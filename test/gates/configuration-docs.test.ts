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

A store is one JSON file in UTF-8, and each configuration in it has the keys of the table below:

\`\`\`json
{ "$schema": "…", "version": 1, "fingerprintKey": "…", "encryption": { … }, "configurations": [ … ] }
\`\`\`

jwtadm makes \`fingerprintKey\`. It also makes \`encryption\`, in stores with [encrypted secrets](secrets.md). Unknown keys
are kept as they are, here and in every configuration. \`jwtadm.schema.json\` describes all of this to editors, and
\`config.example.json\` is an example.

| key | label | required | default | meaning |
|---|---|---|---|---|
${fields.map(row).join('\n')}

## secretKey

The text of the secret, or an object with exactly one source and, if needed, the encoding of the text:

| form | the secret is |
|---|---|
| \`"text"\` | this text |
| \`{ "value": "text", "encoding": "base64" }\` | this text, decoded |
| \`{ "env": "ERP_JWT_SECRET" }\` | in an environment variable |
| \`{ "encrypted": "…" }\` | this ciphertext, which \`jwtadm encrypt\` made |
| \`{ "file": "/run/secrets/erp" }\` | in a file, without one line break at its end; a relative path starts at the store's folder |

\`encoding\` is \`utf8\` (the default), \`base64\`, \`base64url\` or \`hex\`. For RS, PS, ES and EdDSA the text is the public
key: PEM (SPKI, PKCS#1 or an X.509 certificate) or a JWK. For HS it may be a JWK of type \`oct\`. A secret or key has at most
64 KiB.

## previousSecret

The Secret Key before its [rotation](rotation.md), and the time until which it is accepted:
\`{ "secretKey": …, "acceptedUntil": "2026-03-02T12:00:00Z" }\`. \`secretKey\` takes any of the forms above. Until that time,
tokens signed with either secret are accepted, if they use the Signature Algorithm. Clock tolerance does not extend it.

## initialPassword, datafor

These keep what the analytics server's format has and the settings page does not. \`jwtadm import\` fills them, so that
\`jwtadm export --format datafor --reveal\` writes exactly what was read:

- \`initialPassword\` holds \`initpwd\`. It is a secret in any of the forms above, hidden and encrypted like one.
- \`datafor\` holds everything else, such as \`inituser\` and \`creatorId\`.

The other fields take precedence if you change them after the import.

## Fields that name claims

\`usernameField\`, \`nameField\` and \`emailField\` name a claim in one of three ways, tried in this order:

1. The claim with exactly this name, if there is one: \`https://example.com/login\` works.
2. With a leading \`/\`, a JSON Pointer: \`/user/loginname\`, \`/users/0/name\`.
3. With dots, a nested claim: \`user.loginname\`.
`;
}

function row(field: FieldName): string {
  const schema = fieldSchemas[field];
  const isRequired = configurationSchema.entries[field].type !== 'optional';
  const defaults: Partial<Record<FieldName, unknown>> = configurationDefaults;
  const value = defaults[field];
  return `| \`${field}\` | ${v.getTitle(schema)} | ${isRequired ? 'yes' : '–'} | ${value === undefined ? '–' : `\`${value}\``} | ${v.getDescription(schema)} |`;
}
