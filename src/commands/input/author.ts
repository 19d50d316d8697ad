import type { Context } from '../../context.ts';
import { fieldFault } from '../../domain/configuration.ts';
import type { ChangeAuthor } from '../../domain/store-change.ts';
import { Problem } from '../../problem.ts';

/**
 * Who runs a command that changes a store: $JWTADM_USER, or else the system user if the store can hold that
 * name. Throws a usage Problem when $JWTADM_USER is not a valid name.
 */
export function authorOf(context: Context, command: string): ChangeAuthor {
  return { by: userOf(context), command, at: context.now() };
}

function userOf({ env, systemUser }: Context): string | undefined {
  const named = env.JWTADM_USER;
  if (named) {
    const fault = fieldFault('lastModifiedBy', named);
    if (fault !== undefined) throw new Problem('usage', `$JWTADM_USER ${fault}`);
    return named;
  }
  return fieldFault('lastModifiedBy', systemUser) === undefined ? systemUser : undefined;
}
