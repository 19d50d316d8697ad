import type { ReportSubject, ReportWriter } from './report-writer.ts';
import { workflowCommand } from './workflow-command.ts';

/**
 * Annotations for GitHub Actions: one for each remark, and a notice with the summary. Every line is a workflow command, so
 * no text of a token can be read as another one.
 */
export function githubReport({ command, file }: ReportSubject): ReportWriter {
  return {
    beginning: '',
    add: ({ name, line, remarks }) =>
      remarks
        .map(({ severity, title, lines }) =>
          workflowCommand(
            severity,
            { file, line: file === undefined ? undefined : line, title: `${name}: ${title}` },
            lines,
          ),
        )
        .join(''),
    end: (closing) => workflowCommand('notice', { title: `jwtadm ${command}` }, [closing]),
  };
}

/** The command that masks a token in the rest of the job's log; empty without a token. */
export function maskCommand(token: string): string {
  return token === '' ? '' : workflowCommand('add-mask', {}, [token]);
}
