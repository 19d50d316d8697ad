import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';
import { isInstalled } from '../support/installed-program.ts';
import { fencedBlocks } from '../support/replayed-document.ts';
import { run } from '../support/run.ts';
import { newFolder, put } from '../support/store-folder.ts';
import { crm, storeOf } from '../support/stores.ts';

const document = readFileSync(new URL('docs/issuers.md', repository), 'utf8');

/** Text that every language can decode from base64. */
const secret = Buffer.from('what the system that issues tokens signs them with').toString('base64');

/** A language of the page, and how its programs are run; `probe` asks whether it is here. */
interface Language {
  readonly name: string;
  readonly fence: string;
  readonly file: string;
  readonly probe: readonly [program: string, question: string];
  readonly command: readonly [program: string, ...argv: string[]];
}

const node: Language = {
  name: 'Node',
  fence: 'js',
  file: 'token.mjs',
  probe: [process.execPath, '--version'],
  command: [process.execPath, 'token.mjs'],
};

const languages: readonly Language[] = [
  node,
  {
    name: 'Python',
    fence: 'python',
    file: 'token.py',
    probe: ['python3', '--version'],
    command: ['python3', 'token.py'],
  },
  {
    name: 'Java',
    fence: 'java',
    file: 'Token.java',
    probe: ['javac', '--version'],
    command: ['java', 'Token.java'],
  },
  {
    name: 'C#',
    fence: 'csharp',
    file: 'Token.cs',
    probe: ['dotnet', '--version'],
    command: ['dotnet', 'run'],
  },
  { name: 'Go', fence: 'go', file: 'token.go', probe: ['go', 'version'], command: ['go', 'run', 'token.go'] },
  {
    name: 'PHP',
    fence: 'php',
    file: 'token.php',
    probe: ['php', '--version'],
    command: ['php', 'token.php'],
  },
];

/** What a program prints at the end, with the secret in its environment. */
function outputOf({ file, command: [program, ...argv] }: Language, text: string): string {
  const folder = newFolder();
  put(join(folder, file), text);
  if (program === 'dotnet') put(join(folder, 'Token.csproj'), dotnetProject());
  const env = { ...process.env, ERP_JWT_SECRET: secret };
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd: folder, env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** A project for the version of .NET that is here. */
function dotnetProject(): string {
  const [major] = spawnSync('dotnet', ['--version'], { encoding: 'utf8' }).stdout.split('.');
  return `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net${major}.0</TargetFramework></PropertyGroup>
</Project>
`;
}

/** What `verify` says of a token right now: the user it logs in, and the codes of what was found. */
async function verdictOn(token: string): Promise<[username: string | undefined, ...codes: string[]]> {
  const erp = { ...crm, name: 'ERP', enabled: true, secretKey: { env: 'ERP_JWT_SECRET' } };
  const { stdout } = await run(['verify', 'ERP', '--json', '-'], {
    files: { 'jwtadm.json': storeOf({ ...erp, usernameField: 'loginname', signatureAlgorithm: 'HS256' }) },
    env: { ERP_JWT_SECRET: secret },
    stdin: token,
    now: new Date().toISOString(),
  });
  const { user, diagnosis } = JSON.parse(stdout) as {
    user: { username: string } | null;
    diagnosis: { code: string }[];
  };
  return [user?.username, ...diagnosis.map(({ code }) => code)];
}

/** The row of the page's table on the key: how it is read from the secret, and how not. */
function keyOf({ name }: Language): [right: string, wrong: string] {
  const row = document.split('\n').find((line) => line.startsWith(`| ${name} | \``)) ?? '';
  const [, right = '', wrong = ''] = /` *([^`]+)` \| `([^`]+)` \|$/.exec(row.slice(row.indexOf('`'))) ?? [];
  return [right, wrong];
}

describe('the page for issuers', () => {
  it('shows a program, and how it is done with the usual library, in each language', () => {
    const counts = languages.map(({ fence }) => fencedBlocks(document, fence).length);
    expect(counts).toEqual(languages.map(() => 2));
  });

  it('makes a token with the usual library of Node', async () => {
    const library = JSON.stringify(new URL('node_modules/jsonwebtoken/index.js', repository));
    const [, withLibrary] = fencedBlocks(document, node.fence);
    const token = outputOf(node, `import jwt from ${library};\n${withLibrary}`);
    expect(await verdictOn(token)).toEqual(['alice']);
  });
});

// Whoever works on jwtadm need not have every language.
for (const language of languages) {
  const { name, probe } = language;
  const [snippet = ''] = fencedBlocks(document, language.fence);
  describe.skipIf(!isInstalled(...probe))(`its program in ${name} (${basename(probe[0])})`, () => {
    it('makes a token that logs in', async () => {
      expect(await verdictOn(outputOf(language, snippet))).toEqual(['alice']);
    }, 60_000);

    it('makes one that is explained when the key is read as the page says it must not be', async () => {
      const [right, wrong] = keyOf(language);
      expect(snippet.split(right)).toHaveLength(2);
      const token = outputOf(
        language,
        snippet.replace(right, () => wrong),
      );
      expect(await verdictOn(token)).toEqual([undefined, 'secret-is-base64']);
    }, 60_000);
  });
}
