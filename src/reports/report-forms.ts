/** The formats of a report; `github` is written to stdout only, never to a file. */
export type ReportForm = 'junit' | 'github' | 'gitlab' | 'sarif';

/** The formats of a report file. */
export type FileForm = Exclude<ReportForm, 'github'>;

/** The file name endings of each format, longer ones first. */
export const reportEndings: readonly (readonly [ending: string, form: FileForm])[] = [
  ['.xml', 'junit'],
  ['.sarif.json', 'sarif'],
  ['.sarif', 'sarif'],
  ['.json', 'gitlab'],
];

/** The format that a file name selects; undefined for any other ending. */
export function formOfFile(path: string): FileForm | undefined {
  const name = path.toLowerCase();
  return reportEndings.find(([ending]) => name.endsWith(ending))?.[1];
}
