import { type KeyMaterial, type KeyStep, textStep } from './key-material.ts';

/** The text with other whitespace in it or around it. */
export function whitespaceEdits({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const damage = 'secret-has-whitespace';
  return [
    ...textStep(damage, 'without the spaces around it', text.trim()),
    ...textStep(damage, 'with a line break (LF) at its end', `${text}\n`),
    ...textStep(damage, 'with a line break (CR LF) at its end', `${text}\r\n`),
    ...textStep(damage, 'with a carriage return (CR) at its end', `${text}\r`),
    ...textStep(damage, 'with two line breaks at its end', `${text}\n\n`),
    ...textStep(damage, 'with a space at its end', `${text} `),
    ...textStep(damage, 'with a space at its beginning', ` ${text}`),
    ...textStep(damage, 'without any spaces and line breaks in it', text.replaceAll(/\s/g, '')),
    ...textStep(damage, 'with LF line breaks', text.replaceAll('\r\n', '\n')),
    ...textStep(damage, 'with CR LF line breaks', text.replaceAll(/\r?\n/g, '\r\n')),
    ...textStep(damage, 'with a tab at its end', `${text}\t`),
  ];
}

/** The text with or without quotes around it. */
export function quoteEdits({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined) return [];
  const damage = 'secret-was-quoted';
  const inner = /^\s*(["'`])(.*)\1\s*$/s.exec(text)?.[2];
  return [
    ...(inner === undefined ? [] : textStep(damage, 'without the quotes around it', inner)),
    ...textStep(damage, 'with double quotes around it', `"${text}"`),
    ...textStep(damage, 'with single quotes around it', `'${text}'`),
    ...textStep(damage, 'with double quotes around it and a line break behind them', `"${text}"\n`),
    ...textStep(damage, 'with backticks around it', `\`${text}\``),
  ];
}
