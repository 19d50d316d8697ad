// Runs every writing command on disks that really are full: on a tmpfs with room for a few more pages or a few
// more files, and under a limit on the size of files. Here the kernel cuts off what is written.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFolder, run } from './trial.js';
import { evaluate, learn } from './verdict.js';
import { commandsHere } from './writing-commands.js';

const expectations = new Map();
for (const command of commandsHere) expectations.set(command, await learn(command));

await onTmpfs('size=256k', async (disk) => {
  await tryRooms('more pages on a tmpfs', upTo(12), (command, pages) =>
    tryWithin(disk, command, (filler) => {
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, new Uint8Array(Math.max(0, bavail - pages) * bsize));
    }),
  );
});
await onTmpfs('nr_inodes=64', async (disk) => {
  await tryRooms('more files on a tmpfs', upTo(6), (command, files) =>
    tryWithin(disk, command, (filler) => {
      const spare = statfsSync(disk).ffree - files;
      for (let index = 0; index < spare; index += 1) writeFileSync(`${filler}${index}`, '');
    }),
  );
});
await tryRooms('blocks of 512 bytes in a file', upTo(24), (command, blocks) =>
  inFolder(command, async (folder) => {
    const wrapper = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
    return verdictOn(command, folder, await run(command.argv, folder, { wrapper, stdin: command.stdin }));
  }),
);

function upTo(last) {
  return Array.from({ length: last + 1 }, (_, index) => index);
}

/** Does something with a tmpfs of those options, or says that there can be none. */
async function onTmpfs(options, act) {
  const disk = mkdtempSync(join(tmpdir(), 'jwtadm-disk-'));
  try {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', disk]);
    if (status !== 0) {
      process.stdout.write(`NOT RUN: a tmpfs cannot be mounted here (${options}); root can.\n`);
      return;
    }
    await act(disk).finally(() => spawnSync('umount', [disk]));
  } finally {
    rmSync(disk, { recursive: true });
  }
}

/** Tries every command with so much room left, and says what came of it. */
async function tryRooms(what, rooms, tryOne) {
  const codes = new Map();
  const complaints = [];
  for (const command of commandsHere) {
    for (const room of rooms) {
      const { code, found } = await tryOne(command, room);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      complaints.push(...found.map((text) => `${command.name}, ${room} ${what}: ${text}`));
    }
  }
  if (!codes.has(0) || !codes.has(4)) complaints.push(`with ${rooms.at(-1)} ${what} there is no telling`);
  for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
  const told = [...codes].sort().map(([code, times]) => `${times} × exit code ${code}`);
  process.stdout.write(`0 to ${rooms.at(-1)} ${what}: ${told.join(', ')}; ${complaints.length} complaints\n`);
  if (complaints.length > 0) process.exitCode = 1;
}

/** Runs a command on a disk that was filled, and makes room again to look at what came of it. */
function tryWithin(disk, command, fill) {
  const runFilled = async (folder) => {
    const outside = mkdtempSync(join(disk, 'filler-'));
    fill(join(outside, 'filler'));
    const outcome = await run(command.argv, folder, { stdin: command.stdin });
    rmSync(outside, { recursive: true });
    return verdictOn(command, folder, outcome);
  };
  return inFolder(command, runFilled, disk);
}

async function verdictOn(command, folder, outcome) {
  const found = await evaluate(command, folder, expectations.get(command), outcome, {
    // Either file may be the one that finds no room.
    place: command.keyFile ?? command.store,
  });
  return { code: outcome.code, found };
}
