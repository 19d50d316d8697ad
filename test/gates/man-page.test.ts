import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { listedCommands } from '../../src/commands/line/command-line.ts';
import { topics } from '../../src/topics/topics.ts';
import { commandTree } from '../support/command-tree.ts';
import { expectGenerated, repository } from '../support/generated-file.ts';
import { manPage } from '../support/man-page.ts';
import { roffText } from '../support/roff.ts';

const program = await commandTree();
const file = fileURLToPath(new URL('man/jwtadm.1', repository));

/** What a formatter makes of the page, without overstriking, and what it complains of. */
function format(command: string, argv: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(command, [...argv, file], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
  });
  return { text: stdout.replaceAll(/.\u{8}/gu, ''), complaints: stderr, status };
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['-h'], { stdio: 'ignore' }).error === undefined;
}

describe('man/jwtadm.1', () => {
  it('is what the command tree and the topics of help give', () => {
    expectGenerated('man/jwtadm.1', manPage(program));
  });

  it.each([
    ['a\\b', 'a\\eb'],
    [".br\n'so x\n..", '\\&.br\n\\(aqso x\n\\&..'],
    ['--x "y" `z` ^ ~', '\\-\\-x \\(dqy\\(dq \\(gaz\\(ga \\(ha \\(ti'],
    ['é…\u{1f600}', '\\[u00E9]\\[u2026]\\[u1F600]'],
  ])('would print %j as it is', (text, roff) => {
    expect(roffText(text)).toBe(roff);
  });

  it('is shipped, and found by man', () => {
    expect(packageJson.man).toBe('./man/jwtadm.1');
    expect(packageJson.files).toContain('man');
  });

  const formatters: [command: string, argv: string[]][] = [
    ['groff', ['-ww', '-man', '-Tutf8', '-P-c']],
    ['mandoc', ['-Tutf8', '-Wwarning']],
  ];

  describe.each(formatters)('formatted with %s', (command, argv) => {
    const isThere = isInstalled(command);

    it.skipIf(!isThere)(
      isThere ? 'reads as the help does, and gives no warning' : 'nothing: it is not installed here',
      () => {
        const { text, complaints, status } = format(command, argv);
        expect({ complaints, status }).toEqual({ complaints: '', status: 0 });
        for (const each of listedCommands(program)) expect(text).toContain(`jwtadm ${each.name()}`);
        for (const { title } of Object.values(topics)) expect(text).toContain(`\n${title.toUpperCase()}\n`);
        expect(text).toContain(`jq -r '.configurations[] | .name + ": " + .findings[].code'`);
        expect(text).toContain(`jwtadm explain | awk -F '\\t' '$3 == "error" {print $1}'`);
        expect(text).toMatch(/^ +--allow-weak-secret$/m);
      },
    );
  });
});
