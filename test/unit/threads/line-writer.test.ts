import { describe, expect, it } from 'vitest';
import type { Verification } from '../../../src/domain/verification.ts';
import { lineWriter } from '../../../src/threads/line-writer.ts';
import type { EvaluatedLine } from '../../../src/usecases/verify/batch/batch.ts';
import { acceptedVerification, shortSecretFinding } from '../../support/samples.ts';

const { commands: _none, ...facts } = shortSecretFinding;
const verification: Verification = {
  ...acceptedVerification(),
  diagnosis: [
    { ...facts, fixes: [{ kind: 'replace-secret', configuration: 'ERP', by: 'generated secret' }] },
  ],
};
const evaluated: EvaluatedLine = { ok: true, verification, comparison: undefined };
const fault: EvaluatedLine = { ok: false, fault: { kind: 'invalid-json', message: 'the line is not JSON' } };
const COMMAND = 'jwtadm edit ERP --generate-secret --config s.json';

describe('the writer of a batch', () => {
  it('gives each document its line and the commands of its findings, on the store that was named', () => {
    const writer = lineWriter({ output: 'documents', isReported: false, config: 's.json' });
    const { line, diagnosis } = JSON.parse(writer.document(3, evaluated));
    expect([line, diagnosis[0].commands]).toEqual([3, [COMMAND]]);
    expect(JSON.parse(writer.document(4, fault))).toEqual({ line: 4, error: fault.ok ? {} : fault.fault });
    expect(writer.reportCase(3, evaluated)).toBeUndefined();
  });

  it('shortens documents to codes', () => {
    const writer = lineWriter({ output: 'brief documents', isReported: false, config: undefined });
    expect(JSON.parse(writer.document(3, evaluated))).toEqual({
      line: 3,
      accepted: true,
      username: 'alice',
      codes: ['secret-too-short'],
    });
  });

  it('makes cases of a report beside a summary', () => {
    const writer = lineWriter({ output: 'summary', isReported: true, config: 's.json' });
    expect(writer.document(3, evaluated)).toBe('');
    expect(writer.reportCase(3, evaluated)).toMatchObject({ name: 'line 3 (ERP)', outcome: 'passed' });
    expect(JSON.stringify(writer.reportCase(3, evaluated))).toContain(COMMAND);
    expect(writer.reportCase(4, fault)).toMatchObject({ name: 'line 4', outcome: 'not evaluated' });
  });
});
