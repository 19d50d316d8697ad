import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { filePathPattern } from '../../domain/file-path.ts';
import { toIso } from '../../domain/instant.ts';
import { type NewPrivateKey, refuseTakenPath } from '../../usecases/secrets/key-file.ts';
import { readGivenFile } from '../input/given-credentials.ts';
import { refuseFaults } from '../output/notes.ts';
import { repeatable } from './field-flags.ts';

/** The flags that say for whom secrets are encrypted, as they were typed. */
export interface RecipientFlags {
  readonly recipient?: string[];
  readonly recipientsFile?: string;
  readonly generateIdentity?: string;
}

/** For whom secrets are to be encrypted, and the identity that was made for that. */
export interface ChosenRecipients {
  readonly recipients: readonly string[];
  readonly identity: NewPrivateKey | undefined;
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
 * The recipients that the flags name, each once, with a new one where an identity is to be made, which is not
 * written yet. Throws one usage Problem for all that is wrong with them; nothing that was typed is quoted.
 */
export async function chooseRecipients(context: Context, flags: RecipientFlags): Promise<ChosenRecipients> {
  // age is loaded by those who need it only.
  const { isRecipient, newIdentity, readRecipients } = await import('../../vault/identities.ts');
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
  const named = [...typed, ...(lines?.ok ? lines.keys : [])];
  if (generateIdentity === undefined) return { recipients: [...new Set(named)], identity: undefined };
  const path = resolve(context.cwd, generateIdentity);
  refuseTakenPath(context, path);
  const { recipient, text } = await newIdentity(toIso(context.now()));
  return { recipients: [...new Set([...named, recipient])], identity: { path, text } };
}

function remark(text: string): string {
  return /^age-secret-key-/i.test(text)
    ? ', but an identity, which is secret: use another one, since this one was typed where others see it'
    : '';
}
