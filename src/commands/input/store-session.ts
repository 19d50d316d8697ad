import type { Context } from '../../context.ts';
import type { ChangeNeeds } from '../../usecases/configurations/change-needs.ts';
import type { StoreRequest } from '../../usecases/ports.ts';
import { type GlobalOptions, storeRequest } from '../line/global-options.ts';
import { authorOf } from './author.ts';
import { storedSecrets } from './stored-secrets.ts';

/** A command that changes a store: its options, its environment, and what use cases need for a change. */
export interface StoreSession<Options extends GlobalOptions = GlobalOptions> extends ChangeNeeds {
  readonly context: Context;
  readonly options: Options;
}

/** Opens the store for changes by a subcommand; throws a Problem when it cannot be used. */
export async function openSession<Options extends GlobalOptions>(
  context: Context,
  options: Options,
  command: string,
  { whenMissing, isLazy }: Pick<StoreRequest, 'whenMissing' | 'isLazy'> = { whenMissing: 'refuse' },
): Promise<StoreSession<Options>> {
  const author = authorOf(context, command);
  const store = await context.openStore({ ...storeRequest(options, whenMissing), author, isLazy });
  return {
    context,
    options,
    store,
    author,
    secrets: storedSecrets(context, options, store),
    keyFiles: context.keyFiles,
    now: () => context.now(),
  };
}
