import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Context } from '../../context.ts';

/**
 * A file as CI names it: below the folder of the checkout, which the runners of GitHub and GitLab name in a variable,
 * or else the working directory. What lies elsewhere is named by its absolute path. Always with slashes.
 */
export function placeInCheckout({ cwd, env }: Context, path: string): string {
  const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || cwd;
  const file = resolve(cwd, path);
  const below = relative(root, file);
  const isBelow = below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
  return (isBelow ? below : file).split(sep).join('/');
}
