import packageJson from '../../package.json' with { type: 'json' };
import { toIsoSeconds } from '../domain/instant.ts';
import type { ReportCase } from '../domain/report-case.ts';
import type { ReportSubject, ReportWriter } from './report-writer.ts';
import { xmlText } from './xml-text.ts';

/** The largest suite: its first tag contains the number of its cases, so they are kept until it ends. */
const CASES_PER_SUITE = 1000;

/**
 * JUnit's XML as Ant's task and Jenkins define it: a case is a test case. The output satisfies both schemas:
 * a suite has properties and both outputs, and a case has at most one fault.
 */
export function junitReport(subject: ReportSubject): ReportWriter {
  let suites = 0;
  let held: ReportCase[] = [];
  function nextSuite(): string {
    const text = suiteText(subject, suites, held);
    suites += 1;
    held = [];
    return text;
  }
  return {
    beginning: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n',
    add(each) {
      held.push(each);
      return held.length < CASES_PER_SUITE ? '' : nextSuite();
    },
    end: () => `${held.length > 0 || suites === 0 ? nextSuite() : ''}</testsuites>\n`,
  };
}

function suiteText(
  { command, at, file }: ReportSubject,
  index: number,
  cases: readonly ReportCase[],
): string {
  const attributes = {
    name: index === 0 ? `jwtadm ${command}` : `jwtadm ${command} (${index + 1})`,
    package: 'jwtadm',
    id: index,
    // Without a time zone, as Ant writes it; the time is UTC.
    timestamp: toIsoSeconds(at).replace('Z', ''),
    hostname: 'localhost',
    tests: cases.length,
    failures: cases.filter(({ outcome }) => outcome === 'failed').length,
    errors: cases.filter(({ outcome }) => outcome === 'not evaluated').length,
    time: 0,
  };
  const properties = { version: packageJson.version, ...(file !== undefined && { file }) };
  return [
    `  <testsuite${attributesText(attributes)}>`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([name, value]) => `      <property${attributesText({ name, value })}/>`,
    ),
    '    </properties>',
    ...cases.map((each) => caseText(command, each)),
    `    <system-out>${warningsText(cases)}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>\n',
  ].join('\n');
}

function caseText(command: string, { name, outcome, remarks }: ReportCase): string {
  const tag = `<testcase${attributesText({ name, classname: `jwtadm.${command}`, time: 0 })}`;
  if (outcome === 'passed') return `    ${tag}/>`;
  const element = outcome === 'failed' ? 'failure' : 'error';
  const [first] = remarks;
  const fault = attributesText({ type: first?.code ?? outcome, message: first?.lines[0] ?? outcome });
  const text = remarks.flatMap(({ severity, title, lines }) => [`${severity}: ${title}`, ...lines]);
  return [
    `    ${tag}>`,
    `      <${element}${fault}>${text.map(xmlText).join('\n')}</${element}>`,
    '    </testcase>',
  ].join('\n');
}

/** The warnings on cases that passed: the format has no place for them at the case. */
function warningsText(cases: readonly ReportCase[]): string {
  const passed = cases.filter(({ outcome }) => outcome === 'passed');
  return passed
    .flatMap(({ name, remarks }) =>
      remarks.map(({ severity, title, lines }) =>
        xmlText(`${name}: ${severity}: ${title} ${lines[0] ?? ''}`),
      ),
    )
    .join('\n');
}

function attributesText(attributes: Readonly<Record<string, string | number>>): string {
  const entries = Object.entries(attributes);
  return entries.map(([name, value]) => ` ${name}="${xmlText(String(value))}"`).join('');
}
