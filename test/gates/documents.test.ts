import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectGenerated, repository } from '../support/generated-file.ts';
import { isInstalled } from '../support/installed-program.ts';
import { fencedBlocks, replayed } from '../support/replayed-document.ts';
import { exampleFolder, newFolder } from '../support/store-folder.ts';
import { playSession } from '../support/terminal-session.ts';

/** A document with a session, and where that is played; `needs` is what it runs beside jwtadm. */
interface SessionDocument {
  readonly file: string;
  readonly folder: () => string;
  readonly needs: readonly string[];
}

const documents: readonly SessionDocument[] = [
  { file: 'README.md', folder: exampleFolder, needs: [] },
  { file: 'docs/tutorial.md', folder: newFolder, needs: [] },
  { file: 'docs/ci.md', folder: exampleFolder, needs: ['jq'] },
  { file: 'docs/team-stores.md', folder: exampleFolder, needs: ['git', 'jq'] },
];

/** Every document of the repository: those at its top, and all below docs/. */
const texts = new Map(
  [
    ...readdirSync(repository),
    ...readdirSync(new URL('docs', repository), { encoding: 'utf8', recursive: true }).map(
      (path) => `docs/${path.replaceAll('\\', '/')}`,
    ),
  ]
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(new URL(file, repository), 'utf8')]),
);

const contentOf = (file: string) => texts.get(file) ?? '';

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('a session in a document is what the built program prints', () => {
  for (const { file, folder, needs } of documents) {
    const missing = needs.filter((program) => !isInstalled(program));
    it.skipIf(missing.length > 0)(
      `${[file, ...needs].join(', with ')}`,
      async () => {
        expectGenerated(file, await replayed(contentOf(file), { folder: folder() }));
      },
      60_000,
    );
  }

  it('and no other document has one', () => {
    const withSession = [...texts].filter(([, text]) => fencedBlocks(text, 'console').length > 0);
    expect(withSession.map(([file]) => file).sort()).toEqual(documents.map(({ file }) => file).sort());
  });
});

describe('docs/ci.md', () => {
  it('has a job that passes, and fails without the secret', async () => {
    const [job] = fencedBlocks(contentOf('docs/ci.md'), 'sh');
    const outputs = await playSession(
      [
        { command: `(\n${job})` },
        { command: 'echo $?' },
        { command: 'export ERP_JWT_SECRET=example-secret-of-the-readme-not-for-use-0001' },
        { command: `(\n${job})` },
        { command: 'echo $?' },
      ],
      { folder: exampleFolder() },
    );
    expect([outputs[1], outputs[4]]).toEqual(['1\r\n', '0\r\n']);
  }, 60_000);
});

describe('a link in a document', () => {
  it.each([...texts])('leads somewhere: %s', (file, text) => {
    const links = [...text.matchAll(/\]\((?!\w+:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, target, anchor]) => {
      const here = new URL(file, repository);
      const url = target ? new URL(target, here) : here;
      if (!existsSync(url)) return true;
      return anchor !== undefined && !anchorsIn(readFileSync(url, 'utf8')).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});
