// Imported before the program when the build runs it: at its end, keeps beside each script what V8
// compiled of it until then, what an earlier run kept included.
import { writeFileSync } from 'node:fs';
import vm from 'node:vm';

const scripts = new Map();

vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    scripts.set(options.filename, this);
  }
};

process.on('exit', () => {
  // V8 itself refuses code of other versions of it, but not of other patches by Node, or of another processor.
  const made = `${process.versions.v8}-${process.platform}-${process.arch}`;
  for (const [filename, script] of scripts) {
    writeFileSync(`${filename}.${made}.code`, script.createCachedData());
  }
});
