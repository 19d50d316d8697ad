import { resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import { fieldFault } from '../../domain/configuration.ts';
import type { SecretEncoding } from '../../domain/secret-key.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { apparentEncoding } from '../../jwt/apparent-encoding.ts';
import { Problem } from '../../problem.ts';
import { literalSecret, type NewSecret } from '../../usecases/secrets/chosen-secret.ts';
import { evaluateNewSecret } from '../../usecases/secrets/evaluate-secret.ts';
import { refuseTakenPath } from '../../usecases/secrets/key-file.ts';
import type { SecretSourceFlag } from '../flags/secret-flags.ts';
import { chooseSecret } from '../input/choose-secret.ts';
import { readSecretText } from '../input/read-secret-text.ts';

/** What a secret is asked for: the algorithm it must serve, and what the flags say of it already. */
export interface SecretQuestion {
  readonly algorithm: SignatureAlgorithm;
  /** Asked for where the text looks encoded, when undefined. */
  readonly encoding: SecretEncoding | undefined;
  readonly allowsWeak: boolean;
  readonly storeFolder: string | undefined;
}

/** A secret that was given in answer to questions; a weak one was confirmed. */
export type AnsweredSecret = Pick<NewSecret, 'chosen' | 'encoding'>;

/** How a secret is given. */
type Way = 'typed' | 'generated' | 'key-pair' | 'file' | 'env' | 'file-reference' | 'env-reference';

interface WayChoice {
  readonly value: Way;
  readonly label: string;
}

/** The ways to give a shared secret, and those to give a public key, which has several lines. */
function waysFor(algorithm: SignatureAlgorithm): WayChoice[] {
  const elsewhere: WayChoice[] = [
    { value: 'file', label: 'Read it from a file' },
    { value: 'env', label: 'Take it from an environment variable' },
    { value: 'file-reference', label: 'Leave it in its file, and keep the path only' },
    { value: 'env-reference', label: 'Leave it in an environment variable, and keep its name only' },
  ];
  return isHmac(algorithm)
    ? [
        { value: 'typed', label: 'Type or paste it (hidden)' },
        { value: 'generated', label: 'Generate one for me' },
        ...elsewhere,
      ]
    : [...elsewhere, { value: 'key-pair', label: 'Make a key pair for me' }];
}

/** Asks how the secret or public key is given, then for it; what cannot serve is refused at once. */
export async function askSecret(context: Context, question: SecretQuestion): Promise<AnsweredSecret> {
  const { algorithm } = question;
  const what = isHmac(algorithm) ? 'Secret Key' : `Public key for ${algorithm}`;
  for (;;) {
    const way = await context.prompt.choose({ message: what, choices: waysFor(algorithm) });
    const answer = await answerFor(context, question, way);
    if (await isTaken(context, question, answer)) return answer;
  }
}

async function answerFor(context: Context, question: SecretQuestion, way: Way): Promise<AnsweredSecret> {
  // What is weak is asked about afterwards.
  if (way === 'typed') return askTyped(context, { ...question, allowsWeak: true });
  const source = await askSource(context, question, way);
  const { algorithm, storeFolder } = question;
  const isRead = source.kind === 'file' || source.kind === 'env';
  const encoding = isRead
    ? await askEncoding(context, question, readSecretText(context, source).text)
    : (question.encoding ?? 'utf8');
  return { chosen: await chooseSecret(context, source, { algorithm, encoding, storeFolder }), encoding };
}

/** Asks for a secret in a line that is not shown. */
export async function askTyped(context: Context, question: SecretQuestion): Promise<AnsweredSecret> {
  const text = await context.prompt.secret({
    message: 'The secret',
    fault: (answer) => faultOf(answer, question),
  });
  const encoding = await askEncoding(context, question, text);
  return { chosen: literalSecret(text, encoding), encoding };
}

/** Asks for the place that a secret comes from, or goes to. */
async function askSource(
  context: Context,
  question: SecretQuestion,
  way: Exclude<Way, 'typed'>,
): Promise<SecretSourceFlag> {
  const { prompt } = context;
  const text = (message: string, check: (answer: string) => string | undefined) =>
    prompt.text({
      message,
      fault: (answer) => (answer === '' ? 'nothing was typed' : told(() => check(answer))),
    });
  const readable = (source: SecretSourceFlag & { kind: 'file' | 'env' }) =>
    faultOf(readSecretText(context, source).text, { ...question, allowsWeak: true });
  const reference = (to: 'env' | 'file') => (answer: string) => fieldFault('secretKey', { [to]: answer });
  switch (way) {
    case 'generated':
      return { kind: 'generate' };
    case 'file':
      return { kind: 'file', path: await text('File', (path) => readable({ kind: 'file', path })) };
    case 'env': {
      const variable = await text('Variable', (name) => readable({ kind: 'env', variable: name }));
      return { kind: 'env', variable };
    }
    case 'file-reference':
      return { kind: 'reference', to: 'file', target: await text('File', reference('file')) };
    case 'env-reference':
      return { kind: 'reference', to: 'env', target: await text('Variable', reference('env')) };
    case 'key-pair': {
      const path = await text('New file for the private key', (answer) => {
        refuseTakenPath(context, resolve(context.cwd, answer));
        return undefined;
      });
      return { kind: 'generate-key', path };
    }
    default:
      return unreachable(way);
  }
}

/** What a check says; a Problem that it ends with is what is wrong. */
function told(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

/** Why a text cannot be used as a secret, in the given encoding or as UTF-8. */
function faultOf(
  text: string,
  { algorithm, encoding = 'utf8', allowsWeak }: SecretQuestion,
): string | undefined {
  const evaluation = evaluateNewSecret(text, encoding, algorithm);
  const fault = evaluation.ok ? (allowsWeak ? undefined : evaluation.weakness) : evaluation.fault;
  return fault === undefined ? undefined : `the secret ${fault}`;
}

/** A secret that looks encoded may be the literal text or the decoded bytes: only the issuer knows. */
async function askEncoding(
  context: Context,
  { algorithm, encoding }: SecretQuestion,
  text: string,
): Promise<SecretEncoding> {
  const apparent = encoding === undefined && isHmac(algorithm) ? apparentEncoding(text) : undefined;
  if (apparent === undefined) return encoding ?? 'utf8';
  return context.prompt.choose<SecretEncoding>({
    message: `It looks like ${apparent}: what does the issuer sign with?`,
    choices: [
      { value: 'utf8', label: 'the text as it is' },
      { value: apparent, label: `the bytes that it says in ${apparent}` },
    ],
  });
}

/** Whether the user accepts a weak secret after a warning. */
async function isTaken(
  context: Context,
  { algorithm, allowsWeak }: SecretQuestion,
  { chosen, encoding }: AnsweredSecret,
): Promise<boolean> {
  if (chosen.text === undefined || allowsWeak) return true;
  const evaluation = evaluateNewSecret(chosen.text, encoding, algorithm);
  if (!evaluation.ok || evaluation.weakness === undefined) return true;
  const message = `The secret ${evaluation.weakness}: use it anyway?`;
  return context.prompt.confirm({ message, initial: false });
}
