import * as v from 'valibot';
import { type FieldName, fieldSchemas } from './configuration.ts';

/** A field's label on the settings page, such as `Username Field`. */
export function fieldLabel(field: FieldName): string {
  return v.getTitle(fieldSchemas[field]) ?? field;
}
