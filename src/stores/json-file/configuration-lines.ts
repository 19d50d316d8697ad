import { locateEach } from '../../domain/json-text.ts';

/** The line, from 1, of each configuration's name in a store's text, in their order. */
export function configurationLines(text: string): number[] {
  const offsets = locateEach(
    text,
    ([list, , key, ...more]) => list === 'configurations' && key === 'name' && more.length === 0,
  );
  let line = 1;
  let seen = 0;
  return offsets.map((offset) => {
    // From one to the next: counting each from the start would take the square of their number.
    for (let at = text.indexOf('\n', seen); at !== -1 && at < offset; at = text.indexOf('\n', seen)) {
      line += 1;
      seen = at + 1;
    }
    return line;
  });
}
