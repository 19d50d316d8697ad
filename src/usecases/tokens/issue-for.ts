import type { GenerateOptions } from '../../commands/generate.ts';
import type { Context } from '../../context.ts';
import type { JsonObject } from '../../domain/claim-path.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { type EpochSeconds, toIsoSeconds } from '../../domain/instant.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import type { Verification } from '../../domain/verification.ts';
import { issueLogin, sentText } from '../../issuer/issue-login.ts';
import { loginUrl, loginUrlFault } from '../../issuer/login-url.ts';
import { Problem } from '../../problem.ts';
import { type VerificationRequest, verifyToken } from '../verify/verify-token.ts';
import { signingKeyFor } from './signing-key.ts';

/** A token that was made, and what is to be said of it. */
export interface IssuedToken {
  readonly token: string;
  /** The login URL, where one was asked for. */
  readonly url: string | null;
  /** What is printed: the URL, or the token as it would be sent. */
  readonly text: string;
  /** Null where it is broken so that they cannot be read. */
  readonly claims: JsonObject | null;
  readonly header: JsonObject | null;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** What the sources of a configuration's secrets give. */
type Secrets = Pick<VerificationRequest, 'secret' | 'previousSecret'>;

/** Makes the token that generate was asked for, and looks at what verify says of it. */
export function issueFor(
  context: Context,
  secrets: Secrets,
  configuration: Configuration,
  options: GenerateOptions & { readonly username: string },
): IssuedToken {
  const signing = options.usesPreviousSecret ? requirePrevious(secrets, configuration) : secrets.secret;
  const secret = requireSecret(signing, configuration);
  const now = Math.floor(options.at ?? context.now());
  const { username, claims: more, lifetimeSeconds, broken: code } = options;
  const signingKey = signingKeyFor(context, configuration, secret, options.privateKeyFile);
  const issuer = { configuration, secret, now, signingKey };
  const issued = issueLogin(issuer, { username, more, lifetimeSeconds, broken: code });
  if (!issued.ok) throw notBreakable(code ?? '', configuration, issued.reason);
  const { token, tokenName } = issued;
  const url = urlOf(options.url, tokenName ?? configuration.tokenName, token);
  const text = url ?? sentText(issued);
  const verification = rehearse(text, configuration, secrets, now);
  const { header, claims: readClaims } = verification.token;
  const remarks = code === undefined ? remarksOn(verification) : remarksOnBroken(verification, code);
  return { token, url, text, header, claims: readClaims, ...remarks };
}

function requireSecret(reading: SecretResult, { name }: Configuration): SecretResult & { readonly ok: true } {
  if (reading.ok) return reading;
  throw new Problem(
    'store',
    `the secret of ${name} cannot be read: ${reading.reason}`,
    `\`jwtadm show ${shellWord(name)}\` says where it should be`,
  );
}

function requirePrevious({ previousSecret }: Secrets, { name }: Configuration): SecretResult {
  const reading = previousSecret();
  if (reading) return reading;
  throw new Problem(
    'usage',
    `--previous-secret was given, and ${name} has no previous secret`,
    `\`jwtadm edit ${shellWord(name)} --rotate-secret\` makes its secret the previous one`,
  );
}

function urlOf(base: string | undefined, tokenName: string, token: string): string | null {
  if (base === undefined) return null;
  const fault = loginUrlFault(base, tokenName);
  if (fault !== undefined) throw new Problem('usage', `--url ${fault}`);
  return loginUrl(base, tokenName, token);
}

function notBreakable(code: string, { name }: Configuration, reason: string): Problem {
  return new Problem(
    'usage',
    `no token of ${name} can give ${code}: ${reason}`,
    `\`jwtadm explain ${code}\` shows an example`,
  );
}

/** What verify will say at the moment of issue, but for whether the configuration is enabled. */
function rehearse(
  text: string,
  configuration: Configuration,
  secrets: Secrets,
  now: EpochSeconds,
): Verification {
  return verifyToken({
    text,
    configuration,
    ...secrets,
    fingerprintKey: undefined,
    now,
    ignoresDisabled: true,
    others: () => [],
  });
}

type Remarks = Pick<IssuedToken, 'notes' | 'warnings'>;

function remarksOn(verification: Verification): Remarks {
  const { accepted, configuration, signedWith, previousAcceptedUntil, diagnosis } = verification;
  const { name, enabled } = configuration;
  const errors = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const enable = `\`jwtadm enable ${shellWord(name)}\``;
  return {
    notes: [
      ...(accepted && !enabled ? [`${name} is not enabled: it refuses the token until ${enable}.`] : []),
      ...(accepted && signedWith === 'previous' && previousAcceptedUntil !== null
        ? [
            `Signed with the previous secret, which ${name} accepts until ${toIsoSeconds(previousAcceptedUntil)}.`,
          ]
        : []),
      ...(diagnosis.some(({ code }) => code === 'lifetime-exceeds-configuration')
        ? ['The token lives longer than Expiration Time allows, which ends it before.']
        : []),
    ],
    warnings: accepted ? [] : [`${name} will refuse this token: ${errors.join(', ')}`],
  };
}

function remarksOnBroken({ configuration: { name }, diagnosis }: Verification, code: string): Remarks {
  const codes = diagnosis.map((finding) => finding.code);
  if (!codes.includes(code)) {
    // Further claims, or a secret of an odd form, may bring about that something else explains it.
    const others = codes.length === 0 ? 'nothing' : codes.join(', ');
    throw new Problem(
      'usage',
      `with these claims and this secret the token would not give ${code}, but ${others}`,
      `\`jwtadm explain ${code}\` shows an example`,
    );
  }
  return {
    notes: [`Broken on purpose: \`jwtadm verify ${shellWord(name)}\` will say ${codes.join(', ')}.`],
    warnings: [],
  };
}
