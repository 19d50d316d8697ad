import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from './claim-path.ts';
import type { Configuration } from './configuration.ts';
import { isCalendarSecond, isoToMilliseconds, millisecondsToIso } from './instant.ts';

/**
 * The analytics server's own format of a configuration, as its REST interface lists and takes it, beside
 * jwtadm's fields. What the fields cannot express (`inituser`, `creatorId`, unknown members, another order
 * of roles) is kept under `datafor`, so that reading and writing a configuration changes nothing.
 */

/** The members of the server's format that hold secrets, which are never kept under `datafor`. */
const secretMembers: readonly string[] = ['secret', 'initpwd'];

/** How the server calls the types of user among the roles. */
const userTypeNames = {
  Reader: 'SYS_Reader',
  Creator: 'SYS_Creator',
  Administrator: 'Administrator',
} as const;

type UserType = keyof typeof userTypeNames;

/** The fields that name claims, by their members in `fieldmap`. */
const claimFields = { username: 'usernameField', name: 'nameField', email: 'emailField' } as const;

/** The member of the server's format that gives a field, for messages. */
export const dataforMembers: Readonly<Partial<Record<keyof Configuration, string>>> = {
  enabled: 'enable',
  tokenName: 'token_name',
  secretKey: 'secret',
  expirationTime: 'expire',
  usernameField: 'fieldmap.username',
  nameField: 'fieldmap.name',
  emailField: 'fieldmap.email',
  signatureAlgorithm: 'algorithm',
  initializationRoles: 'initroles',
  initialPassword: 'initpwd',
  createdAt: 'createdDate',
  lastModified: 'lastModifiedDate',
};

/** The fields that the server's format has no place for. */
export const fieldsBeyondDatafor = [
  'previousSecret',
  'issuer',
  'audience',
  'clockTolerance',
] as const satisfies readonly (keyof Configuration)[];

/** The secrets of a configuration as the server's format has them: null where they are left out. */
export interface DataforSecrets {
  readonly secret: string | null;
  /** Undefined when the configuration has no initial password. */
  readonly initpwd: string | null | undefined;
}

/**
 * A configuration of the server's format as the document of one in a store, not yet evaluated: what is of another
 * type than it should be is passed on as it is, for the schemas to refuse.
 */
export function fromDatafor(object: JsonObject): JsonObject {
  const fields = readMembers(object);
  const written = writeMembers(fields as Partial<Configuration>);
  const isWritten = (name: string, value: unknown) =>
    Object.hasOwn(written, name) && isDeepStrictEqual(written[name], value);
  const kept = Object.entries(object).filter(
    ([name, value]) => !secretMembers.includes(name) && !isWritten(name, value),
  );
  return defined({ ...fields, datafor: kept.length > 0 ? Object.fromEntries(kept) : undefined });
}

/** A configuration in the server's format. */
export function toDatafor(configuration: Configuration, { secret, initpwd }: DataforSecrets): JsonObject {
  const { datafor: kept = {}, userType, initializationRoles = [] } = configuration;
  const written = writeMembers(configuration);
  const creates = userType !== undefined || initializationRoles.length > 0;
  const members = Object.entries(written).map(([name, value]) => [name, asItWas(name, kept[name], value)]);
  return defined({
    ...{ name: undefined, token_name: undefined, secret, expire: undefined },
    ...Object.fromEntries(members),
    // A value that was read is kept, even if it contradicts the roles.
    inituser: creates ? '1' : '0',
    ...Object.fromEntries(Object.entries(kept).filter(([name]) => !Object.hasOwn(written, name))),
    initpwd,
  });
}

function readMembers(object: JsonObject): JsonObject {
  const fieldmap = isJsonObject(object.fieldmap) ? object.fieldmap : {};
  const claims = Object.entries(claimFields).map(([name, field]) => [field, filled(fieldmap[name])]);
  return defined({
    name: object.name,
    enabled: readFlag(object.enable),
    tokenName: object.token_name,
    secretKey: object.secret,
    expirationTime: object.expire,
    ...Object.fromEntries(claims),
    signatureAlgorithm: object.algorithm,
    ...readRoles(object.initroles),
    initialPassword: object.initpwd,
    createdAt: readMoment(object.createdDate),
    lastModified: readMoment(object.lastModifiedDate),
  });
}

/** All but the secrets and what only the server knows. */
function writeMembers(configuration: Partial<Configuration>): JsonObject {
  const { userType, initializationRoles, createdAt, lastModified } = configuration;
  const claims = Object.entries(claimFields).map(([name, field]) => [name, configuration[field]]);
  const roles = Array.isArray(initializationRoles) ? initializationRoles : [];
  return defined({
    name: configuration.name,
    token_name: configuration.tokenName,
    expire: configuration.expirationTime,
    fieldmap: defined(Object.fromEntries(claims)),
    algorithm: configuration.signatureAlgorithm,
    enable: configuration.enabled ? '1' : '0',
    initroles: userType === undefined ? roles : [userTypeNames[userType], ...roles],
    createdDate: writeMoment(createdAt),
    lastModifiedDate: writeMoment(lastModified),
  });
}

/** A member as it was read, where that still means what is to be written. */
function asItWas(name: string, kept: unknown, value: unknown): unknown {
  if (kept === undefined) return value;
  if (name === 'fieldmap' && isJsonObject(kept) && isJsonObject(value)) return mergeClaims(kept, value);
  return isDeepStrictEqual(readMembers({ [name]: kept }), readMembers({ [name]: value })) ? kept : value;
}

/** The claims as they are now, and of what was kept the members that jwtadm has no field for. */
function mergeClaims(kept: JsonObject, value: JsonObject): JsonObject {
  const others = Object.entries(kept).filter(
    ([name, each]) => !Object.hasOwn(claimFields, name) || filled(each) === undefined,
  );
  return { ...Object.fromEntries(others), ...value };
}

/** Text that says something: the server leaves a field that was not filled in empty. */
function filled(value: unknown): unknown {
  return value === '' || value === null ? undefined : value;
}

function readFlag(value: unknown): unknown {
  return value === '1' ? true : value === '0' ? false : value;
}

function readRoles(roles: unknown): JsonObject {
  if (!Array.isArray(roles)) return { initializationRoles: roles ?? undefined };
  const at = roles.findIndex((role) => userTypeOf(role) !== undefined);
  const rest = at === -1 ? roles : roles.toSpliced(at, 1);
  return { userType: userTypeOf(roles[at]), initializationRoles: rest.length > 0 ? rest : undefined };
}

function userTypeOf(role: unknown): UserType | undefined {
  return (Object.keys(userTypeNames) as UserType[]).find((type) => userTypeNames[type] === role);
}

/** Milliseconds since 1970 as ISO 8601; any other value is returned unchanged. */
function readMoment(value: unknown): unknown {
  const isMoment =
    typeof value === 'number' && Number.isInteger(value) && isCalendarSecond(Math.floor(value / 1000));
  return isMoment ? millisecondsToIso(value) : (value ?? undefined);
}

function writeMoment(value: unknown): unknown {
  return typeof value === 'string' ? isoToMilliseconds(value) : undefined;
}

/** The object without the members that are undefined. */
function defined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
