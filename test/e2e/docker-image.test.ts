import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';
import { newFolder, put } from '../support/store-folder.ts';
import { crm, storeOf } from '../support/stores.ts';

const root = fileURLToPath(repository);
const text = readFileSync(join(root, 'Dockerfile'), 'utf8');

/** The instructions, each in one line: its word, and what follows. */
const instructions = text
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [word = '', ...rest] = line.split(' ');
    return { word, rest: rest.join(' ') };
  });

/** What follows the instructions of a word. */
const all = (word: string) => instructions.filter((each) => each.word === word).map(({ rest }) => rest);

/** What is copied from the folder that the image is built in. */
const copied = all('COPY')
  .filter((rest) => !rest.startsWith('--from'))
  .flatMap((rest) => rest.split(' ').slice(0, -1));

/** How the argument is put in. */
const BASE = `\${NODE_IMAGE}`;

describe('the Dockerfile', () => {
  it('is without fault for a linter, which finds some', () => {
    expect(validate(text)).toEqual([]);
    expect(validate(text.replace('WORKDIR /work', 'WORKDIR work'))).not.toEqual([]);
  });

  it('pins the version of its base, which every stage has', () => {
    expect(all('ARG')).toEqual([expect.stringMatching(/^NODE_IMAGE=node:\d+\.\d+\.\d+-[a-z]+-slim$/)]);
    expect(all('FROM')).toEqual([`${BASE} AS build`, BASE]);
  });

  it('ends as a user that is not root, told by a number', () => {
    expect(all('USER')).toEqual(['1000:1000']);
    const last = instructions.slice(instructions.findIndex(({ word }) => word === 'USER') + 1);
    expect(last.map(({ word }) => word)).toEqual(['ENTRYPOINT', 'CMD']);
  });

  it('fetches nothing but what the lock file names, and runs no script of a package', () => {
    expect(all('ADD')).toEqual([]);
    const scripts = all('RUN').join('\n');
    expect(scripts).not.toMatch(/curl|wget|apt|npm install|sudo/);
    expect(scripts.match(/npm (?:ci|prune)[^&]*/g)?.every((call) => call.includes('--ignore-scripts'))).toBe(
      true,
    );
  });

  it('copies what it may see, and sees nothing else of the folder', () => {
    const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    const [first, ...rest] = lines.filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(rest.map((line) => line.slice(1)).sort()).toEqual([...copied].sort());
    expect(rest.every((line) => line.startsWith('!'))).toBe(true);
  });
});

describe('what the image holds', () => {
  it('is built of what is copied, and audits a store without writing anything', () => {
    const folder = newFolder();
    const build = join(folder, 'build');
    mkdirSync(build);
    for (const name of copied) cpSync(join(root, name), join(build, name), { recursive: true });
    // In place of npm ci.
    symlinkSync(join(root, 'node_modules'), join(build, 'node_modules'));
    const made = spawnSync(process.execPath, ['scripts/build.js'], { cwd: build, encoding: 'utf8' });
    expect([made.status, made.stderr]).toEqual([0, '']);
    const image = join(folder, 'jwtadm');
    for (const rest of all('COPY').filter((each) => each.startsWith('--from=build /build/'))) {
      const name = /\/build\/(\S+) /.exec(rest)?.[1] ?? '';
      if (name !== 'node_modules') cpSync(join(build, name), join(image, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'));
    put(join(folder, 'work/jwtadm.json'), storeOf({ ...crm, secretKey: { env: 'S' } }), 0o644);
    const places = [folder, join(folder, 'work'), image, join(image, 'bin'), join(image, 'dist')];
    const everything = () => places.map((place) => readdirSync(place));
    const before = everything();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(image, 'bin/jwtadm.js'), 'check', '--ignore', 'secret-unavailable'],
      { cwd: join(folder, 'work'), env: { HOME: folder, TMPDIR: folder }, encoding: 'utf8' },
    );
    expect(everything()).toEqual(before);
    expect({ status, stderr, stdout }).toEqual({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('1 configuration checked'),
    });
  });
});
