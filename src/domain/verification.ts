import type { JsonObject } from './claim-path.ts';
import type { Configuration } from './configuration.ts';
import type { Carrier } from './evidence.ts';
import type { Finding, FindingFacts, ReportedFinding, Stage, StageResult } from './finding.ts';
import type { EpochSeconds } from './instant.ts';
import type { MappedUser } from './mapped-user.ts';
import type { SigningSecret } from './previous-secret.ts';

/** The answer to: would this token log in under this configuration, as whom, and if not, why not. */
export interface Verification<F extends FindingFacts = Finding> {
  readonly accepted: boolean;
  readonly configuration: Pick<Configuration, 'name' | 'enabled' | 'signatureAlgorithm'>;
  /** Null unless accepted. */
  readonly user: MappedUser | null;
  readonly evaluatedAt: EpochSeconds;
  /** The secret that made the signature, the previous one also where it is accepted no longer; null where neither did. */
  readonly signedWith: SigningSecret | null;
  /** From when on the configuration's previous secret is refused; null where it has none. */
  readonly previousAcceptedUntil: EpochSeconds | null;
  /** What the token was extracted from, if it was not given as a bare token. */
  readonly carrier: Carrier | undefined;
  readonly token: {
    /** Null when the segment cannot be read. */
    readonly header: JsonObject | null;
    readonly claims: JsonObject | null;
    readonly issuedAt: EpochSeconds | null;
    readonly notBefore: EpochSeconds | null;
    readonly expiresAt: EpochSeconds | null;
    readonly effectiveExpiry: EpochSeconds | null;
  };
  readonly stages: Readonly<Record<Stage, StageResult>>;
  /** What blocks first on top, warnings last. A rejection carries an error at least. */
  readonly diagnosis: readonly F[];
}

/** The answer as a report shows it, with commands for the fixes. */
export type ReportedVerification = Verification<ReportedFinding>;
