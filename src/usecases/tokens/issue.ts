import type { JsonObject } from '../../domain/claim-path.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { EpochSeconds } from '../../domain/instant.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import type { Verification } from '../../domain/verification.ts';
import type { Issuance, SigningKey } from '../../issuer/issuance.ts';
import { issueLogin, type LoginOrder, sentText } from '../../issuer/issue-login.ts';
import { loginUrl, loginUrlFault } from '../../issuer/login-url.ts';
import { type VerificationRequest, verifyToken } from '../verify/verify-token.ts';
import { type SigningKeyFault, signingKeyFor } from './signing-key.ts';

/** What the sources of a configuration's secrets give. */
export type IssuerSecrets = Pick<VerificationRequest, 'secret' | 'previousSecret'>;

/** A test token to make: whose login, under which configuration, signed how. */
export interface IssueRequest {
  readonly configuration: Configuration;
  readonly login: LoginOrder;
  /** The time of issue. */
  readonly now: EpochSeconds;
  /** The page that the token opens; undefined for the token alone. */
  readonly url: string | undefined;
  /** Reads the private key that was given; undefined where none was. */
  readonly privateKeyText: (() => string) | undefined;
  /** Sign as an issuer that still has the previous secret. */
  readonly usesPreviousSecret: boolean;
}

/** A token that was made. */
export interface IssuedToken {
  readonly token: string;
  /** The login URL, where one was requested. */
  readonly url: string | null;
  /** The URL, or the token as it would be sent. */
  readonly text: string;
  /** Null where it is broken so that they cannot be read. */
  readonly claims: JsonObject | null;
  readonly header: JsonObject | null;
  /** What `verify` will say at the time of issue, except for whether the configuration is enabled. */
  readonly verification: Verification;
}

/** Why a token was not made. */
export type IssueFault =
  | SigningKeyFault
  | { readonly kind: 'secret-unreadable'; readonly reason: string }
  | { readonly kind: 'no-previous-secret' }
  /** The reason is a clause that follows the name of what was given. */
  | { readonly kind: 'url-unusable'; readonly reason: string }
  /** This configuration knows no token that is broken in this way. */
  | { readonly kind: 'not-breakable'; readonly code: string; readonly reason: string }
  /** With these claims or this secret, the token gives other codes. */
  | { readonly kind: 'other-codes'; readonly code: string; readonly codes: readonly string[] };

/** A token, or why it was not made. */
export type IssueResult =
  | { readonly ok: true; readonly issued: IssuedToken }
  | { readonly ok: false; readonly fault: IssueFault };

/** Makes a test token as the issuing system would, and verifies it. Reading the private key may throw a Problem. */
export function issueTestToken(secrets: IssuerSecrets, request: IssueRequest): IssueResult {
  const { configuration, login, now } = request;
  const secret = request.usesPreviousSecret ? secrets.previousSecret() : secrets.secret;
  if (!secret) return failed({ kind: 'no-previous-secret' });
  if (!secret.ok) return failed({ kind: 'secret-unreadable', reason: secret.reason });
  const signing = signingKeyFor(configuration, secret, request.privateKeyText);
  if (!signing.ok) return signing;
  const made = make({ configuration, secret, now }, login, signing.key);
  if (!made.ok) return made;
  const sent = sentAs(made, request);
  if (!sent.ok) return sent;
  const verification = rehearse(sent.text, secrets, request);
  const fault = brokenOtherwise(verification, login.broken);
  if (fault) return failed(fault);
  const { header, claims } = verification.token;
  return {
    ok: true,
    issued: { token: made.token, url: sent.url, text: sent.text, header, claims, verification },
  };
}

type Failed = { readonly ok: false; readonly fault: IssueFault };

function failed(fault: IssueFault): Failed {
  return { ok: false, fault };
}

interface MadeToken {
  readonly ok: true;
  readonly token: string;
  /** The field to send it in, when that is not the one called Token Name. */
  readonly tokenName?: string;
}

/** Thrown where a token must be signed and there is no key: only some broken tokens need none. */
class MissingKey extends Error {}

function make(
  issuer: Omit<Issuance, 'claims' | 'signingKey'> & { secret: SecretResult },
  login: LoginOrder,
  key: SigningKey | undefined,
): MadeToken | Failed {
  const signingKey = () => {
    if (key) return key;
    throw new MissingKey();
  };
  try {
    const made = issueLogin({ ...issuer, signingKey }, login);
    if (made.ok) return made;
    return failed({ kind: 'not-breakable', code: login.broken ?? '', reason: made.reason });
  } catch (error) {
    if (!(error instanceof MissingKey)) throw error;
    return failed({ kind: 'private-key-missing', algorithm: issuer.configuration.signatureAlgorithm });
  }
}

/** The URL that was requested, and the text to send. */
function sentAs(
  made: MadeToken,
  { url: base, configuration }: IssueRequest,
): { readonly ok: true; readonly url: string | null; readonly text: string } | Failed {
  if (base === undefined) return { ok: true, url: null, text: sentText(made) };
  const tokenName = made.tokenName ?? configuration.tokenName;
  const reason = loginUrlFault(base, tokenName);
  if (reason !== undefined) return failed({ kind: 'url-unusable', reason });
  const url = loginUrl(base, tokenName, made.token);
  return { ok: true, url, text: url };
}

function rehearse(text: string, secrets: IssuerSecrets, { configuration, now }: IssueRequest): Verification {
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

/** Further claims, or a secret of an odd form, may cause other codes than the one that was requested. */
function brokenOtherwise({ diagnosis }: Verification, code: string | undefined): IssueFault | undefined {
  const codes = diagnosis.map((finding) => finding.code);
  if (code === undefined || codes.includes(code)) return undefined;
  return { kind: 'other-codes', code, codes };
}
