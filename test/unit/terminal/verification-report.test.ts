import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stage, stages } from '../../../src/domain/finding.ts';
import { escapeUnprintable } from '../../../src/domain/unprintable.ts';
import type { ReportedVerification } from '../../../src/domain/verification.ts';
import { renderVerification } from '../../../src/terminal/verification-report.ts';
import { displayWidth } from '../../../src/terminal/wrap.ts';
import { hostileText, unprintableIn } from '../../support/hostile-text.ts';
import {
  acceptedVerification,
  base64Finding,
  REPORT_NOW,
  rejectedVerification,
  shortSecretFinding,
  terminalStyle,
} from '../../support/samples.ts';

const style = terminalStyle();
const noTimes = { issuedAt: null, notBefore: null, expiresAt: null, effectiveExpiry: null };

describe('the report of an accepted token', () => {
  it('says who logs in, that all stages passed, and how long the token lives', () => {
    expect(renderVerification(acceptedVerification(), style)).toBe(
      `ACCEPTED  this token logs in as alice under ERP
          evaluated at 2026-11-23T18:00:00Z

User
  Username   alice
  Name       Alice
  Email      -
  User type  Reader (on first login)
  Roles      Author (on first login)

Checks
  ✓ config passed      ✓ token passed   ✓ header passed   ✓ key passed
  ✓ signature passed   ✓ time passed    ✓ claims passed   ✓ mapping passed

Token life
  ├━━━━━●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┤
  issued 2026-11-23T16:00:00Z                     expires 2026-11-24T16:00:00Z
        now 2026-11-23T18:00:00Z
  Issued 2 h ago, expires in 22 h.
`,
    );
  });

  it('of a rehearsal says that the configuration is still to be enabled, and how', () => {
    const configuration = { name: 'ERP', enabled: false, signatureAlgorithm: 'HS256' } as const;
    expect(opening(acceptedVerification({ configuration }))).toBe(
      `ACCEPTED  this token would log in as alice under ERP, once it is enabled
          evaluated at 2026-11-23T18:00:00Z
      jwtadm enable ERP`,
    );
  });

  it('does not let a name of 60,000 characters flood the terminal', () => {
    const user = { username: 'x'.repeat(60_000), name: null, email: null, userType: null, roles: [] };
    const report = renderVerification(acceptedVerification({ user }), style);
    expect(report.replaceAll(/\s/g, '')).toContain(`${'x'.repeat(400)}…(60000characters)`);
    expect(report.length).toBeLessThan(2500);
  });

  it('aligns a user whose name is wide or has combining characters', () => {
    const user = { username: '漢字', name: 'Ame\u{301}lie', email: null, userType: null, roles: ['役割'] };
    expect(section(acceptedVerification({ user }), 'User')).toBe(
      `User
  Username   漢字
  Name       Ame\u{301}lie
  Email      -
  User type  -
  Roles      役割 (on first login)`,
    );
  });
});

describe('the report of a token under a configuration with a previous secret', () => {
  it.each([
    ['current', REPORT_NOW + 3600, 'signed with the current secret, not with the previous one'],
    ['previous', REPORT_NOW + 3600, 'signed with the previous secret, accepted until 2026-11-23T19:00:00Z'],
    ['previous', REPORT_NOW, 'signed with the previous secret, refused since 2026-11-23T18:00:00Z'],
  ] as const)('says that the %s one made it', (signedWith, previousAcceptedUntil, remark) => {
    const report = opening(acceptedVerification({ signedWith, previousAcceptedUntil }));
    expect(report?.split('\n')[2]).toBe(`          ${remark}`);
  });

  it('says nothing where neither made it', () => {
    const verification = rejectedVerification({ previousAcceptedUntil: REPORT_NOW });
    expect(opening(verification)).not.toContain('signed');
  });
});

describe('the report of a rejected token', () => {
  it('says what is wrong, why, what to do and with which command, errors before warnings', () => {
    const verification = rejectedVerification({ diagnosis: [shortSecretFinding, base64Finding] });
    expect(section(verification, 'Diagnosis')).toBe(
      `Diagnosis: 1 error, 1 warning
✗ error: JWT authentication fails [secret-is-base64] proved
  Possible cause  The signature is right once the secret is decoded from base64:
                  the issuer reads it so.
  Solution        Read it as base64 here too.
      jwtadm edit ERP --secret-encoding base64
  To the issuer's developer:
    The secret is text; please do not decode it.

! warning: [secret-too-short]
  Possible cause  The secret has 4 bytes.
  Solution        Make a new one.
`,
    );
  });

  it('opens with the verdict and does not speak of a user', () => {
    const report = renderVerification(rejectedVerification(), style);
    expect(report.split('\n\n')[0]).toBe(
      `REJECTED  ERP does not let this token log in
          evaluated at 2026-11-23T18:00:00Z`,
    );
    expect(report).not.toContain('User\n');
  });

  it('fits 60 columns, but for a command, which stays in one line', () => {
    const command = `jwtadm edit ERP --username-field ${'a'.repeat(40)}`;
    const verification = rejectedVerification({ diagnosis: [{ ...base64Finding, commands: [command] }] });
    const report = renderVerification(verification, terminalStyle({ columns: 60 }));
    expect(report.split('\n').filter((line) => displayWidth(line) > 60)).toEqual([`      ${command}`]);
  });

  it('says the verdict of every stage in words as well', () => {
    const report = renderVerification(rejectedVerification(), terminalStyle({ columns: 60, locale: 'C' }));
    expect(report).toContain(
      `Checks
  + config passed   + token passed       + header passed
  + key passed      x signature failed   + time passed
  + claims passed   - mapping skipped
`,
    );
  });

  it('is the same text with colour as without', () => {
    const verification = rejectedVerification();
    const colored = renderVerification(verification, terminalStyle({ color: 'always' }));
    expect(colored).toContain('\u{1b}[31mREJECTED\u{1b}[39m');
    expect(colored.replaceAll(/\u{1b}\[\d+m/gu, '')).toBe(renderVerification(verification, style));
  });
});

describe('the report on a token without times', () => {
  it.each([
    ['that can be read', {}, 'The token has no usable time of issue or expiry.'],
    ['that cannot be read', null, 'The times of the token cannot be read.'],
  ])('%s says so instead of drawing', (_, claims, expected) => {
    const verification = rejectedVerification({ token: { header: {}, claims, ...noTimes } });
    expect(section(verification, 'Token life')).toBe(`Token life\n  ${expected}`);
  });

  it('does not fail over moments that no date can say', () => {
    const token = { header: {}, claims: {}, ...noTimes, issuedAt: 1e15, expiresAt: Number.NaN };
    const report = renderVerification(rejectedVerification({ token, evaluatedAt: 1e15 }), style);
    expect(report).toContain('  The token has no usable time of issue or expiry.\n');
  });
});

describe('any report', () => {
  it('never acts on the terminal, whatever texts stand in the verification', () => {
    fc.assert(
      fc.property(hostileVerification(), fc.constantFrom('always', 'never'), (verification, color) => {
        expect(unprintableIn(renderVerification(verification, terminalStyle({ color })))).toBe(false);
      }),
    );
  });

  it('has no line wider than the terminal but those of commands', () => {
    fc.assert(
      fc.property(hostileVerification(), fc.integer({ min: 40, max: 120 }), (verification, columns) => {
        const report = renderVerification(verification, terminalStyle({ columns }));
        const commands = verification.diagnosis.flatMap((finding) => finding.commands.map(commandLine));
        const wide = report.split('\n').filter((line) => displayWidth(line) > columns);
        expect(
          wide.filter((line) => !commands.includes(line) && !line.startsWith('      jwtadm enable')),
        ).toEqual([]);
      }),
    );
  });

  it('has every command whole, on a line of its own', () => {
    fc.assert(
      fc.property(hostileVerification(), (verification) => {
        const lines = renderVerification(verification, style).split('\n');
        const commands = verification.diagnosis.flatMap((finding) => finding.commands.map(commandLine));
        expect(commands.filter((command) => !lines.includes(command))).toEqual([]);
      }),
    );
  });
});

function commandLine(command: string): string {
  return `      ${escapeUnprintable(command)}`;
}

function opening(verification: ReportedVerification): string | undefined {
  return renderVerification(verification, style).split('\n\n')[0];
}

/** From a heading to the next; the diagnosis, which is last, whole. */
function section(verification: ReportedVerification, heading: string): string | undefined {
  const report = renderVerification(verification, style);
  const from = report.slice(report.indexOf(`\n${heading}`) + 1);
  return heading === 'Diagnosis' ? from : from.split(/\n\n|\n$/)[0];
}

function hostileVerification(): fc.Arbitrary<ReportedVerification> {
  const optional = fc.option(hostileText);
  const moment = fc.option(fc.double({ min: 0, max: 4e9, noNaN: true }));
  const finding = fc.record({
    code: hostileText,
    severity: fc.constantFrom('error', 'warning'),
    stage: fc.constantFrom(...stages),
    issue: fc.constant('Token is malformed'),
    cause: hostileText,
    solution: hostileText,
    proved: fc.boolean(),
    evidence: fc.constant({}),
    commands: fc.array(hostileText, { maxLength: 2 }),
    forIssuer: optional,
  });
  return fc.record({
    accepted: fc.boolean(),
    configuration: fc.record({
      name: hostileText,
      enabled: fc.boolean(),
      signatureAlgorithm: fc.constant('HS256'),
    }),
    user: fc.option(
      fc.record({
        username: hostileText,
        name: optional,
        email: optional,
        userType: optional,
        roles: fc.array(hostileText, { maxLength: 3 }),
      }),
    ),
    evaluatedAt: fc.double({ min: 0, max: 4e9, noNaN: true }),
    signedWith: fc.constantFrom('current', 'previous', null),
    previousAcceptedUntil: moment,
    carrier: fc.constant(undefined),
    token: fc.record({
      header: fc.constant(null),
      claims: fc.constantFrom(null, {}),
      issuedAt: moment,
      notBefore: moment,
      expiresAt: moment,
      effectiveExpiry: moment,
    }),
    stages: fc
      .array(fc.constantFrom('passed', 'failed', 'skipped'), { minLength: 8, maxLength: 8 })
      .map((results) => Object.fromEntries(stages.map((stage, index) => [stage, results[index]])))
      .map((results) => results as Record<Stage, 'passed' | 'failed' | 'skipped'>),
    diagnosis: fc.array(finding, { maxLength: 3 }),
  }) as fc.Arbitrary<ReportedVerification>;
}
