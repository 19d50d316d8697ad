import { isCompleteToken } from '../complete-token.ts';
import {
  type CarriedField,
  type CarrierContext,
  type CarrierReader,
  fieldChunks,
  isFieldName,
  message,
} from './carried-field.ts';
import { headerFields, isCredentialHeader } from './header-fields.ts';

/** Rows of a table, as developer tools and databases copy them: the cell before the token holds its name. */
export const readTableRow: CarrierReader = (text, context) => {
  const inRows = fieldChunks(text, '\n').flatMap((line) => cellFields(line.split(/\t|\|/), context));
  // Chrome's list of headers is copied with each name on one line and its value on the next.
  const onLines = cellFields(fieldChunks(text, '\n'), context).filter(({ isAsked }) => isAsked);
  const fields = [...inRows, ...onLines];
  return fields.length === 0 ? undefined : message('table row', fields, true);
};

function cellFields(given: readonly string[], context: CarrierContext): CarriedField[] {
  const cells = given.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return cells.flatMap((cell, index) => {
    const name = cells[index - 1]?.replace(/:$/, '');
    const isToken = isCompleteToken(cell.replace(/^Bearer\s+/i, ''));
    if (!isToken || name === undefined || !isFieldName(name)) return [];
    if (isCredentialHeader(name)) return headerFields(name, cell, context);
    return [{ carrier: 'table row', name, value: cell, isAsked: name === context.tokenName }];
  });
}
