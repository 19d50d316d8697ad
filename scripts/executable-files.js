// What `node:fs` is to bin/jwtadm.js in the executable: the files of dist/ are assets, and not copied to be read.
import { basename } from 'node:path';
import { getRawAsset } from 'node:sea';

export { writeSync } from 'node:fs';

export function readFileSync(filename, encoding) {
  const bytes = Buffer.from(getRawAsset(basename(filename)));
  return encoding ? bytes.toString(encoding) : bytes;
}
