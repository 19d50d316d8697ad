// Writes npm-shrinkwrap.json for the package, so that whoever installs it gets the versions that were
// tested, to the byte: package-lock.json, which npm does not publish, without what is for development only.
import { readFileSync, writeFileSync } from 'node:fs';

const { packages, ...lock } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { devDependencies: _, ...root } = packages[''];
const needed = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => path && !dev && !devOptional,
);
const shrinkwrap = { ...lock, packages: { '': root, ...Object.fromEntries(needed) } };
writeFileSync('npm-shrinkwrap.json', `${JSON.stringify(shrinkwrap, undefined, 2)}\n`);
