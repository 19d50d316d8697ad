import type { Configuration } from '../../src/domain/configuration.ts';
import type { ReportedFinding } from '../../src/domain/finding.ts';
import type { ReportedVerification } from '../../src/domain/verification.ts';
import { type ColorChoice, type Style, styleFor } from '../../src/terminal/style.ts';

/** The style of a terminal, in UTF-8 and without colour unless told otherwise. */
export function terminalStyle({
  columns = 80,
  color = 'never' as ColorChoice,
  locale = 'C.UTF-8',
  isTerminal = true,
} = {}): Style {
  return styleFor({ isTerminal, columns }, { LANG: locale }, color);
}

/** The secret of {@link sampleConfiguration}, which no view may show. */
export const SAMPLE_SECRET = 'S3cret-that-no one-may-see';

/** A configuration that is wholly filled in, but for what is changed. */
export function sampleConfiguration(changes: Partial<Configuration> = {}): Configuration {
  return {
    name: 'ERP',
    enabled: true,
    tokenName: 'token',
    secretKey: SAMPLE_SECRET,
    expirationTime: 86_400,
    usernameField: 'loginname',
    nameField: 'name',
    emailField: 'email',
    signatureAlgorithm: 'HS256',
    userType: 'Reader',
    initializationRoles: ['Power User', 'Report Author'],
    issuer: 'https://erp.example.com',
    audience: ['bi'],
    clockTolerance: 30,
    createdAt: '2025-03-01T08:00:00.000Z',
    lastModified: '2025-03-12T15:00:33.000Z',
    creator: 'admin',
    ...changes,
  };
}

/** 2026-11-23T18:00:00Z. */
export const REPORT_NOW = 1_795_456_800;

/** Alice logs in under ERP with a token that is 2 of its 24 hours old, but for what is changed. */
export function acceptedVerification(changes: Partial<ReportedVerification> = {}): ReportedVerification {
  return {
    accepted: true,
    configuration: { name: 'ERP', enabled: true, signatureAlgorithm: 'HS256' },
    user: { username: 'alice', name: 'Alice', email: null, userType: 'Reader', roles: ['Author'] },
    evaluatedAt: REPORT_NOW,
    signedWith: 'current',
    previousAcceptedUntil: null,
    carrier: undefined,
    token: {
      header: { alg: 'HS256' },
      claims: { loginname: 'alice' },
      issuedAt: REPORT_NOW - 7200,
      notBefore: null,
      expiresAt: REPORT_NOW + 79_200,
      effectiveExpiry: REPORT_NOW + 79_200,
    },
    stages: {
      config: 'passed',
      token: 'passed',
      header: 'passed',
      key: 'passed',
      signature: 'passed',
      time: 'passed',
      claims: 'passed',
      mapping: 'passed',
    },
    diagnosis: [],
    ...changes,
  };
}

/** The same token, but its signature does not fit, and the secret is short besides. */
export function rejectedVerification(changes: Partial<ReportedVerification> = {}): ReportedVerification {
  const { stages } = acceptedVerification();
  return acceptedVerification({
    accepted: false,
    user: null,
    signedWith: null,
    stages: { ...stages, signature: 'failed', mapping: 'skipped' },
    diagnosis: [base64Finding, shortSecretFinding],
    ...changes,
  });
}

export const base64Finding: ReportedFinding = {
  code: 'secret-is-base64',
  severity: 'error',
  stage: 'signature',
  issue: 'JWT authentication fails',
  cause: 'The signature is right once the secret is decoded from base64: the issuer reads it so.',
  solution: 'Read it as base64 here too.',
  proved: true,
  evidence: { bits: 256 },
  commands: ['jwtadm edit ERP --secret-encoding base64'],
  forIssuer: 'The secret is text; please do not decode it.',
};

export const shortSecretFinding: ReportedFinding = {
  code: 'secret-too-short',
  severity: 'warning',
  stage: 'key',
  issue: 'Unauthorized access',
  cause: 'The secret has 4 bytes.',
  solution: 'Make a new one.',
  proved: false,
  evidence: {},
  commands: [],
  forIssuer: null,
};
