// Measures the time and memory of whole runs of jwtadm, compared with a bare node.
import { join } from 'node:path';
import { BIN, inTurns, median, peakMebibytes, run, timed, token, writeStore } from './runs.js';

const FLOOR =
  'an empty program that loads node:crypto takes 1.16, with commander and V8’s code kept some 1.3; the rest is reading the program';

const MANY =
  'to read, prove and validate 250 kB of JSON makes V8 collect garbage twice (some 8 of the 20 ms that it takes more), from a heap whose first size only flags of node can say';

/** The rows of the report: what a start costs, as a multiple of `node -e 0`. `executable` is the single one. */
export function measureStarts(folder, rounds, executable) {
  const [one, ten, thousand] = [4, 10, 1000].map((count) => {
    const config = join(folder, `store-${count}.json`);
    writeStore(config, count);
    return config;
  });
  const verify = (config) => ['verify', 'HS256', token('HS256', 1), '--json', '--config', config];
  const commands = [
    { what: '`verify NAME TOKEN --json`', argv: [BIN, ...verify(one)], least: 1.5, aim: 1.2 },
    {
      what: 'the same with 1,000 configurations',
      argv: [BIN, ...verify(thousand)],
      least: 1.65,
      aim: 1.3,
      inTheWay: MANY,
    },
    { what: '`list` (10 configurations, piped)', argv: [BIN, 'list', '--config', ten], least: 2, aim: 1.5 },
    { what: '`--help`', argv: [BIN, '--help'], least: 2, aim: 1.5 },
  ];
  const ratios = commands.map(() => []);
  const ofExecutable = [];
  inTurns(rounds, () => {
    const bare = (timed(['-e', '0']) + timed(['-e', '0'])) / 2;
    for (const [index, { argv }] of commands.entries()) ratios[index].push(timed(argv) / bare);
    ofExecutable.push(run(executable, verify(one)).milliseconds / bare);
  });
  return [
    ...commands.map((command, index) => row(command, ratios[index])),
    row({ what: 'standalone `verify`', least: 1.3, aim: 1.08 }, ofExecutable),
    memoryRow(verify(one)),
  ];
}

function row({ what, least, aim, inTheWay = FLOOR }, ratios) {
  return { what, unit: '× `node -e 0`', found: median(ratios), most: least, aim, inTheWay };
}

/** The memory of a verify compared with a bare node. */
function memoryRow(verify) {
  const ratios = inTurns(7, () => peakMebibytes([BIN, ...verify]) / peakMebibytes(['-e', '0']));
  return {
    what: 'peak memory of `verify`',
    unit: '× `node -e 0`',
    found: median(ratios),
    most: 1.25,
    aim: 1.07,
    inTheWay: 'the program, its kept code, node:crypto and what V8 makes of them',
  };
}
