import type { Finding, ReportedFinding } from '../domain/finding.ts';
import type { Fix, FixStep, ReplacementSource } from '../domain/fix.ts';
import { shellWord } from '../domain/shell-word.ts';
import type { StoreAudit } from '../domain/store-audit.ts';
import { type StoreChoice, suggested } from '../domain/suggested-command.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { ReportedVerification, Verification } from '../domain/verification.ts';

/** A verification whose findings have commands for their fixes, on the store that `--config` named. */
export function withCommands(verification: Verification, choice: StoreChoice): ReportedVerification {
  // An empty list is one of either kind, and most tokens of a batch have one.
  if (verification.diagnosis.length === 0) return verification as Verification<never>;
  return {
    ...verification,
    diagnosis: verification.diagnosis.map((each) => findingWithCommands(each, choice)),
  };
}

/** The same for the findings of an audit. */
export function auditWithCommands(audit: StoreAudit, choice: StoreChoice): StoreAudit<ReportedFinding> {
  return {
    ...audit,
    configurations: audit.configurations.map(({ name, findings }) => ({
      name,
      findings: findings.map((each) => findingWithCommands(each, choice)),
    })),
    findings: audit.findings.map((each) => findingWithCommands(each, choice)),
  };
}

/** A finding whose fixes are commands, ready for a shell. */
export function findingWithCommands({ fixes, ...finding }: Finding, choice: StoreChoice): ReportedFinding {
  return { ...finding, commands: fixes.map((step) => suggested(choice, fixCommand(step))) };
}

/** The command that takes a step, ready for a shell; words in capitals are for the user to replace. */
export function fixCommand(step: FixStep): string {
  switch (step.kind) {
    case 'edit':
      return namedCommand('edit', step.configuration, editWords(step.change));
    case 'set':
      return namedCommand(
        'edit',
        step.configuration,
        step.fields.flatMap((field) => [flagOf(field), field.toUpperCase()]),
      );
    case 'unset':
      return namedCommand('edit', step.configuration, ['--unset', kebabCase(step.field)]);
    case 'replace-secret':
      return namedCommand('edit', step.configuration, [
        ...secretWords[step.by],
        ...encodingWords(step.encoding),
      ]);
    case 'enable':
    case 'verify':
      return namedCommand(step.kind, step.configuration, []);
    case 'encrypt':
      return 'jwtadm encrypt';
    case 'protect-file':
      return `chmod ${step.from === 'everyone else' ? '600' : 'go-w'} ${shellWord(step.path)}`;
    case 'command':
      return step.command;
    default:
      return unreachable(step);
  }
}

const secretWords: Readonly<Record<ReplacementSource, readonly string[]>> = {
  'generated secret': ['--generate-secret'],
  'typed secret': ['--secret-stdin'],
  'key file': ['--secret-file', 'KEY_FILE'],
  'public key file': ['--secret-file', 'PUBLIC_KEY_FILE'],
};

function namedCommand(command: string, name: string, words: readonly string[]): string {
  // Behind "--" a name that begins with a dash is no flag.
  const all = name.startsWith('-') ? [command, ...words, '--', name] : [command, name, ...words];
  return ['jwtadm', ...all.map(shellWord)].join(' ');
}

function editWords({ fields = {}, encoding }: Fix): string[] {
  const words = Object.entries(fields).flatMap(([field, value]) => flagWords(flagOf(field), String(value)));
  return encoding === undefined ? words : [...words, '--secret-encoding', encoding];
}

/** A flag and its value; joined where the value would be taken for a flag itself. */
function flagWords(flag: string, value: string): string[] {
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

/** A new secret is read as text unless its encoding is given. */
function encodingWords(encoding: Fix['encoding']): string[] {
  return encoding === undefined || encoding === 'utf8' ? [] : ['--secret-encoding', encoding];
}

function flagOf(field: string): string {
  return `--${kebabCase(field)}`;
}

function kebabCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
