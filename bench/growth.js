// How the time of a command grows with the store.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, inTurns, median, timed, token, writeStore } from './runs.js';

/** The rows of the report: the exponent with which a command's time beyond a bare start grows from 1k to 100k configurations. */
export function measureGrowth(folder, rounds) {
  const stores = [1000, 100_000].map((count) => {
    const config = join(folder, `growth-${count}.json`);
    writeStore(config, count);
    return config;
  });
  const commands = {
    list: (config) => ['list', '--config', config],
    verify: (config) => ['verify', 'HS256', token('HS256', 1), '--json', '--config', config],
    create: (config) => {
      const copy = join(folder, 'created.json');
      copyFileSync(config, copy);
      return ['create', 'New', '--username-field', 'sub', '--secret-ref', 'env:NONE', '-q', '--config', copy];
    },
  };
  return Object.entries(commands).map(([name, argvFor]) => {
    const exponents = inTurns(rounds, () => {
      const bare = timed(['-e', '0']);
      const [small, large] = stores.map((config) => timed([BIN, ...argvFor(config)]) - bare);
      return Math.log10(large / small) / 2;
    });
    return {
      what: `growth of \`${name}\`, 1k → 100k configurations`,
      unit: 'exponent',
      found: median(exponents),
      most: 1.1,
      aim: 1.05,
      inTheWay: '',
    };
  });
}
