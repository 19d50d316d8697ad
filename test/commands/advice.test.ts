import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/domain/configuration.ts';
import type { ReportedFinding } from '../../src/domain/finding.ts';
import { diagnosisCases } from '../cases/all-cases.ts';
import type { DiagnosisCase } from '../cases/diagnosis-case.ts';
import { NOW as TOKEN_TIME } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { storeOf } from '../support/stores.ts';
import { erp, verify } from '../support/verify.ts';

/** A command that a finding advises, and the case that it is advised for. */
interface Advice {
  readonly diagnosisCase: DiagnosisCase;
  readonly finding: ReportedFinding;
  readonly command: string;
}

/** The words of a command as a POSIX shell reads them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:'([^']*)'|\\(.)|([^\s'\\]+))+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(.)/g, '$1$2'),
  );
}

/** Whether a command can be run as it is: words in capitals and secrets are for the user to give. */
function isComplete(command: string): boolean {
  return (
    /^jwtadm edit /.test(command) && !/--secret-stdin| [A-Z_]+_FILE\b| (?:ISSUER|AUDIENCE)\b/.test(command)
  );
}

const advice: readonly Advice[] = diagnosisCases.flatMap((diagnosisCase) => {
  const { token, changes, options } = diagnosisCase;
  return verify(token, changes, options).diagnosis.flatMap((finding) =>
    finding.commands.filter(isComplete).map((command) => ({ diagnosisCase, finding, command })),
  );
});

/** The store of a case, whose secrets are literal ones. */
function storeOfCase({ changes, options }: DiagnosisCase): object {
  const secret = options?.secret?.ok
    ? { value: options.secret.text, encoding: options.secret.encoding }
    : undefined;
  const configuration: Configuration = { ...erp, ...changes, ...(secret && { secretKey: secret }) };
  return storeOf(configuration, ...(options?.others ?? []));
}

describe('every command that a diagnosis advises', () => {
  it('is in many cases one that can be run as it is', () => {
    expect(advice.length).toBeGreaterThan(60);
  });

  it.each(advice.map((each) => [each.diagnosisCase.title, each.command, each] as const))(
    'for a token %s removes its finding: %s',
    async (_title, command, { diagnosisCase, finding }) => {
      const { token, options } = diagnosisCase;
      const edited = await run(wordsOf(command).slice(1), {
        files: { 'jwtadm.json': storeOfCase(diagnosisCase) },
      });
      expect(edited.exitCode, edited.stderr).toBe(0);
      const at = String(options?.now ?? TOKEN_TIME);
      const flags = ['--at', at, '--json', ...(options?.ignoresDisabled ? ['--ignore-disabled'] : [])];
      const [, , name = 'ERP'] = wordsOf(command);
      const again = await run(['verify', name, '-', ...flags], { folder: edited.folder, stdin: token });
      const { accepted, user, diagnosis } = JSON.parse(again.stdout) as ReturnType<typeof verify>;
      expect(diagnosis.map(({ code }) => code)).not.toContain(finding.code);
      if (finding.solution.includes('Then this token logs in as')) {
        expect({ accepted, username: user?.username }).toEqual({
          accepted: true,
          username: finding.evidence.usernameOnceMended,
        });
      }
    },
  );
});
