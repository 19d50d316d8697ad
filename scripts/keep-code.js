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
  for (const [filename, script] of scripts) writeFileSync(`${filename}.code`, script.createCachedData());
});
