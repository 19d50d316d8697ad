import type { Configuration } from '../../../src/domain/configuration.ts';
import { erp } from '../../support/verify.ts';

/** The secret of another system of the same company. */
export const CRM_SECRET = 'crm-2026-Tz5bQx8NvR1mKw4LyP7cJd0HsGf3UeAo';

/** The configuration of that system. */
export const crm: Configuration = { ...erp, name: 'CRM', secretKey: CRM_SECRET };
