// Keeps what V8 compiled of a script, for the next start. Loaded only where no code cache belongs to the script.
const { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

/**
 * Writes the code cache of a script that bin/jwtadm.js has run: V8's code, and behind it the source that it belongs
 * to. Only the owner of the folder keeps code there, so that root leaves no files in the folder of a user. Never
 * fails: a start without a code cache takes longer, and nothing else changes.
 */
function keepCode(script) {
  const { file, source } = script.keptCode;
  const folder = dirname(file);
  const unfinished = `${file}.${process.pid}`;
  try {
    if (process.geteuid && process.geteuid() !== statSync(folder).uid) return;
    accessSync(folder, constants.W_OK);
    // Whatever the umask is, others must not be able to change what will run.
    const bytes = Buffer.concat([script.createCachedData(), source]);
    writeFileSync(unfinished, bytes, { flag: 'wx', mode: 0o644 });
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

module.exports = { keepCode };
