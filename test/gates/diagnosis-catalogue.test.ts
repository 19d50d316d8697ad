import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditCatalogue } from '../../src/diagnosis/audit-catalogue.ts';
import { catalogue } from '../../src/diagnosis/catalogue.ts';
import { diagnosisCodes } from '../../src/diagnosis/diagnosis-code.ts';
import { auditScopes } from '../../src/domain/audit-evidence.ts';
import { type Issue, issues, stages } from '../../src/domain/finding.ts';
import { expectGenerated, repository } from '../support/generated-file.ts';

const checks = stages.flatMap((stage) => catalogue[stage].map((check) => ({ ...check, room: stage })));
/** Without a token there is no other key's id. */
const keyCodes = catalogue.key.map(({ code }) => code).filter((code) => code !== 'key-id-mismatch');
const audits = auditScopes.flatMap((scope) => [...auditCatalogue[scope]]);

describe('the catalogue of diagnoses', () => {
  it('has a check for each code, and each only once', () => {
    expect(checks.map(({ code }) => code).sort()).toEqual([...diagnosisCodes].sort());
  });

  it('keeps each check in the room of its stage, in a file named for its code', () => {
    const files = stages.flatMap((stage) =>
      readdirSync(new URL(`src/diagnosis/checks/${stage}/`, repository)).map((file) => `${stage}/${file}`),
    );
    expect(checks.map(({ code, stage }) => `${stage}/${code}.ts`).sort()).toEqual(files.sort());
    expect(checks.filter(({ stage, room }) => stage !== room)).toEqual([]);
  });

  it('says cause and solution in whole sentences', () => {
    const unfinished = checks.filter(
      ({ cause, solution }) => !/^[A-Z].*\.$/s.test(cause) || !/^[A-Z].*\.$/s.test(solution),
    );
    expect(unfinished.map(({ code }) => code)).toEqual([]);
  });

  it('is documented, a code a section', () => {
    expectGenerated('docs/diagnosis.md', document());
  });
});

function document(): string {
  return `# What jwtadm can tell about a login that fails

Each finding has a code that scripts can rely on: it is never renamed and never used for anything else. A login passes
the stages ${stages.join(', ')}, in this order; later ones are looked at even when an earlier one has
failed, so that all that is wrong shows at once. Only errors reject a token. Every code belongs to one of the
issues that administrators know:

${issues.map(issueRow).join('\n')}

${checks.map(section).join('\n')}
# What \`check\` adds

\`jwtadm check\` needs no token: it looks at the store and at each configuration, disabled ones too. It tells the codes of
stage key (${keyCodes.map(linked).join(', ')}), and these of its own:

${audits.map(section).join('\n')}`;
}

function issueRow(issue: Issue): string {
  const codes = checks.filter((check) => check.issue === issue).map(({ code }) => linked(code));
  return `- **${issue}**: ${codes.join(', ')}`;
}

function linked(code: string): string {
  return `[\`${code}\`](#${code})`;
}

type Section = Pick<(typeof checks)[number], 'stage' | 'severity' | 'issue' | 'cause' | 'solution'> & {
  readonly code: string;
};

function section({ code, stage, severity, issue, cause, solution }: Section): string {
  return `## ${code}

Stage ${stage}, ${severity}. Issue: ${issue}.

- Possible cause: ${cause}
- Solution: ${solution}
`;
}
