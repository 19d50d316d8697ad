const size = 64_000;

/** Texts of nearly the largest size, on which patterns that backtrack, or work that is done anew for each
 * character, would take minutes. */
export const floods: Readonly<Record<string, string>> = {
  'quotes around control characters': `${'"'.repeat(300)}a${'\u0001'.repeat(60_000)}b${'"'.repeat(300)}`,
  quotes: '"'.repeat(size),
  commas: ','.repeat(size),
  'equals signs': '='.repeat(size),
  ampersands: '&'.repeat(size),
  'empty form fields': `eyJ=${'&'.repeat(size)}`,
  'broken form fields': 'a=%&'.repeat(size / 4),
  'fields with a token each': Array.from({ length: 5000 }, (_, index) => `a${index}=eyJ.`)
    .join('&')
    .slice(0, size),
  blanks: `x${' '.repeat(size)}x`,
  'words of a placeholder': `<${' '.repeat(size)}token`,
  'NUL characters': '\u0000'.repeat(size),
  'escape sequences': '\u001b[2J'.repeat(size / 4),
  dots: '.'.repeat(size),
  'beginnings of tokens': 'eyJ'.repeat(size / 3),
  'short tokens': 'eyJ.'.repeat(size / 4),
  'schemes of authorization': `Authorization: ${'Bearer '.repeat(size / 7)}`,
  'labels of a host': 'a.'.repeat(size / 2),
  'paths and queries': '/a?'.repeat(size / 3),
  'header lines': 'A: b\n'.repeat(size / 5),
  'lines that go on': `A: b\n${'c\n'.repeat(size / 2)}`,
  'marks of quoted lines': `${'> '.repeat(size / 2)}\nA: b`,
  'percent signs': '%2E'.repeat(size / 3),
  'open objects': '{"a":'.repeat(size / 5),
  'open lists': '['.repeat(size),
  'members of a body': `{${Array.from({ length: 5000 }, (_, index) => `"k${index}":"eyJ."`).join()}}`.slice(
    0,
    size,
  ),
  'open quotes of a shell': `curl ${"'a ".repeat(size / 3)}`,
  cookies: `Cookie: ${'a="'.repeat(size / 3)}`,
  'empty cookies': `Cookie: ${';'.repeat(size)}`,
  'lone surrogates': '\ud800'.repeat(20_000),
  'combining characters': `e${'\u0301'.repeat(30_000)}`,
  digits: '1'.repeat(size),
  letters: 'A'.repeat(size),
};
