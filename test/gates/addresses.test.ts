import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { repository } from '../support/generated-file.ts';

const textOf = (file: string) => readFileSync(new URL(file, repository), 'utf8');

// The publisher fills in the addresses in package.json; documents must repeat exactly these.
describe('the addresses in package.json', () => {
  it('are where README.md clones from, before any other command', () => {
    const clone = `git clone ${packageJson.repository.url.replace(/^git\+/, '')} && cd jwtadm`;
    const readme = textOf('README.md');
    expect(readme.split(`\`${clone}\``)).toHaveLength(2);
    expect(readme.indexOf(clone)).toBeLessThan(readme.indexOf('```'));
  });

  it('are where SECURITY.md says to report', () => {
    expect(textOf('SECURITY.md')).toContain(`<${packageJson.bugs.url}>`);
  });
});
