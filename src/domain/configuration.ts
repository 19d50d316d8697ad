import * as v from 'valibot';
import { signatureAlgorithms } from './algorithm.ts';
import { isJsonObject, type JsonObject } from './claim-path.ts';
import { parseInstant } from './instant.ts';
import { secretKeySchema } from './secret-key.ts';

/** The types of user that a first login may create. */
export const userTypes = ['Reader', 'Creator', 'Administrator'] as const;

const NAME_RULE = 'must be 1 to 64 letters, digits, ".", "_" or "-", with spaces only inside';

/** The names that need no more than ASCII. */
const plainName = /^[\w.-](?:[\w. -]*[\w.-])?$/;

/** Whether a text has the form of a name: {@link namePattern}. */
export function isName(text: string): boolean {
  return plainName.test(text) || namePattern().test(text);
}

/** What a name is. A function, because to load what Unicode calls a letter takes longer than to make all schemas. */
export function namePattern(): RegExp {
  return /^(?:[\p{L}\p{Nd}._-]\p{M}*)(?:(?:[\p{L}\p{Nd}._ -]\p{M}*)*[\p{L}\p{Nd}._-]\p{M}*)?$/u;
}

/** Name: unique after NFC and case folding; see {@link foldName}. */
const name = v.pipe(v.string('must be text'), v.maxLength(64, NAME_RULE), v.check(isName, NAME_RULE));

const tokenName = v.pipe(
  v.string('must be text'),
  v.regex(
    /^[\w.~$![\]-]{1,128}$/,
    'must be 1 to 128 letters, digits, or any of . _ - ~ $ ! [ ]: it names a URL parameter, header, cookie or form field',
  ),
);

const expirationTime = v.pipe(
  v.number('must be a number of seconds'),
  v.integer('must be a whole number of seconds'),
  v.minValue(1, 'must be at least 1 second'),
  v.maxValue(2_147_483_647, 'must be at most 2147483647 seconds (68 years)'),
);

const clockTolerance = v.pipe(
  v.number('must be a number of seconds'),
  v.integer('must be a whole number of seconds'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(86_400, 'must be at most 86400 seconds (24 h)'),
);

/** Text of 1 to `longest` characters, not only blanks, without control characters. */
function plainText(longest: number) {
  const rule = `must be 1 to ${longest} characters, not only blanks and without control characters`;
  return v.pipe(
    v.string('must be text'),
    // First, because the pattern takes quadratic time.
    v.maxLength(longest, rule),
    v.regex(
      /^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$/,
      rule,
    ),
  );
}

/** No list of roles or audiences needs more. */
const MOST_ITEMS = 1000;

const claimField = v.pipe(
  plainText(256),
  v.regex(
    /^(?!\/)|^(?:\/(?:[^/~]|~[01])*)*$/,
    'starts with "/" and so must be a JSON Pointer, with "~0" for "~" and "~1" for "/"',
  ),
);

const timestamp = v.pipe(
  v.string('must be text'),
  v.check(
    (text) => /^\d{4}-\d{2}-\d{2}T.+(?:Z|[+-]\d{2}:\d{2})$/.test(text) && parseInstant(text) !== undefined,
    'must be a time in ISO 8601 with its offset, such as 2025-03-12T15:00:33Z',
  ),
);

const previousKey = v.pipe(
  secretKeySchema,
  v.title('Secret Key'),
  v.description('The secret or public key that was replaced, in any of the forms of Secret Key.'),
);

const acceptedUntil = v.pipe(
  timestamp,
  v.title('Accepted until'),
  v.description('The time (ISO 8601, UTC) from which the previous secret is no longer accepted.'),
);

/**
 * The schema of every field: types, the prompts' and the flags' validation, the store's and the
 * JSON Schema for editors are all this. Each message says what is allowed and reads on from the
 * field's name. Titles are the settings page's labels.
 */
export const fieldSchemas = {
  name: v.pipe(
    name,
    v.title('Name'),
    v.description(
      'Unique identifier of the configuration, for example ERP; compared without regard to case.',
    ),
  ),
  enabled: v.pipe(
    v.boolean('must be true or false'),
    v.title('Enable'),
    v.description('Whether tokens are accepted under this configuration. Absent means disabled.'),
  ),
  tokenName: v.pipe(
    tokenName,
    v.title('Token Name'),
    v.description('Name of the URL query parameter, header, cookie or body field that carries the token.'),
  ),
  secretKey: v.pipe(
    secretKeySchema,
    v.title('Secret Key'),
    v.description(
      'HMAC secret, or the public key (PEM or JWK) for RS, PS, ES and EdDSA: the text itself, or where it is kept.',
    ),
  ),
  previousSecret: v.pipe(
    v.object(
      { secretKey: previousKey, acceptedUntil },
      'must be an object with "secretKey" and "acceptedUntil"',
    ),
    v.title('Previous Secret'),
    v.description('The Secret Key before it was rotated, still accepted until a set time.'),
  ),
  expirationTime: v.pipe(
    expirationTime,
    v.title('Expiration Time'),
    v.description('Validity period of a token in seconds, counted from its iat; 86400 is 24 h.'),
  ),
  usernameField: v.pipe(
    claimField,
    v.title('Username Field'),
    v.description('Claim that holds the login name: a name, a path with dots, or a JSON Pointer.'),
  ),
  nameField: v.pipe(claimField, v.title('Name Field'), v.description('Claim that holds the full name.')),
  emailField: v.pipe(
    claimField,
    v.title('Email Field'),
    v.description('Claim that holds the e-mail address.'),
  ),
  signatureAlgorithm: v.pipe(
    v.picklist(signatureAlgorithms, `must be one of ${signatureAlgorithms.join(', ')}`),
    v.title('Signature Algorithm'),
    v.description('The one algorithm that is accepted.'),
  ),
  userType: v.pipe(
    v.picklist(userTypes, `must be one of ${userTypes.join(', ')}`),
    v.title('User Type'),
    v.description('Type of the user that a first login creates.'),
  ),
  initializationRoles: v.pipe(
    v.array(plainText(128), 'must be a list of role names'),
    v.maxLength(MOST_ITEMS, `must be at most ${MOST_ITEMS} roles`),
    v.title('Initialization Role'),
    v.description('Roles given on the first login.'),
  ),
  initialPassword: v.pipe(
    secretKeySchema,
    v.title('Initial Password'),
    v.description(
      'Password of the user that a first login creates: a secret, in any of the forms of Secret Key.',
    ),
  ),
  issuer: v.pipe(plainText(1024), v.title('Issuer'), v.description('The iss claim must be exactly this.')),
  audience: v.pipe(
    v.array(plainText(1024), 'must be a list of audiences'),
    v.minLength(1, 'must name at least one audience'),
    v.maxLength(MOST_ITEMS, `must be at most ${MOST_ITEMS} audiences`),
    v.title('Audience'),
    v.description('The aud claim must name at least one of these.'),
  ),
  clockTolerance: v.pipe(
    clockTolerance,
    v.title('Clock tolerance'),
    v.description('Seconds by which clocks may differ; widens every comparison of times. Default 0.'),
  ),
  createdAt: v.pipe(
    timestamp,
    v.title('Created'),
    v.description('When the configuration was created (ISO 8601, UTC). Kept by jwtadm.'),
  ),
  lastModified: v.pipe(
    timestamp,
    v.title('Last Modified Date'),
    v.description('When the configuration was last changed (ISO 8601, UTC). Kept by jwtadm.'),
  ),
  lastModifiedBy: v.pipe(
    plainText(256),
    v.title('Last Modified By'),
    v.description('Who last changed the configuration. Kept by jwtadm.'),
  ),
  creator: v.pipe(
    plainText(256),
    v.title('Creator'),
    v.description('Who created the configuration. Kept by jwtadm.'),
  ),
  datafor: v.pipe(
    v.custom<JsonObject>(isJsonObject, 'must be an object'),
    v.title('Datafor'),
    v.description(
      "What the analytics server's own format says beyond the other keys. Kept by import for export.",
    ),
  ),
} as const;

export const configurationSchema = v.object(
  {
    name: fieldSchemas.name,
    enabled: v.optional(fieldSchemas.enabled, false),
    tokenName: fieldSchemas.tokenName,
    secretKey: fieldSchemas.secretKey,
    previousSecret: v.optional(fieldSchemas.previousSecret),
    expirationTime: fieldSchemas.expirationTime,
    usernameField: fieldSchemas.usernameField,
    nameField: v.optional(fieldSchemas.nameField),
    emailField: v.optional(fieldSchemas.emailField),
    signatureAlgorithm: fieldSchemas.signatureAlgorithm,
    userType: v.optional(fieldSchemas.userType),
    initializationRoles: v.optional(fieldSchemas.initializationRoles),
    initialPassword: v.optional(fieldSchemas.initialPassword),
    issuer: v.optional(fieldSchemas.issuer),
    audience: v.optional(fieldSchemas.audience),
    clockTolerance: v.optional(fieldSchemas.clockTolerance),
    createdAt: v.optional(fieldSchemas.createdAt),
    lastModified: v.optional(fieldSchemas.lastModified),
    lastModifiedBy: v.optional(fieldSchemas.lastModifiedBy),
    creator: v.optional(fieldSchemas.creator),
    datafor: v.optional(fieldSchemas.datafor),
  },
  'must be an object',
);

/** One issuer's configuration, as every part of the program but the store's reader takes it. */
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** Fields of a configuration that are set to another value; undefined takes an optional one away. */
export type FieldChanges = { [F in keyof Configuration]?: Configuration[F] | undefined };

/** A Secret Key that was replaced by another one, and until when it is accepted beside that. */
export type PreviousSecret = NonNullable<Configuration['previousSecret']>;

/** The key of a configuration's field in the store. */
export type FieldName = keyof typeof fieldSchemas;

/** What a new configuration gets where nothing else is said. */
export const configurationDefaults = {
  enabled: false,
  tokenName: 'token',
  expirationTime: 86_400,
  signatureAlgorithm: 'HS256',
} as const satisfies Partial<Configuration>;

/**
 * The form in which names are compared: NFC, then case folded, so that `ERP`, `erp` and a
 * decomposed accent are one name.
 */
export function foldName(text: string): string {
  // What all but few names are, and a store may hold many.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  // Upper case first, so that ß and ſ meet their two-letter and long forms.
  return text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Checks one value against its field's schema: the message, or undefined when it is allowed. */
export function fieldFault(field: FieldName, value: unknown): string | undefined {
  const result = v.safeParse(fieldSchemas[field], value, { abortPipeEarly: true });
  return result.success ? undefined : result.issues[0].message;
}
