import type { Buffer } from 'node:buffer';
import { trimWhere } from '../trim-ends.ts';
import { decodeBase64, readDerKey } from './der-key.ts';
import type { KeyText, ReadKey } from './key-text.ts';

/** One block between BEGIN and END, however damaged its marks are. */
interface PemBlock {
  /** As PEM writes it: capitals, one blank between words. */
  readonly label: string;
  readonly body: string;
  /** Whether both marks have five dashes, capitals and the same label. */
  readonly hasWholeMarks: boolean;
}

/** A label in any case, with other characters for its blanks. */
const label = /(?:[a-z0-9]{1,12}[ +_-]{1,5}){0,3}?(?:key|certificate|parameters)/.source;
const beginMark = new RegExp(`\\bbegin[ +_-]{0,5}(${label})[ \\t]{0,5}-{0,10}`, 'gi');
const endMark = new RegExp(`\\bend[ +_-]{0,5}${label}`, 'i');

/** More blocks than any chain of certificates has. */
const MOST_BLOCKS = 16;

/** The blocks of a normalized text. */
function pemBlocks(text: string): PemBlock[] {
  const begins = [...text.matchAll(beginMark)].slice(0, MOST_BLOCKS);
  return begins.map(({ index, 0: mark, 1: words = '' }, place) => {
    const name = labelOf(words);
    const rest = text.slice(index + mark.length, begins[place + 1]?.index);
    const end = endMark.exec(rest);
    const begun = text.slice(Math.max(0, index - 5), index + mark.length);
    const hasWholeMarks = begun === `-----BEGIN ${name}-----` && rest.includes(`-----END ${name}-----`);
    return { label: name, body: trimMarks(end ? rest.slice(0, end.index) : rest), hasWholeMarks };
  });
}

/** The dashes of the marks around a body do not belong to it. */
function trimMarks(body: string): string {
  return trimWhere(body, (character) => '- \n'.includes(character));
}

function labelOf(words: string): string {
  return words
    .replaceAll(/[ +_-]+/g, ' ')
    .trim()
    .toUpperCase();
}

/** PEM documents whose line breaks, marks, label or "+" characters were lost. */
export function readPemText(normal: string, original: string): KeyText | undefined {
  const blocks = pemBlocks(normal);
  if (blocks.length === 0) return undefined;
  const read = blocks.map(readBlock);
  const keys = read.flatMap(({ key }) => key ?? []);
  const kind = kindOf(original, read);
  if (read.some(({ isEncrypted }) => isEncrypted)) {
    return { kind, noun: 'an encrypted private key', keys: [] };
  }
  const several = blocks.length > 1 ? { noun: 'a text with several PEM blocks' } : {};
  return { kind, ...several, keys };
}

/** A block, the key in it, and what had to be repaired. */
interface BlockResult extends PemBlock {
  readonly key: ReadKey | undefined;
  readonly isEncrypted: boolean;
  readonly hasLostPlus: boolean;
  readonly hasWrongLabel: boolean;
}

function readBlock(block: PemBlock): BlockResult {
  const { label, body } = block;
  const isEncrypted = label.startsWith('ENCRYPTED') || /Proc-Type:[^\n]*ENCRYPTED/.test(body);
  const trials = isEncrypted ? [] : bodyTrials(body);
  for (const { bytes, hasLostPlus } of trials) {
    const key = readDerKey(bytes);
    if (!key) continue;
    const hasWrongLabel =
      key.form !== label && !(key.form === 'CERTIFICATE' && label.endsWith('CERTIFICATE'));
    return { ...block, key, isEncrypted, hasLostPlus, hasWrongLabel };
  }
  const hasLostPlus = trials.some((trial) => trial.hasLostPlus) && /\S[ ]\S/.test(body);
  return { ...block, key: undefined, isEncrypted, hasLostPlus, hasWrongLabel: false };
}

/** The bytes that a base64 body may encode: as it is, or with each "+" restored that became a blank. */
export function bodyTrials(body: string): { readonly bytes: Buffer; readonly hasLostPlus: boolean }[] {
  const withoutHeaders = body.replaceAll(/^[A-Za-z][A-Za-z0-9-]*:[^\n]*$/gm, '');
  const rows = withoutHeaders.replaceAll(/[^\w+/= \n-]/g, '');
  const joined = (text: string) => decodeBase64(text.replaceAll(/[\s=]/g, ''));
  const lines = rows.split('\n');
  const restored = [
    lines.map((line) => line.replaceAll(' ', '+')).join(''),
    lines.map((line) => line.trim().replaceAll(' ', '+')).join(''),
    ...refolded(rows),
  ];
  const found = [{ bytes: joined(rows), hasLostPlus: false }];
  if (rows.includes(' ')) for (const each of restored) found.push({ bytes: joined(each), hasLostPlus: true });
  return found.flatMap(({ bytes, hasLostPlus }) => (bytes ? [{ bytes, hasLostPlus }] : []));
}

/** A one-line body whose line breaks and "+" both became blanks: the length of PEM lines distinguishes them. */
function refolded(rows: string): string[] {
  const line = rows.trim();
  if (line.includes('\n')) return [];
  return [64, 76].map((width) => {
    let text = '';
    for (let from = 0; from < line.length; from += width + 1) {
      text += line.slice(from, from + width).replaceAll(' ', '+');
      if (line[from + width] !== ' ') text += line[from + width] ?? '';
    }
    return text;
  });
}

function kindOf(original: string, blocks: readonly BlockResult[]): KeyText['kind'] {
  if (blocks.some(({ hasLostPlus }) => hasLostPlus)) return 'pem-with-lost-plus';
  if (blocks.every(({ hasWholeMarks }) => !hasWholeMarks)) return 'pem-damaged';
  if (blocks.some(({ hasWrongLabel }) => hasWrongLabel)) return 'pem-wrong-label';
  // Literal \n, or no line break at all.
  const isOnOneLine = /\\+n/.test(original) || !/[\n\r]/.test(original.trim());
  return isOnOneLine ? 'pem-on-one-line' : 'pem-damaged';
}
