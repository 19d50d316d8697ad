import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { filePathPattern } from '../../domain/file-path.ts';
import type { RecipientRequest } from '../../usecases/encryption/key-holders.ts';
import { readGivenFile } from '../input/given-credentials.ts';
import { refuseFaults } from '../output/notes.ts';
import { repeatable } from './field-flags.ts';

/** The flags that say for whom secrets are encrypted, as they were typed. */
export interface RecipientFlags {
  readonly recipient?: string[];
  readonly recipientsFile?: string;
  readonly generateIdentity?: string;
}

/** Declares the flags that say for whom secrets are encrypted. */
export function declareRecipientFlags(command: Command): void {
  command
    .addOption(repeatable('--recipient <age1…>', 'encrypt for this age recipient; repeatable'))
    .option('--recipients-file <file>', 'encrypt for the recipients in a file, one a line')
    .option('--generate-identity <file>', 'make a new age identity, write it to a new file, encrypt for it');
}

/** Whether any of the flags was given. */
export function namesRecipients({ recipient, recipientsFile, generateIdentity }: RecipientFlags): boolean {
  return (recipient ?? recipientsFile ?? generateIdentity) !== undefined;
}

/**
 * What the flags ask for; undefined where none was given. Throws one usage Problem for all that is wrong with
 * them; nothing that was typed is quoted.
 */
export async function readRecipientFlags(
  context: Context,
  flags: RecipientFlags,
): Promise<RecipientRequest | undefined> {
  if (!namesRecipients(flags)) return undefined;
  // age is loaded only where it is needed.
  const { isRecipient, readRecipients } = await import('../../vault/identities.ts');
  const { recipient: typed = [], recipientsFile, generateIdentity } = flags;
  const faults = typed.flatMap((text, index) =>
    isRecipient(text) ? [] : [`--recipient number ${index + 1} is no age recipient (age1…)${remark(text)}`],
  );
  const reading =
    recipientsFile === undefined ? undefined : readGivenFile(context, recipientsFile, '--recipients-file');
  if (reading && !reading.ok) faults.push(reading.reason);
  const lines = reading?.ok ? readRecipients(reading.text) : undefined;
  if (lines && !lines.ok) faults.push(`the file of --recipients-file ${lines.fault}`);
  if (generateIdentity !== undefined && !filePathPattern.test(generateIdentity)) {
    faults.push('--generate-identity must name a file');
  }
  refuseFaults(faults);
  return {
    recipients: [...typed, ...(lines?.ok ? lines.keys : [])],
    newIdentityPath: generateIdentity === undefined ? undefined : resolve(context.cwd, generateIdentity),
  };
}

function remark(text: string): string {
  return /^age-secret-key-/i.test(text)
    ? ', but an identity, which is secret: use another one, since this one was typed where others see it'
    : '';
}
