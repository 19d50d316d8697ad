import { type Configuration, type FieldName, fieldFault } from '../domain/configuration.ts';
import type { Fix } from '../domain/fix.ts';
import { type SecretEncoding, secretSource } from '../domain/secret-key.ts';
import { shellWord } from '../domain/shell-word.ts';
import { hasUnseen } from '../domain/unprintable.ts';

/** `jwtadm edit NAME …`, ready for a shell. */
export function editCommand({ name }: Configuration, ...words: readonly string[]): string {
  // Behind "--" a name that begins with a dash is no flag.
  return name.startsWith('-') ? fixCommand('edit', ...words, '--', name) : fixCommand('edit', name, ...words);
}

/** `jwtadm COMMAND WORD …`, ready for a shell. */
export function fixCommand(...words: readonly string[]): string {
  return ['jwtadm', ...words.map(shellWord)].join(' ');
}

/** Whether a command can make the fix: each value is allowed, and nothing in it is unseen. */
export function isSettable({ fields = {} }: Fix): boolean {
  return Object.entries(fields).every(
    ([field, value]) => fieldFault(field as FieldName, value) === undefined && !hasUnseen(String(value)),
  );
}

/** The commands that make a fix in the configuration; none when the token alone would change. */
export function commandsOf({ fields = {}, encoding, secret }: Fix, configuration: Configuration): string[] {
  if (!isSettable({ fields })) return [];
  const words = Object.entries(fields).flatMap(([field, value]) => flagWords(flagOf(field), String(value)));
  if (encoding !== undefined) words.push('--secret-encoding', encoding);
  // What the secret is, is asked for: a command line is no place for it.
  if (secret !== undefined) words.push('--secret-stdin', ...encodingWords(secret.encoding, configuration));
  return words.length === 0 ? [] : [editCommand(configuration, ...words)];
}

function encodingWords(encoding: SecretEncoding, { secretKey }: Configuration): string[] {
  return secretSource(secretKey).encoding === encoding ? [] : ['--secret-encoding', encoding];
}

/** A flag and its value; joined where the value would be taken for a flag itself. */
function flagWords(flag: string, value: string): string[] {
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

function flagOf(field: string): string {
  return `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
