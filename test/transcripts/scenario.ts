import type { Setting } from '../support/run.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

/** One command line that is run, and whose whole output is kept in a Markdown file of its own. */
export interface Scenario {
  /** What the user wants or does wrong; the title and, in kebab-case, the file name. */
  readonly title: string;
  readonly argv: readonly string[];
  readonly setting?: Setting;
}

/** The store that most scenarios start with: an enabled ERP and a disabled CRM. */
export const twoConfigurations: Setting = { files: { 'jwtadm.json': storeOf(erp, crm) } };

/** The same on a terminal of 80 columns. */
export const onTerminal: Setting = {
  ...twoConfigurations,
  isTerminal: true,
  columns: 80,
  env: { NO_COLOR: '1' },
};
