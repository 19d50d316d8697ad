// Loaded with `node --require` before the program: counts the calls of node:fs on one folder, writes each
// to a log, and lets the one whose turn it is fail. $JWTADM_FAULT says which (`Fault` in node-calls.js).
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { relative, resolve } = require('node:path');

const { folder, log, at, kind, isLasting = false } = JSON.parse(process.env.JWTADM_FAULT);
const real = { ...fs };
const logDescriptor = fs.openSync(log, 'a');
/** The paths of the folder's open files, by descriptor. */
const openPaths = new Map();
const callsOnTwoPaths = ['copyFile', 'link', 'rename', 'symlink'];
let count = 0;
let hasHit = false;
let isWithin = false;

for (const name of Object.keys(fs)) {
  if (name.endsWith('Sync')) fs[name] = counted(name.slice(0, -'Sync'.length), real[name]);
}
fs.realpathSync.native = counted('realpath', real.realpathSync.native);
syncBuiltinESMExports();

/** The same function, which counts where it is called on the folder, and fails when its turn comes. */
function counted(call, act) {
  return (...args) => {
    const path = pathOf(args[0]) ?? (callsOnTwoPaths.includes(call) ? pathOf(args[1]) : undefined);
    // What Node calls on its way belongs to the call that the program made.
    if (path === undefined || isWithin) return act(...args);
    count += 1;
    const isHit = hasHit ? isLasting : at === count || at === call;
    hasHit ||= isHit;
    tell({ call, path, isHit, time: performance.timeOrigin + performance.now() });
    isWithin = true;
    try {
      const result = isHit ? fail(call, act, args) : act(...args);
      if (call === 'open') openPaths.set(result, path);
      if (call === 'close') openPaths.delete(args[0]);
      return result;
    } finally {
      isWithin = false;
    }
  };
}

/** The path of an argument within the folder; undefined for anything else. */
function pathOf(argument) {
  if (typeof argument === 'number') return openPaths.get(argument);
  if (typeof argument !== 'string') return undefined;
  const path = relative(folder, resolve(argument));
  return path.startsWith('..') ? undefined : path || '.';
}

function tell(counted) {
  real.writeSync(logDescriptor, `${JSON.stringify(counted)}\n`);
}

function fail(call, act, args) {
  if (kind === 'short') return act(...halved(args));
  // As a disk does that takes everything and keeps nothing.
  if (kind === 'lost') return lengthOf(args);
  if (!kind.startsWith('SIG')) {
    throw Object.assign(new Error(`${kind}: injected, ${call}`), { code: kind, syscall: call });
  }
  process.kill(process.pid, kind);
  // After SIGSTOP it may go on.
  return act(...args);
}

/** The arguments of a read or write of half as much, which then really happens. */
function halved([descriptor, data, offset = 0, length = data.length - offset, ...rest]) {
  if (typeof data === 'string') return [descriptor, data.slice(0, Math.ceil(data.length / 2)), offset];
  return [descriptor, data, offset, Math.ceil(length / 2), ...rest];
}

/** How many bytes a write is told to write. */
function lengthOf([, data, offset = 0, length = data.length - offset]) {
  return typeof data === 'string' ? Buffer.byteLength(data) : length;
}
