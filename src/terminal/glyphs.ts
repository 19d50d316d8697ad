/** The signs that reports are drawn with, each one column wide. None of them carries meaning alone. */
export interface Glyphs {
  readonly passed: string;
  readonly failed: string;
  readonly skipped: string;
  readonly warning: string;
  /** Between an old value and a new one; may be wider than one column. */
  readonly arrow: string;
  readonly ellipsis: string;
  /** A token's life: its ends, other times on it, now, and the line while it is good, is not, and beyond. */
  readonly lifeStart: string;
  readonly lifeEnd: string;
  readonly lifeTick: string;
  readonly lifeNow: string;
  readonly lifeUsable: string;
  readonly lifeUnusable: string;
  readonly lifeOutside: string;
  /** Where the line of a life is not to scale. */
  readonly lifeBreak: string;
  /** One column of a bar of a chart. */
  readonly bar: string;
  /** The borders of a table; undefined means cli-table3's own. */
  readonly border: Readonly<Record<string, string>> | undefined;
}

export const unicodeGlyphs: Glyphs = {
  passed: '✓',
  failed: '✗',
  skipped: '–',
  warning: '!',
  arrow: '→',
  ellipsis: '…',
  lifeStart: '├',
  lifeEnd: '┤',
  lifeTick: '┼',
  lifeNow: '●',
  lifeUsable: '━',
  lifeUnusable: '─',
  lifeOutside: '┄',
  lifeBreak: '╱',
  bar: '█',
  border: undefined,
};

export const asciiGlyphs: Glyphs = {
  passed: '+',
  failed: 'x',
  skipped: '-',
  warning: '!',
  arrow: '->',
  ellipsis: '...',
  lifeStart: '|',
  lifeEnd: '|',
  lifeTick: '|',
  lifeNow: '*',
  lifeUsable: '=',
  lifeUnusable: '-',
  lifeOutside: '.',
  lifeBreak: '/',
  bar: '#',
  border: {
    top: '-',
    'top-mid': '+',
    'top-left': '+',
    'top-right': '+',
    bottom: '-',
    'bottom-mid': '+',
    'bottom-left': '+',
    'bottom-right': '+',
    left: '|',
    'left-mid': '+',
    mid: '-',
    'mid-mid': '+',
    right: '|',
    'right-mid': '+',
    middle: '|',
  },
};
