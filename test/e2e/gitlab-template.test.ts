import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BIN } from '../support/built-program.ts';
import { repository } from '../support/generated-file.ts';
import { codeQualityFaults, junitFaults } from '../support/report-schemas.ts';
import { newFolder, put } from '../support/store-folder.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

interface Job {
  readonly stage: string;
  readonly image: { readonly name: string; readonly entrypoint: readonly string[] };
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly paths: readonly string[];
    readonly reports: Readonly<Record<string, string>>;
  };
}

const template = parse(readFileSync(new URL('ci/gitlab.yml', repository), 'utf8')) as Record<string, Job>;
const job = template['.jwtadm-check'];

/** Runs the job's script as a runner does: all lines in one shell, which ends where one of them fails. */
function runJob(folder: string, variables: Readonly<Record<string, string>> = {}) {
  const bin = newFolder();
  symlinkSync(BIN, join(bin, 'jwtadm'));
  const script = ['set -e', ...(job?.script ?? [])].join('\n');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      HOME: folder,
      CI: 'true',
      CI_PROJECT_DIR: folder,
      ...job?.variables,
      ...variables,
    },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the template for GitLab', () => {
  it('is a job to extend, of the keywords that GitLab knows', () => {
    expect(Object.keys(template)).toEqual(['.jwtadm-check']);
    expect(Object.keys(job ?? {})).toEqual(['stage', 'image', 'variables', 'script', 'artifacts']);
    // The image's own entry point would run the shell's words as a command of jwtadm.
    expect(job?.image).toEqual({ name: '$JWTADM_IMAGE', entrypoint: [''] });
    // What failed is what somebody wants to see.
    expect(job?.artifacts.when).toBe('always');
  });

  it('audits the store of the repository as a runner checks it out, and leaves the reports that it declares', () => {
    const folder = newFolder();
    const path = put(join(folder, 'sso/jwtadm.json'), storeOf({ ...crm, secretKey: { env: 'NONE' } }));
    chmodSync(path, 0o666);
    const { status, stderr } = runJob(folder, { JWTADM_CONFIG: 'sso/jwtadm.json' });
    expect([status, stderr]).toEqual([1, '']);
    const { codequality = '', junit = '' } = job?.artifacts.reports ?? {};
    expect([codequality, junit]).toEqual(job?.artifacts.paths);
    const issues = JSON.parse(readFileSync(join(folder, codequality), 'utf8')) as {
      check_name: string;
      severity: string;
      location: { path: string };
    }[];
    expect([codeQualityFaults(issues), junitFaults(readFileSync(join(folder, junit), 'utf8'))]).toEqual([
      [],
      [],
    ]);
    expect(issues.map(({ check_name, severity, location }) => [check_name, severity, location.path])).toEqual(
      [
        ['store-too-open', 'minor', 'sso/jwtadm.json'],
        ['secret-unavailable', 'critical', 'sso/jwtadm.json'],
        ['no-issuer-or-audience', 'minor', 'sso/jwtadm.json'],
      ],
    );
  });

  it('fails on a secret that lies open in the repository', () => {
    const folder = newFolder();
    chmodSync(put(join(folder, 'jwtadm.json'), storeOf(erp)), 0o666);
    const { status, stdout } = runJob(folder);
    expect([status, stdout]).toEqual([1, expect.stringContaining('[store-too-open]')]);
  });

  it('ignores codes, which are words and nothing else', () => {
    const folder = newFolder();
    put(join(folder, 'jwtadm.json'), storeOf({ ...erp, secretKey: { env: 'NONE' } }));
    expect(runJob(folder, { JWTADM_IGNORE: 'secret-unavailable store-too-open' }).status).toBe(0);
    const names = readdirSync(folder);
    expect(runJob(folder, { JWTADM_IGNORE: '$(touch tricked) *' }).status).toBe(2);
    expect(readdirSync(folder)).toEqual(names);
  });
});
