// Says which source a place in the built program comes from, such as the one in a bug report:
// `npm run locate -- jwtadm.cjs:12:3456`. It reads maps/, which the build of the same version has written.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const [, file, line, column] = /^([\w.-]+):(\d+):(\d+)$/.exec(process.argv[2] ?? '') ?? [];
if (file === undefined) {
  console.error('usage: npm run locate -- FILE:LINE:COLUMN, as a bug report names it');
  process.exitCode = 2;
} else {
  const map = new SourceMap(JSON.parse(readFileSync(`maps/${file}.map`, 'utf8')));
  const { originalSource, originalLine, originalColumn } = map.findEntry(
    Number(line) - 1,
    Number(column) - 1,
  );
  const place =
    originalSource &&
    `${originalSource.replace(/^(?:\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`;
  console.log(place ?? 'no source is known for this place');
}
