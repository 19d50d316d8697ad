// Measures tokens per second through the pipelines of docs/scale.md, run exactly as written there, and through one
// process with its own threads for comparison.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, environment, inTurns, median, writeStore, writeTokens } from './runs.js';

const ALONE = 'jwtadm verify ERP --batch tokens.txt --json --brief > answers.jsonl';

/** The pipelines with their tokens a second; undefined where GNU parallel is not installed. */
export function measureStages(folder, rounds, tokens) {
  if (spawnSync('parallel', ['--minversion', '20100101']).status !== 0) return undefined;
  const place = join(folder, 'stages');
  mkdirSync(join(place, 'logs'), { recursive: true });
  writeStore(join(place, 'jwtadm.json'), 4);
  writeTokens(join(place, 'tokens.txt'), 'HS256', tokens);
  for (const part of ['one', 'two', 'three', 'four']) {
    writeTokens(join(place, 'logs', `${part}.txt`), 'HS256', tokens / 4);
  }
  writeFileSync(join(place, 'jwtadm'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
  chmodSync(join(place, 'jwtadm'), 0o755);
  const commands = [ALONE, ...parallelCommands()];
  const rates = inTurns(rounds, () => commands.map((command) => rateOf(place, command, tokens)));
  return commands.map((command, index) => ({ command, rate: median(rates.map((each) => each[index])) }));
}

function parallelCommands() {
  const [, block] = /GNU parallel.*?```sh\n(.*?)```/s.exec(readFileSync('docs/scale.md', 'utf8'));
  return block.trimEnd().split('\n');
}

function rateOf(place, command, tokens) {
  const env = {
    ...environment,
    PATH: `${place}:${environment.PATH}`,
    JWTADM_CONFIG: join(place, 'jwtadm.json'),
  };
  const started = performance.now();
  const { status, stderr } = spawnSync('sh', ['-c', command.replaceAll(' ERP ', ' HS256 ')], {
    cwd: place,
    env,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return tokens / seconds;
}
