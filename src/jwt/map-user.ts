import { type FoundClaim, findClaim, type JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import { hasUnseen } from '../domain/unprintable.ts';

/**
 * The user that claims log in as. Undefined without a login name: text that is not blank and
 * without characters that people cannot see. Name and e-mail are null where they are not text.
 */
export function mapUser(claims: JsonObject, configuration: Configuration): MappedUser | undefined {
  const username = findClaim(claims, configuration.usernameField)?.value;
  if (!isLoginName(username)) return undefined;
  const optional = (field: string | undefined) =>
    field === undefined ? null : textOrNull(findClaim(claims, field));
  return {
    username,
    name: optional(configuration.nameField),
    email: optional(configuration.emailField),
    userType: configuration.userType ?? null,
    roles: configuration.initializationRoles ?? [],
  };
}

function isLoginName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !hasUnseen(value);
}

function textOrNull(found: FoundClaim | undefined): string | null {
  return typeof found?.value === 'string' && found.value.trim() !== '' ? found.value : null;
}
