import { type FoundClaim, findClaim, findHiddenClaim, type JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import { hasUnseen } from '../domain/unprintable.ts';
import { isPlaceholderUsername } from './placeholder-username.ts';

/**
 * The user that claims log in as. Undefined without a login name: text that is not blank, no
 * placeholder, without characters that people cannot see, and the only one that Username Field names.
 * Name and e-mail are null where they are not text.
 */
export function mapUser(claims: JsonObject, configuration: Configuration): MappedUser | undefined {
  const username = findClaim(claims, configuration.usernameField)?.value;
  if (!isLoginName(username) || hasOtherUsername(claims, configuration, username)) return undefined;
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
  return (
    typeof value === 'string' && value.trim() !== '' && !hasUnseen(value) && !isPlaceholderUsername(value)
  );
}

/** Whether Username Field also names a nested claim, of another value. */
function hasOtherUsername(claims: JsonObject, { usernameField }: Configuration, username: string): boolean {
  const hidden = findHiddenClaim(claims, usernameField);
  return hidden !== undefined && hidden.value !== username;
}

function textOrNull(found: FoundClaim | undefined): string | null {
  return typeof found?.value === 'string' && found.value.trim() !== '' ? found.value : null;
}
