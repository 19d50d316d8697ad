import { attackCases } from './attack-cases.ts';
import { carrierCases } from './carrier-cases.ts';
import { claimShapeCases } from './claim-shape-cases.ts';
import { claimsCases } from './claims-cases.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';
import { encodedAgainCases } from './encoded-again-cases.ts';
import { formCases, pasteCases } from './form-cases.ts';
import { headerAndKeyCases } from './header-and-key-cases.ts';
import { keyTextCases } from './key-text-cases.ts';
import { rotationCases } from './rotation-cases.ts';
import { searchCases } from './search-cases.ts';
import { signatureCases } from './signature-cases.ts';
import { timeClaimCases } from './time-claim-cases.ts';

/** Every case of a diagnosis in the repository, besides the tokens in the styles of real issuers. */
export const diagnosisCases: readonly DiagnosisCase[] = [
  ...formCases,
  ...pasteCases,
  ...carrierCases,
  ...encodedAgainCases,
  ...headerAndKeyCases,
  ...keyTextCases,
  ...signatureCases,
  ...searchCases,
  ...rotationCases,
  ...claimsCases,
  ...timeClaimCases,
  ...claimShapeCases,
  ...attackCases,
];
