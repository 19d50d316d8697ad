import type { Paint, Style } from './style.ts';
import { displayWidth, wrap } from './wrap.ts';

/** One thing to show beside its label. Both are already safe to show. */
export interface LabelledText {
  readonly label: string;
  readonly text: string;
  readonly paint?: Paint | undefined;
}

const INDENT = 2;
const GAP = 2;

/** Lines of `  Label  text`, the texts aligned and wrapped under themselves; labels dim. */
export function labelledLines(rows: readonly LabelledText[], style: Style): string[] {
  const labelWidth = Math.max(...rows.map(({ label }) => displayWidth(label)));
  const textAt = INDENT + labelWidth + GAP;
  return rows.flatMap(({ label, text, paint = asIs }) => {
    const [first = '', ...rest] = wrap(text, style.width - textAt);
    const head = `${' '.repeat(INDENT)}${style.dim(label)}${' '.repeat(labelWidth - displayWidth(label) + GAP)}`;
    return [head + paint(first), ...rest.map((line) => ' '.repeat(textAt) + paint(line))];
  });
}

function asIs(text: string): string {
  return text;
}
