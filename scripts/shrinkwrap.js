// Writes npm-shrinkwrap.json for the package, so that an installation gets exactly the tested versions, byte for
// byte: package-lock.json, which npm does not publish, without the development dependencies.
import { readFileSync, writeFileSync } from 'node:fs';

const { packages, ...lock } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { devDependencies: _, ...root } = packages[''];
const needed = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => path && !dev && !devOptional,
);
const shrinkwrap = { ...lock, packages: { '': root, ...Object.fromEntries(needed) } };
writeFileSync('npm-shrinkwrap.json', `${JSON.stringify(shrinkwrap, undefined, 2)}\n`);
