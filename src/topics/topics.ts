import type { Page } from '../terminal/page.ts';
import { ciPage } from './ci.ts';
import { environmentPage } from './environment.ts';
import { exitCodesPage } from './exit-codes.ts';
import { secretsPage } from './secrets.ts';
import { storePage } from './store.ts';

/** The pages of help that belong to no command, by the names that `jwtadm help` takes. */
export const topics: Readonly<Record<string, Page>> = {
  'exit-codes': exitCodesPage,
  environment: environmentPage,
  store: storePage,
  secrets: secretsPage,
  ci: ciPage,
};
