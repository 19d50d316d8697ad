import { type CarriedField, type CarrierReader, oneList } from './carried-field.ts';

const disposition = /^Content-Disposition[ \t]*:.*?\bname=(?:"([^"]*)"|([^\s;]+))/i;

/** A body of multipart/form-data (RFC 7578): named parts, separated by lines that begin with the boundary. */
export const readMultipart: CarrierReader = (text, { tokenName }) => {
  if (!text.startsWith('--') || !/^Content-Disposition[ \t]*:/im.test(text)) return undefined;
  const lines = text.split(/\r?\n/);
  const boundary = lines[0]?.trimEnd() ?? '';
  const fields: CarriedField[] = [];
  let name: string | undefined;
  let value: string[] | undefined;
  const endPart = () => {
    if (name !== undefined && value) {
      fields.push({
        carrier: 'multipart body',
        name,
        value: value.join('\n'),
        isAsked: name === tokenName,
      });
    }
    name = undefined;
    value = undefined;
  };
  for (const line of lines) {
    if (line.startsWith(boundary)) endPart();
    else if (value) value.push(line);
    else if (line === '') value = [];
    else {
      const named = disposition.exec(line);
      name = named ? (named[1] ?? named[2]) : name;
    }
  }
  endPart();
  return oneList('multipart body', fields);
};
