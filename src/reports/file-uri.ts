import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file of a report as an artifact location of SARIF: below the root of the source, or an absolute path. */
export function fileUri(file: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  const url = new URL('file:///');
  // Assigning encodes the path, except what already looks encoded.
  url.pathname = `/${file.replaceAll('%', '%25')}`;
  return { uri: url.pathname.slice(1), uriBaseId: '%SRCROOT%' };
}
