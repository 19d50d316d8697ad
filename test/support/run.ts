import {
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Context, Output } from '../../src/context.ts';
import { parseInstant, systemNow } from '../../src/domain/instant.ts';
import type { ExitCode } from '../../src/exit-code.ts';
import { keyFiles } from '../../src/files/key-files.ts';
import { reportFiles } from '../../src/files/report-files.ts';
import { main } from '../../src/main.ts';
import { storeOpener } from '../../src/stores/json-file/open-store.ts';
import { lineWriter } from '../../src/threads/line-writer.ts';
import { readChunks } from '../../src/threads/read-chunks.ts';
import type { LineSource } from '../../src/usecases/verify/batch/batch.ts';
import { evaluateHere } from '../../src/usecases/verify/batch/evaluate-here.ts';
import { type Search, searchFor } from './canary.ts';
import { type Answers, type AskedQuestion, scriptedPrompt } from './scripted-prompt.ts';
import { SECRET } from './stores.ts';

/** What a command finds when it runs; everything has a default. */
export interface Setting {
  /** Files to make first, by path relative to the folder, with mode 0600. Objects become JSON. */
  readonly files?: Readonly<Record<string, string | object>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in; nothing when absent. */
  readonly stdin?: string | Uint8Array;
  /** Whether all three streams are terminals. */
  readonly isTerminal?: boolean;
  /** The terminals' width; 100 when absent. */
  readonly columns?: number;
  /** ISO 8601; the default is {@link NOW}. */
  readonly now?: string;
  /** The clock in epoch seconds, where it has to go on; else it stands at `now`. */
  readonly clock?: () => number;
  /** What is answered when something is asked. */
  readonly answers?: Answers;
  /** The folder of an earlier run, to go on in. */
  readonly folder?: string;
  /** Called when a question is asked: what happens while somebody thinks. */
  readonly onQuestion?: (folder: string) => void;
}

/** How a run ended, and what it left behind. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly questions: readonly AskedQuestion[];
  readonly folder: string;
  /** The document in a file of the folder, ./jwtadm.json where none is named. */
  readStore(path?: string): unknown;
  /** A file's text. */
  readText(path?: string): string;
  /** Whether a file is there. */
  exists(path?: string): boolean;
}

/** The moment at which commands run in tests. */
export const NOW = '2026-03-01T12:00:00.000Z';

/** What a command that runs in tests leaves on a configuration that it changes. */
export const SIGNED = { lastModified: NOW, lastModifiedBy: 'tester' };

/** The search for the secret that most tests have in their store. */
const sharedSecretIn: Search = searchFor([SECRET]);

/**
 * Runs jwtadm in this process, with a real store in a folder that goes when the test ends. Whatever a test is
 * about, the secret that tests share may not be shown unless `--reveal` asks for it.
 */
export async function run(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const folder = setting.folder ?? temporaryFolder();
  for (const [path, content] of Object.entries(setting.files ?? {})) writeFile(join(folder, path), content);
  const stdout = recorder(setting.isTerminal === true, setting.columns ?? 100);
  const stderr = recorder(setting.isTerminal === true, setting.columns ?? 100);
  const questions: AskedQuestion[] = [];
  const exitCode = await main(argv, contextOf(setting, folder, stdout, stderr, questions));
  const leak = argv.includes('--reveal') ? undefined : sharedSecretIn(stdout.text() + stderr.text());
  if (leak !== undefined) throw new Error(`${JSON.stringify(argv)} shows a secret: ${leak}`);
  const inFolder = (path = 'jwtadm.json') => join(folder, path);
  return {
    exitCode,
    stdout: stdout.text(),
    stderr: stderr.text(),
    questions,
    folder,
    readStore: (path) => JSON.parse(readFileSync(inFolder(path), 'utf8')) as unknown,
    readText: (path) => readFileSync(inFolder(path), 'utf8'),
    exists: (path) => statSync(inFolder(path), { throwIfNoEntry: false }) !== undefined,
  };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function writeFile(path: string, content: string | object): void {
  mkdirSync(dirname(path), { recursive: true });
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
  writeFileSync(path, text, { mode: 0o600 });
}

function contextOf(
  setting: Setting,
  folder: string,
  stdout: Output,
  stderr: Output,
  questions: AskedQuestion[],
): Context {
  const env = { HOME: folder, XDG_CONFIG_HOME: join(folder, 'xdg'), LANG: 'C.UTF-8', ...setting.env };
  const isTerminal = setting.isTerminal === true;
  const world = {
    env,
    cwd: folder,
    processId: process.pid,
    userId: process.geteuid?.(),
    warn: (text: string) => stderr.write(`warning: ${text}\n`),
  };
  const piped = typeof setting.stdin === 'string' ? new TextEncoder().encode(setting.stdin) : setting.stdin;
  return {
    stdin: {
      isTerminal,
      read: (limitBytes) => (piped ?? new Uint8Array()).subarray(0, limitBytes + 1),
    },
    stdout,
    stderr,
    env,
    cwd: folder,
    systemUser: 'tester',
    now: setting.clock ?? (() => parseInstant(setting.now ?? NOW) ?? 0),
    readFile: (path, limitBytes) => readFileSync(resolve(folder, path)).subarray(0, limitBytes + 1),
    fileMode: (path) => statSync(resolve(folder, path), { throwIfNoEntry: false })?.mode,
    keyFiles,
    reportFiles: async () => reportFiles(process.geteuid?.(), systemNow),
    openStore: storeOpener(world),
    batch: {
      cores: 2,
      openLines: (path) => openLines(folder, path, piped),
      readChunks: async (source) => readChunks(source),
      startEvaluators: async ({ rules, writing }) => evaluateHere(rules, lineWriter(writing)),
    },
    prompt: scriptedPrompt(setting.answers ?? [], questions, () => setting.onQuestion?.(folder)),
  };
}

function openLines(folder: string, path: string, piped: Uint8Array | undefined): LineSource {
  if (path === '-') return { kind: 'stream', chunks: Readable.from([piped ?? new Uint8Array()]) };
  const descriptor = openSync(resolve(folder, path), 'r');
  return { kind: 'file', descriptor, sizeBytes: fstatSync(descriptor).size };
}

function recorder(isTerminal: boolean, columns: number): Output & { text(): string } {
  let written = '';
  return {
    isTerminal,
    columns: isTerminal ? columns : undefined,
    isClosed: false,
    write(text) {
      written += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
    text: () => written,
  };
}
