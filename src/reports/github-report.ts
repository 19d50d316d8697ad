import type { ReportSubject, ReportWriter } from './report-writer.ts';
import { workflowCommand } from './workflow-command.ts';

/**
 * Annotations for GitHub Actions: one for each remark, and a notice that sums up. Every line is a workflow command, so
 * that no text of a token can be taken for another one.
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

/** The command that keeps a token out of the log of a job from then on; nothing where there is no token. */
export function maskCommand(token: string): string {
  return token === '' ? '' : workflowCommand('add-mask', {}, [token]);
}
