import type { Configuration } from '../../src/domain/configuration.ts';
import type { FindingFacts } from '../../src/domain/finding.ts';
import { type SecretResult, secretSource } from '../../src/domain/secret-key.ts';
import type { ReportedVerification, Verification } from '../../src/domain/verification.ts';
import { withCommands } from '../../src/terminal/fix-commands.ts';
import { verifyToken } from '../../src/usecases/verify/verify-token.ts';
import { NOW, SECRET } from './mint-token.ts';

/** An enabled configuration that accepts what `mint()` makes. */
export const erp: Configuration = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: SECRET,
  expirationTime: 86_400,
  usernameField: 'loginname',
  signatureAlgorithm: 'HS256',
};

/** What a test may set beside the configuration. */
export interface VerifyOptions {
  readonly now?: number;
  readonly secret?: SecretResult;
  readonly previousSecret?: SecretResult;
  readonly ignoresDisabled?: boolean;
  /** Other configurations of the store, with literal secrets. */
  readonly others?: readonly Configuration[];
}

/** Verifies a token under ERP with some fields changed, and gives commands for the fixes; literal secrets only, unless one is given. */
export function verify(
  text: string,
  changes: Partial<Configuration> = {},
  options: VerifyOptions = {},
): ReportedVerification {
  const configuration = { ...erp, ...changes };
  const { now = NOW, ignoresDisabled = false, others = [] } = options;
  const secret = options.secret ?? literalSecret(configuration);
  const previousSecret = () => options.previousSecret ?? previousLiteralSecret(configuration);
  const verification = verifyToken({
    text,
    configuration,
    secret,
    previousSecret,
    fingerprintKey: undefined,
    now,
    ignoresDisabled,
    others: () => others.map((other) => ({ configuration: other, secret: literalSecret(other) })),
  });
  return withCommands(verification, { config: undefined });
}

function literalSecret({ secretKey }: Pick<Configuration, 'secretKey'>): SecretResult {
  const source = secretSource(secretKey);
  if (source.kind !== 'literal') throw new Error('the test must read the secret itself');
  return { ok: true, text: source.text, encoding: source.encoding };
}

function previousLiteralSecret({ previousSecret }: Configuration): SecretResult | undefined {
  return previousSecret && literalSecret(previousSecret);
}

/** The codes of what was found, errors first. */
export function codesOf({ diagnosis }: Verification<FindingFacts>): string[] {
  return diagnosis.map(({ code }) => code);
}

/** The finding of that code; throws when there is none. */
export function findingOf<F extends FindingFacts>({ diagnosis }: Verification<F>, code: string): F {
  const finding = diagnosis.find((each) => each.code === code);
  if (!finding) throw new Error(`no finding ${code}`);
  return finding;
}
