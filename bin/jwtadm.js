#!/usr/bin/env node
// Runs dist/jwtadm.cjs. Compiling it takes longer than running it, so that the build keeps beside each script what V8
// made of it, for the Node and machine of the build. Elsewhere V8 compiles.
const { readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** The exports of the scripts that were run, by name. */
const loaded = new Map();

/** Slow to load, and not needed by all who ask for it at their start: what is used of it is looked up then. */
const crypto = new Proxy(
  {},
  {
    get(loaded, name) {
      loaded.module ??= require('node:crypto');
      return loaded.module[name];
    },
  },
);

try {
  load('jwtadm.cjs');
} catch ({ code }) {
  writeSync(
    2,
    `error: jwtadm cannot be loaded${code ? ` (${code})` : ''}; install it anew, or \`npm ci\` in a clone\n`,
  );
  process.exitCode = 70;
}

/** Runs a script of dist/ as the module it is, once. */
function load(name) {
  if (loaded.has(name)) return loaded.get(name);
  const folder = join(__dirname, '../dist');
  const filename = join(folder, name);
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: compiled(filename) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, resolve, module, folder);
  loaded.set(name, module.exports);
  return module.exports;
}

/** What a script asks for: another script, or what Node finds. */
function resolve(id) {
  if (id === 'node:crypto') return crypto;
  return id.startsWith('./') ? load(id) : require(id);
}

function compiled(filename) {
  try {
    const { versions, platform, arch } = process;
    return readFileSync(`${filename}.${versions.v8}-${platform}-${arch}.code`);
  } catch {
    return undefined;
  }
}
