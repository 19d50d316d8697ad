import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** The keys that a text has, one a line, or what is wrong with it, as a clause after its name. */
export type KeyLines =
  | { readonly ok: true; readonly keys: readonly string[] }
  | { readonly ok: false; readonly fault: string };

/** Reads an age identity file: an identity a line, empty lines and comments apart. Nothing of it is quoted. */
export function readIdentities(text: string): KeyLines {
  if (/^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/.test(text)) {
    return { ok: false, fault: 'is itself encrypted: decrypt it with age first' };
  }
  return readKeyLines(text, isIdentity, 'age identity (AGE-SECRET-KEY-1…)');
}

/** Reads a file of age recipients in the same form. */
export function readRecipients(text: string): KeyLines {
  return readKeyLines(text, isRecipient, 'age recipient (age1…)');
}

function readKeyLines(text: string, isKey: (line: string) => boolean, what: string): KeyLines {
  const lines = text.split('\n').map((line) => line.trim());
  const isKeyLine = (line: string) => line !== '' && !line.startsWith('#');
  const wrong = lines.findIndex((line) => isKeyLine(line) && !isKey(line));
  if (wrong !== -1) return { ok: false, fault: `has something in line ${wrong + 1} that is no ${what}` };
  const keys = [...new Set(lines.filter(isKeyLine))];
  return keys.length === 0 ? { ok: false, fault: `has no ${what} in it` } : { ok: true, keys };
}

function isIdentity(line: string): boolean {
  try {
    new Decrypter().addIdentity(line);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a text is an age recipient whose identity jwtadm can read: `age1…` or, against quantum
 * computers, `age1pq1…`. Recipients of hardware keys need plugins, which are separate programs.
 */
export function isRecipient(text: string): boolean {
  if (text.startsWith('age1tag')) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** The recipient that an identity belongs to. */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** A new random identity, as the text of its file, and its recipient. `createdAt` is ISO 8601. */
export async function newIdentity(createdAt: string): Promise<{ recipient: string; text: string }> {
  const identity = await generateX25519Identity();
  const recipient = await recipientOf(identity);
  return { recipient, text: `# created: ${createdAt}\n# public key: ${recipient}\n${identity}\n` };
}
