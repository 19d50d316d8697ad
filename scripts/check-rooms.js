// Checks that every import of src/ is one that scripts/rooms.js allows and that no files import each other in a circle,
// and prints the figures of the structure. Exit code 1 when something is refused.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rooms } from './rooms.js';

const MAX_PARAMETERS = 4;

/** The TypeScript files below a folder, with slashes, as paths from the repository. */
export function sourceFiles(folder = 'src') {
  return readdirSync(folder, { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();
}

/** What a file imports, types included: files as paths from the repository, packages by name. */
export function importsOf(file, text = readFileSync(file, 'utf8')) {
  const specifiers = [
    ...text.matchAll(/(?:^(?:import|export)\b[^;'"]*?from\s+|\bimport\(\s*|^import\s+)'([^']+)'/gm),
  ];
  return specifiers.map(([, specifier]) =>
    specifier.startsWith('.') ? join(dirname(file), specifier).replaceAll('\\', '/') : packageOf(specifier),
  );
}

function packageOf(specifier) {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The room of a file: the one with the longest path that it begins with. */
export function roomOf(file) {
  const found = rooms.filter(({ path }) => file === path || (path.endsWith('/') && file.startsWith(path)));
  return found.toSorted((one, other) => other.path.length - one.path.length)[0];
}

/** The sentence that refuses an import, or undefined when it is allowed. */
export function refusal(file, imported) {
  const room = roomOf(file);
  if (!room) return `${file} is in no room of scripts/rooms.js`;
  if (!imported.startsWith('src/')) {
    const isData = imported === 'package.json' || (room.packages ?? []).includes(imported);
    return isData ? undefined : `${file} may not import the package ${imported}`;
  }
  const isAllowed = [room.path, ...room.rooms].some(
    (path) => imported === path || (path.endsWith('/') && imported.startsWith(path)),
  );
  return isAllowed ? undefined : `${file} may not import ${imported}`;
}

/** The circles of a graph of imports, each as the files on the way round. */
export function circlesIn(graph) {
  const circles = [];
  const state = new Map();
  const visit = (file, way) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...way.slice(way.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    for (const imported of graph.get(file) ?? []) visit(imported, [...way, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}

/** The functions of a text that take more parameters than {@link MAX_PARAMETERS}, by name. */
export function longParameterLists(text) {
  return [...text.matchAll(/\bfunction\*? (\w+)(?:<[^(]*>)?\(/g)]
    .map(({ 1: name, index, 0: head }) => ({ name, count: parameterCount(text, index + head.length) }))
    .filter(({ count }) => count > MAX_PARAMETERS)
    .map(({ name }) => name);
}

function parameterCount(text, start) {
  let depth = 0;
  let count = 0;
  let isFilled = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (depth === 0 && (character === ')' || character === ',')) {
      if (isFilled) count += 1;
      isFilled = false;
      if (character === ')') return count;
    } else {
      if ('([{<'.includes(character)) depth += 1;
      if (')]}'.includes(character) || (character === '>' && text[at - 1] !== '=')) depth -= 1;
      if (/\S/.test(character)) isFilled = true;
    }
  }
  return count;
}

/** All that is refused in the source, and the figures of its structure. */
export function examineRooms() {
  const texts = new Map(sourceFiles().map((file) => [file, readFileSync(file, 'utf8')]));
  const graph = new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]));
  const refusals = [...graph].flatMap(([file, imported]) =>
    imported.map((each) => refusal(file, each)).filter(Boolean),
  );
  const inSource = new Map(
    [...graph].map(([file, imported]) => [file, imported.filter((each) => texts.has(each))]),
  );
  const circles = circlesIn(inSource).map((way) => `circle of imports: ${way.join(' → ')}`);
  return { refused: [...new Set([...refusals, ...circles])], figures: figuresOf(texts, circles.length) };
}

function figuresOf(texts, circles) {
  const lines = (text) => text.split('\n').length;
  const total = [...texts.values()].reduce((sum, text) => sum + lines(text), 0);
  const shares = new Map();
  for (const [file, text] of texts) {
    const path = roomOf(file)?.path ?? file;
    shares.set(path, (shares.get(path) ?? 0) + lines(text) / total);
  }
  const [[largest, share]] = [...shares].toSorted(([, one], [, other]) => other - one);
  const long = [...texts].flatMap(([file, text]) =>
    longParameterLists(text).map((name) => `${file}: ${name}`),
  );
  return {
    'files at the top of src/commands': [...texts.keys()].filter((file) =>
      /^src\/commands\/[^/]+$/.test(file),
    ).length,
    'largest room': `${largest} (${(share * 100).toFixed(1)} % of the source)`,
    'circles of imports': circles,
    [`functions of more than ${MAX_PARAMETERS} parameters`]: [long.length, ...long].join('\n    '),
    'lines of biome.json': lines(readFileSync('biome.json', 'utf8')) - 1,
    'lines of source': total,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { refused, figures } = examineRooms();
  for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure}`);
  for (const sentence of refused) console.error(sentence);
  if (refused.length > 0) console.error(`${refused.length} imports are refused: see scripts/rooms.js`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}
