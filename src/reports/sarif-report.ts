import packageJson from '../../package.json' with { type: 'json' };
import { toIso } from '../domain/instant.ts';
import type { ReportCase } from '../domain/report-case.ts';
import { escapeJson, escapeUnprintable } from '../domain/unprintable.ts';
import { caseFingerprint } from './case-fingerprint.ts';
import { fileUri } from './file-uri.ts';
import type { ReportSubject, ReportWriter } from './report-writer.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A log in the format SARIF 2.1.0, with one run: its rules are everything that can be found, its results are the findings. */
export function sarifReport(subject: ReportSubject): ReportWriter {
  const results: object[] = [];
  return {
    beginning: `{\n  "$schema": "${SCHEMA}",\n  "version": "2.1.0",\n  "runs": `,
    add(each) {
      results.push(...resultsOf(subject, each));
      return '';
    },
    end() {
      const runs = JSON.stringify([run(subject, results)], undefined, 2);
      return `${escapeJson(runs).replaceAll('\n', '\n  ')}\n}\n`;
    },
  };
}

function run({ at, rules }: ReportSubject, results: readonly object[]): object {
  const { name, version } = packageJson;
  return {
    tool: { driver: { name, version, semanticVersion: version, rules: rules.map(ruleDescriptor) } },
    invocations: [{ executionSuccessful: true, endTimeUtc: toIso(at) }],
    columnKind: 'utf16CodeUnits',
    results,
  };
}

function ruleDescriptor({ code, severity, issue, cause, solution }: ReportSubject['rules'][number]): object {
  const help = `Possible cause: ${cause}\n\nSolution: ${solution}`;
  return {
    id: code,
    shortDescription: { text: `${issue}: ${code}` },
    fullDescription: { text: cause },
    help: { text: help },
    defaultConfiguration: { level: severity },
    properties: { tags: ['security'] },
  };
}

function resultsOf({ file = '', rules }: ReportSubject, { name, line = 1, remarks }: ReportCase): object[] {
  return remarks.map(({ code, severity, lines }) => ({
    ruleId: code,
    ruleIndex: rules.findIndex((rule) => rule.code === code),
    level: severity,
    message: { text: [`${name}: ${lines[0] ?? code}`, ...lines.slice(1)].map(escapeUnprintable).join('\n') },
    locations: [
      {
        physicalLocation: { artifactLocation: fileUri(file), region: { startLine: line } },
        logicalLocations: [{ name: escapeUnprintable(name), kind: 'object' }],
      },
    ],
    partialFingerprints: { 'jwtadm/v1': caseFingerprint(file, name, code) },
  }));
}
