import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateAction } from '@action-validator/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../support/generated-file.ts';
import { healthyClaims, mint } from '../support/mint-token.ts';
import { fencedBlocks } from '../support/replayed-document.ts';
import { commandsIn, junitFaults } from '../support/report-schemas.ts';
import { newFolder, put } from '../support/store-folder.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const root = fileURLToPath(repository);
const source = readFileSync(join(root, 'action.yml'), 'utf8');
const action = parse(source) as {
  inputs: Record<string, { description: string; default: string }>;
  runs: { steps: { name: string; shell: string; run: string; env?: Record<string, string> }[] };
};
const [build, run] = action.runs.steps;

const shop = { ...erp, name: 'Shop', issuer: undefined, audience: undefined };
const now = Math.floor(Date.now() / 1000);
const token = mint({ key: SECRET, claims: { ...healthyClaims, iat: now - 60, exp: now + 3000 } });

/** A checkout with a store in it. */
function checkout(): string {
  const folder = newFolder();
  put(join(folder, 'sso/jwtadm.json'), storeOf(shop));
  return folder;
}

/** Runs a step as the runner does: its script in a file, the inputs put into the variables that it declares. */
function runStep(
  step: typeof run,
  folder: string,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
) {
  if (!step) throw new Error('there is no such step');
  const values = Object.entries(step.env ?? {}).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input]?.default ?? 'no such input'] as const;
  });
  const script = put(join(newFolder(), 'step.sh'), step.run);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', script],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        CI: 'true',
        GITHUB_ACTION_PATH: root,
        GITHUB_WORKSPACE: folder,
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        ...Object.fromEntries(values),
        ...env,
      },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('the action', () => {
  it('is valid by the schema of actions', () => {
    expect(validateAction(source).errors).toEqual([]);
    expect(validateAction(source.replace('shell: bash', 'shel: bash')).errors).not.toEqual([]);
  });

  it('puts no expression into a script, and hands every input on in a variable', () => {
    const { steps } = action.runs;
    expect(steps.map((step) => step.run).filter((script) => script.includes(`\${{`))).toEqual([]);
    const handed = steps.flatMap((step) => Object.values(step.env ?? {}));
    expect(handed).toEqual(Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`));
  });

  it('is used in the documents with inputs that it has', () => {
    const [steps = []] = fencedBlocks(readFileSync(join(root, 'docs/ci.md'), 'utf8'), 'yaml').map(
      (block) => parse(block) as { uses: string; with?: object }[],
    );
    const used = steps.flatMap((step) => Object.keys(step.with ?? {}));
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !Object.hasOwn(action.inputs, name))).toEqual([]);
  });

  it('audits, annotates the file of the repository, and adds a page to the step', () => {
    const folder = checkout();
    const { status, stdout, stderr } = runStep(run, folder, { config: 'sso/jwtadm.json' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(commandsIn(stdout).map(({ name, properties }) => [name, properties.file])).toEqual([
      ['warning', 'sso/jwtadm.json'],
      ['notice', undefined],
    ]);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('### jwtadm check');
  });

  it('fails on an error, unless its code is ignored, and audits what is named alone', () => {
    const folder = checkout();
    const other = { ...shop, name: 'No Secret', secretKey: { env: 'NOWHERE' } };
    put(join(folder, 'sso/jwtadm.json'), storeOf(shop, other));
    const inputs = { config: 'sso/jwtadm.json' };
    const codes = 'secret-unavailable\nno-issuer-or-audience';
    expect([
      runStep(run, folder, inputs).status,
      runStep(run, folder, { ...inputs, ignore: codes }).status,
      runStep(run, folder, { ...inputs, names: 'Shop\n' }).status,
      runStep(run, folder, { ...inputs, names: 'Shop\nNo Secret\n' }).status,
    ]).toEqual([1, 0, 0, 1]);
  });

  it('verifies a token from a secret, which it masks', () => {
    const folder = checkout();
    const inputs = { command: 'verify', config: 'sso/jwtadm.json', names: 'Shop', token, report: 'a.xml' };
    const { status, stdout } = runStep(run, folder, inputs);
    expect([status, commandsIn(stdout)[0]]).toEqual([
      0,
      { name: 'add-mask', properties: {}, message: token },
    ]);
    expect(junitFaults(readFileSync(join(folder, 'a.xml'), 'utf8'))).toEqual([]);
  });

  it('verifies a file of cases, in which it annotates lines', () => {
    const folder = checkout();
    put(join(folder, 'cases.txt'), `${token}\n${token}x\n`);
    const inputs = { command: 'verify', config: 'sso/jwtadm.json', names: 'Shop', batch: 'cases.txt' };
    const { status, stdout } = runStep(run, folder, inputs);
    const error = commandsIn(stdout).find(({ name }) => name === 'error');
    expect([status, error?.properties.file, error?.properties.line]).toEqual([1, 'cases.txt', '2']);
  });

  it('takes no input for anything but what it is', () => {
    const folder = checkout();
    const names = readdirSync(folder);
    const trick = '$(touch tricked) `touch tricked`; touch tricked\n--reveal\n"; touch tricked; "';
    const inputs = Object.keys(action.inputs);
    for (const command of ['check', 'verify']) {
      const all = Object.fromEntries(inputs.map((name) => [name, name === 'command' ? command : trick]));
      expect(runStep(run, folder, all).status).toBe(2);
    }
    expect(runStep(run, folder, { command: trick }).status).toBe(2);
    expect(readdirSync(folder)).toEqual(names);
  });

  it('builds jwtadm first, from its own lock file, and only where it is not built', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "$PWD: npm $*"\n');
    chmodSync(join(folder, 'bin/npm'), 0o755);
    const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
    const { status, stdout } = runStep(build, '/', {}, { PATH, GITHUB_ACTION_PATH: folder });
    expect([status, stdout]).toEqual([
      0,
      `${folder}: npm ci --include=dev --ignore-scripts --no-audit --no-fund\n${folder}: npm run build\n`,
    ]);
    expect(runStep(build, '/', {}, { PATH })).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
