import type { Buffer } from 'node:buffer';
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

const beginMark = /(-*)[ \t]*\bbegin[ +_-]*((?:[a-z0-9]+[ +_-]*){1,4})(-*)/gi;

/** The marks that a base64 body cannot hold by chance. */
const knownLabel = /(?:KEY|CERTIFICATE|REQUEST|PKCS7|PKCS12|MESSAGE|BLOCK|PARAMETERS)$/;

/** The blocks of a normalized text. */
function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (const { index, 0: mark, 1: before = '', 2: words = '', 3: after = '' } of text.matchAll(beginMark)) {
    const label = labelOf(words);
    if (!knownLabel.test(label)) continue;
    const dashes = `${after}${/[ +_-]*$/.exec(words)?.[0] ?? ''}`.replaceAll(/[^-]/g, '');
    const rest = text.slice(index + mark.length);
    const end = /[-\s]*\bend[ +_-]*((?:[a-z0-9]+[ +_-]*){1,4})/i.exec(rest);
    const isWhole = `-----BEGIN ${label}-----` === `${before}BEGIN ${words.replace(/[ +_-]*$/, '')}${dashes}`;
    const hasEnd = rest.includes(`-----END ${label}-----`);
    blocks.push({ label, body: end ? rest.slice(0, end.index) : rest, hasWholeMarks: isWhole && hasEnd });
  }
  return blocks;
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
    const hasWrongLabel = key.form !== label && !(key.form === 'CERTIFICATE' && label.endsWith('CERTIFICATE'));
    return { ...block, key, isEncrypted, hasLostPlus, hasWrongLabel };
  }
  const hasLostPlus = trials.some((trial) => trial.hasLostPlus) && /\S[ ]\S/.test(body);
  return { ...block, key: undefined, isEncrypted, hasLostPlus, hasWrongLabel: false };
}

/** The bytes that a body of base64 may stand for, as it is or with the "+" put back that became blanks. */
export function bodyTrials(body: string): { readonly bytes: Buffer; readonly hasLostPlus: boolean }[] {
  const withoutHeaders = body.replaceAll(/^[A-Za-z][A-Za-z0-9-]*:[^\n]*$/gm, '');
  const rows = withoutHeaders.replaceAll(/[^\w+/= \n-]/g, '');
  const joined = (text: string) => decodeBase64(text.replaceAll(/[\s=]/g, ''));
  const lines = rows.split('\n').map((line) => line.trim());
  const restored = [lines.map((line) => line.replaceAll(' ', '+')).join(''), ...refolded(rows)];
  const found = [{ bytes: joined(rows), hasLostPlus: false }];
  if (/\S \S/.test(rows)) for (const each of restored) found.push({ bytes: joined(each), hasLostPlus: true });
  return found.flatMap(({ bytes, hasLostPlus }) => (bytes ? [{ bytes, hasLostPlus }] : []));
}

/** A body on one line whose line breaks and "+" both became blanks: they are told apart by the length of PEM's lines. */
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
