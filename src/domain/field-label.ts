import * as v from 'valibot';
import { type FieldName, fieldSchemas } from './configuration.ts';

/** A field's label on the settings page, such as `Username Field`. */
export function fieldLabel(field: FieldName): string {
  return v.getTitle(fieldSchemas[field]) ?? field;
}

/** What a form says beside a field's label, in a few words. */
export const fieldHelp: Readonly<Partial<Record<FieldName, string>>> = {
  enabled: 'accept tokens under it',
  name: 'unique, such as ERP',
  tokenName: 'the parameter, header or cookie with the token',
  expirationTime: 'seconds, or as 24h',
  usernameField: 'claim that holds the login name',
  nameField: 'claim that holds the full name; optional',
  emailField: 'claim that holds the e-mail address; optional',
  userType: 'of the user that a first login creates',
  initializationRoles: 'given on the first login',
  issuer: 'what the iss claim must be; optional',
  audience: 'one of them must be in aud; optional',
  clockTolerance: 'for clocks that differ, as 2m; optional',
};
