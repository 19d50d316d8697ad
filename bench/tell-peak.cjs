// Loaded before a program: at its end, writes the most memory that it took, in KiB, to stderr.
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(2, String(process.resourceUsage().maxRSS)));
