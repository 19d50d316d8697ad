#!/usr/bin/env node
// Runs dist/jwtadm.cjs. Compiling takes longer than running, so a code cache lies beside each script. The build makes it,
// or else the first start.
const { readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** The scripts that have a code cache: most commands run no other. */
const frequentScripts = ['jwtadm.cjs', 'jsonwebtoken.cjs'];

/** The exports of the scripts that were run, by name. */
const loaded = new Map();

/** Slow to load, and not needed by every command: loaded when its first member is used. */
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
    `error: jwtadm cannot be loaded${code ? ` (${code})` : ''}; reinstall it, or run \`npm ci\` in a clone\n`,
  );
  process.exitCode = 70;
}

/** Runs a script of dist/ as the module it is, once. */
function load(name) {
  if (loaded.has(name)) return loaded.get(name);
  const folder = join(__dirname, '../dist');
  const filename = join(folder, name);
  const source = readFileSync(filename);
  const { versions, version, platform, arch } = process;
  const codeFile = `${filename}.${version}-${versions.v8}-${platform}-${arch}.code`;
  const cachedData = readCode(codeFile, source);
  const script = new Script(source.latin1Slice(), { filename, cachedData });
  script.keptCode = { source, file: codeFile };
  if (cachedData === undefined && frequentScripts.includes(name)) {
    process.once('exit', () => require('./keep-code.js').keepCode(script));
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, resolve, module, folder);
  loaded.set(name, module.exports);
  return module.exports;
}

/** What a script asks for: another script, or what Node finds. */
function resolve(id) {
  if (id === 'node:crypto') return crypto;
  return id.startsWith('./') ? load(id.slice('./'.length)) : require(id);
}

/**
 * The code cache of a script, undefined where none belongs to this source. V8 would run the cache of any script of
 * the same length, so the whole source was kept behind its code, and is compared here.
 */
function readCode(file, source) {
  try {
    const kept = readFileSync(file);
    const codeLength = kept.length - source.length;
    return codeLength > 0 && kept.compare(source, 0, source.length, codeLength) === 0
      ? kept.subarray(0, codeLength)
      : undefined;
  } catch {
    return undefined;
  }
}
