import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportCase } from '../../../src/domain/report-case.ts';
import type { ReportForm } from '../../../src/reports/report-forms.ts';
import type { ReportSubject } from '../../../src/reports/report-writer.ts';
import { reportWriters } from '../../../src/reports/report-writers.ts';
import { stepSummary } from '../../../src/reports/step-summary.ts';
import { hostileText } from '../../support/hostile-text.ts';
import {
  codeQualityFaults,
  commandsIn,
  junitFaults,
  sarifFaults,
  textsIn,
} from '../../support/report-schemas.ts';

const rule = {
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'A cause.',
  solution: 'Fix it.',
} as const;

const subject: ReportSubject = {
  command: 'check',
  at: 1_772_366_400,
  file: 'sso/jwtadm.json',
  rules: [
    { code: 'one', ...rule },
    { code: 'two', ...rule },
  ],
};

/** The whole text of a report. */
function report(form: ReportForm, cases: readonly ReportCase[], about = subject): string {
  const writer = reportWriters[form](about);
  return writer.beginning + cases.map((each) => writer.add(each)).join('') + writer.end('It is done.');
}

const passed = (name: string): ReportCase => ({ name, line: 1, outcome: 'passed', remarks: [] });

/** Cases of any text, with names that differ, as those of configurations and lines do. */
const anyCases: fc.Arbitrary<ReportCase[]> = fc.uniqueArray(
  fc.record({
    name: hostileText,
    line: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
    outcome: fc.constantFrom('passed', 'failed', 'not evaluated'),
    remarks: fc.uniqueArray(
      fc.record({
        code: fc.constantFrom('one', 'two'),
        severity: fc.constantFrom('error', 'warning'),
        title: hostileText,
        lines: fc.array(hostileText, { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 2, selector: ({ code }) => code },
    ),
  }),
  { maxLength: 4, selector: ({ name }) => name },
);

describe('a report of any cases', () => {
  it('in JUnit’s form is valid for Ant and for Jenkins, and counts them', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const xml = report('junit', cases);
        expect(junitFaults(xml)).toEqual([]);
        const count = (outcome: string) => String(cases.filter((each) => each.outcome === outcome).length);
        expect(
          textsIn(xml, '//testsuite/@*[name()="tests" or name()="failures" or name()="errors"]'),
        ).toEqual([String(cases.length), count('failed'), count('not evaluated')]);
      }),
    );
  });

  it('in GitHub’s form is a command a line: one for each remark, and a notice', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const text = report('github', cases);
        const commands = commandsIn(text);
        expect(text.split('\n')).toHaveLength(commands.length + 1);
        expect(commands.map(({ name }) => name)).toEqual([
          ...cases.flatMap(({ remarks }) => remarks.map(({ severity }) => severity)),
          'notice',
        ]);
      }),
    );
  });

  it('in GitLab’s form is a Code Quality report', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const issues = JSON.parse(report('gitlab', cases)) as unknown[];
        expect(codeQualityFaults(issues)).toEqual([]);
        expect(issues).toHaveLength(cases.flatMap(({ remarks }) => remarks).length);
      }),
    );
  });

  it('is valid SARIF, in which each result has its rule', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const log = JSON.parse(report('sarif', cases)) as {
          runs: { results: { ruleId: string; ruleIndex: number }[] }[];
        };
        expect(sarifFaults(log)).toEqual([]);
        const results = log.runs.flatMap((run) => run.results);
        expect(results).toHaveLength(cases.flatMap(({ remarks }) => remarks).length);
        expect(results.filter(({ ruleId, ruleIndex }) => subject.rules[ruleIndex]?.code !== ruleId)).toEqual(
          [],
        );
      }),
    );
  });
});

describe('the checks of these tests', () => {
  it('find what is wrong with a report', () => {
    const remark = { code: 'one', severity: 'error', title: 'Title', lines: ['Cause.'] } as const;
    const failed: ReportCase = { ...passed('ERP'), outcome: 'failed', remarks: [remark] };
    const xml = report('junit', [failed]);
    expect(junitFaults(xml.replace(' classname="jwtadm.check"', ''))).toHaveLength(1);
    expect(junitFaults(xml.replaceAll('testcase', 'test'))).toHaveLength(2);
    const sarif = JSON.parse(report('sarif', [failed])) as Record<string, unknown>;
    expect(sarifFaults({ ...sarif, version: '2.0' })).not.toEqual([]);
    const issues = JSON.parse(report('gitlab', [failed])) as Record<string, unknown>[];
    expect(codeQualityFaults(issues.map((issue) => ({ ...issue, severity: 'error' })))).toHaveLength(1);
    expect(codeQualityFaults([...issues, ...issues])).toEqual(['a fingerprint stands twice']);
  });
});

describe('a JUnit report of many cases', () => {
  it('has suites of a thousand, each written as soon as it is whole', () => {
    const writer = reportWriters.junit({ ...subject, command: 'verify' });
    const texts = Array.from({ length: 2001 }, (_, index) => writer.add(passed(`line ${index + 1}`)));
    expect(texts.flatMap((text, index) => (text === '' ? [] : [index]))).toEqual([999, 1999]);
    const xml = `${writer.beginning}${texts.join('')}${writer.end('')}`;
    expect(junitFaults(xml)).toEqual([]);
    expect(textsIn(xml, '//testsuite/@name')).toEqual([
      'jwtadm verify',
      'jwtadm verify (2)',
      'jwtadm verify (3)',
    ]);
    expect(textsIn(xml, '//testsuite/@tests')).toEqual(['1000', '1000', '1']);
  });

  it('has an empty suite where there are none', () => {
    const xml = report('junit', []);
    expect([junitFaults(xml), textsIn(xml, '//testsuite/@tests')]).toEqual([[], ['0']]);
  });
});

describe('a fingerprint', () => {
  it('stays when lines move, and differs by file, case and code', () => {
    const remarks = ['one', 'two'].map((code) => ({
      code,
      severity: 'warning' as const,
      title: 'Title',
      lines: ['Cause.'],
    }));
    const prints = (cases: readonly ReportCase[], file = 'a.json') =>
      (JSON.parse(report('gitlab', cases, { ...subject, file })) as { fingerprint: string }[]).map(
        ({ fingerprint }) => fingerprint,
      );
    const erp = { ...passed('ERP'), remarks };
    expect(prints([{ ...erp, line: 90 }])).toEqual(prints([erp]));
    const all = [...prints([erp]), ...prints([{ ...erp, name: 'CRM' }]), ...prints([erp], 'b.json')];
    expect(new Set(all).size).toBe(6);
  });
});

describe('the page of a step', () => {
  it('tells no more remarks than GitHub takes, and how many there are', () => {
    const remark = { code: 'one', severity: 'error', title: 'Title', lines: ['Cause.'] } as const;
    const writer = stepSummary(subject);
    for (let index = 0; index < 120; index += 1)
      writer.add({ ...passed(`line ${index}`), remarks: [remark] });
    const page = writer.end('Counted.');
    expect(page.match(/^\| line /gm)).toHaveLength(100);
    expect(page).toContain('\nand 20 more\n');
  });

  it('has no table where there is nothing to tell', () => {
    const writer = stepSummary(subject);
    expect(writer.beginning + writer.add(passed('ERP')) + writer.end('Nothing found.')).toBe(
      '### jwtadm check\n\nNothing found\\.\n\n',
    );
  });
});
