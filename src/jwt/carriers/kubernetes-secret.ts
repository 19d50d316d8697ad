import { isJsonObject } from '../../domain/claim-path.ts';
import { decodeBase64Text } from '../base64-text.ts';
import { type CarriedField, type CarrierContext, type CarrierReader, message } from './carried-field.ts';

/** A Secret as `kubectl get -o yaml` writes it: values under `data` are base64, values under `stringData` are not. */
export const readKubernetesSecret: CarrierReader = (text, context) => {
  if (!/^(?:data|stringData):[ \t]*\r?$/m.test(text)) return undefined;
  const fields = yamlSections(text).flatMap(({ section, name, value }) => {
    if (section === 'data') return secretDataFields({ [name]: value }, context);
    return section === 'stringData' ? [secretField(name, value, context)] : [];
  });
  return message('Kubernetes Secret', fields, true);
};

/** The fields of a Secret's `data`, decoded. A value that is not base64 is taken as it is: a ConfigMap has such values. */
export function secretDataFields(data: unknown, context: CarrierContext): CarriedField[] {
  if (!isJsonObject(data)) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    typeof value === 'string' ? [secretField(name, decodeBase64Text(value) ?? value, context)] : [],
  );
}

function secretField(name: string, value: string, { tokenName }: CarrierContext): CarriedField {
  return { carrier: 'Kubernetes Secret', name, value: value.trim(), isAsked: name === tokenName };
}

interface YamlField {
  readonly section: string;
  readonly name: string;
  readonly value: string;
}

/** The scalars one level down in a YAML mapping, including multi-line ones; anchors and the like are not read. */
function yamlSections(text: string): YamlField[] {
  const fields: YamlField[] = [];
  let section = '';
  let block: { name: string; lines: string[]; indent: number } | undefined;
  const endBlock = () => {
    if (block) fields.push({ section, name: block.name, value: block.lines.join('\n') });
    block = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const indent = line.search(/\S|$/);
    if (block && (indent > block.indent || line.trim() === '')) {
      block.lines.push(line.trim());
      continue;
    }
    endBlock();
    const heading = /^([\w-]+):[ \t]*$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    const member = /^[ \t]+"?([\w.-]+)"?:[ \t]+(\S.*)$/.exec(line);
    if (!member) continue;
    const [, name = '', value = ''] = member;
    if (/^[|>][+-]?\s*$/.test(value)) block = { name, lines: [], indent };
    else fields.push({ section, name, value: value.trim().replace(/^(["'])(.*)\1$/, '$2') });
  }
  endBlock();
  return fields;
}
