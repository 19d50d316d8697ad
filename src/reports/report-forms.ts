/** What a report can be written in; of `github` there are lines of output only, no file. */
export type ReportForm = 'junit' | 'github' | 'gitlab' | 'sarif';

/** The forms that a file can have. */
export type FileForm = Exclude<ReportForm, 'github'>;

/** How the names of files of each form end, what is more special first. */
export const reportEndings: readonly (readonly [ending: string, form: FileForm])[] = [
  ['.xml', 'junit'],
  ['.sarif.json', 'sarif'],
  ['.sarif', 'sarif'],
  ['.json', 'gitlab'],
];

/** The form that a file's name asks for; undefined when its ending is none of these. */
export function formOfFile(path: string): FileForm | undefined {
  const name = path.toLowerCase();
  return reportEndings.find(([ending]) => name.endsWith(ending))?.[1];
}
