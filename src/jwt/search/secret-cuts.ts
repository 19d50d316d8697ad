import { bytesStep, type KeyMaterial, type KeyStep, textStep } from './key-material.ts';

const damage = 'secret-was-cut';

/** Lengths at which columns, ciphers and bcrypt cut a secret off, in bytes. */
const lengths = [16, 24, 32, 48, 64, 72, 128, 256];

const ends = [
  ['=', 'cut off at its "="'],
  ['#', 'cut off at its "#"'],
  [';', 'cut off at its ";"'],
  ['&', 'cut off at its "&"'],
  [' ', 'cut off at its first space'],
  ['\n', 'cut off at its first line break'],
] as const;

/** What is left of a secret whose end was lost. */
export function cuts({ text, bytes }: KeyMaterial): KeyStep[] {
  const nul = bytes.indexOf(0);
  const withoutPadding = text?.replace(/=+$/, '');
  return [
    ...(text === undefined || withoutPadding === undefined || withoutPadding === text
      ? []
      : textStep(damage, 'without the "=" at its end', withoutPadding)),
    ...ends.flatMap(([end, how]) => {
      const at = text?.indexOf(end) ?? -1;
      return at < 1 || text === undefined ? [] : textStep(damage, how, text.slice(0, at));
    }),
    ...(nul < 1 ? [] : bytesStep(damage, 'cut off at its first NUL byte', bytes.subarray(0, nul))),
    ...lengths
      .filter((length) => length < bytes.length)
      .flatMap((length) => bytesStep(damage, `cut off after ${length} bytes`, bytes.subarray(0, length))),
  ];
}

/** What the secret was before the padding of its base64 was lost. */
export function restorations({ text }: KeyMaterial): KeyStep[] {
  if (text === undefined || !/^[\w+/-]+$/.test(text)) return [];
  return [
    ...textStep(damage, 'with the "=" at its end that is missing here', `${text}=`),
    ...textStep(damage, 'with the "==" at its end that is missing here', `${text}==`),
  ];
}
