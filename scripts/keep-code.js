// Imported before the program when the build runs it: at its end, keeps what V8 compiled of each script until then,
// what an earlier run kept included.
import vm from 'node:vm';
import { keepCode } from '../bin/keep-code.js';

const scripts = [];

vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    scripts.push(this);
  }
};

process.on('exit', () => {
  for (const script of scripts) keepCode(script);
});
